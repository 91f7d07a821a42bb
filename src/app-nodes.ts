import { align } from "./database/align.js";
import type { NodeSource } from "./node/node.resolver.js";
import type { ObservationReads } from "./observation/observation.reads.js";
import type { RowsById } from "./search/search.resolver.js";

/** Rows whose ids are numbers. */
export function byNumber(rows: RowsById): NodeSource {
  return async (viewer, keys, asOf) => {
    const ids = keys.map((key) => (/^[1-9]\d{0,8}$/.test(key) ? Number(key) : null));
    return align(
      ids,
      await rows(
        viewer,
        ids.filter((id) => id !== null),
        asOf,
      ),
      (row) => row.id,
    );
  };
}

export function observationNodes(observations: ObservationReads): NodeSource {
  return async (viewer, keys, asOf) => {
    const parsed = keys.map((key) => /^(\d{1,9}):(\d{4}-\d{2}-\d{2})$/.exec(key)).filter((match) => match !== null);
    const rows = await observations.byKeys(
      viewer,
      parsed.map((match) => ({ seriesId: Number(match[1]), periodStart: match[2]! })),
      asOf,
    );
    return align(keys, rows, (row) => `${row.seriesId}:${row.periodStart}`);
  };
}
