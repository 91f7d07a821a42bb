import sql from "sql-template-tag";
import type { Asked } from "../database/columns.js";
import { Columns } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { readPages } from "../database/read-page.js";
import type { AsOf } from "../observation/as-of.js";
import type { ObservationStatus } from "../observation/observation-enums.js";
import type { Connection } from "../shared/connection.js";
import type { Ordering, PageRequest } from "../shared/page.js";
import { Page } from "../shared/page.js";
import type { RevisionReason } from "./revision.type.js";

export interface RevisionRow {
  readonly fromPublication: number;
  readonly toPublication: number | null;
  readonly periodEnd: string;
  readonly value: string | null;
  readonly status: ObservationStatus;
  readonly comment: string | null;
  readonly reason: RevisionReason | null;
}

interface ObservationKey {
  readonly seriesId: number;
  readonly periodStart: string;
}

const column = (property: string, expression: string, key = false) => ({ property, expression, key });
const COLUMNS = new Columns([
  column("fromPublication", "rev.from_publication", true),
  column("toPublication", "rev.to_publication"),
  column("periodEnd", "rev.period_end"),
  column("value", "rev.value"),
  column("status", "rev.status"),
  column("comment", "rev.comment"),
  column("reason", "rev.reason"),
]);
const NEWEST_FIRST: Ordering = {
  name: "FROM.DESC",
  keys: [{ expression: "rev.from_publication", property: "fromPublication", type: "integer", descending: true }],
};

/** Questions about the values that an observation had. Who may see the observation may see them. */
export class RevisionReads {
  constructor(private readonly db: Database) {}

  /** One page below each observation, in one statement. As of a version, what ended later had not ended yet. */
  listBelow(
    observations: readonly ObservationKey[],
    args: PageRequest,
    asked: Asked,
    asOf: AsOf,
  ): Promise<Connection<RevisionRow>[]> {
    const then = asOf ?? null;
    const from = sql`(
      SELECT k.place::int AS place, v.from_publication, v.period_end, v.value, v.status, v.comment,
        CASE WHEN ${then}::int IS NULL OR v.to_publication <= ${then}::int THEN v.to_publication END AS to_publication,
        CASE WHEN ${then}::int IS NULL OR v.to_publication <= ${then}::int THEN v.reason END AS reason
      FROM unnest(${observations.map(({ seriesId }) => seriesId)}::int[], ${observations.map(({ periodStart }) => periodStart)}::date[])
        WITH ORDINALITY AS k (series_id, period_start, place)
      JOIN (
        SELECT o.series_id, o.period_start, o.period_end, o.publication_id AS from_publication, NULL::int AS to_publication,
          o.value, o.status, o.comment, NULL::text AS reason
        FROM observation o
        UNION ALL
        SELECT h.series_id, h.period_start, h.period_end, h.from_publication, h.to_publication, h.value, h.status, h.comment, h.reason
        FROM observation_history h) AS v ON v.series_id = k.series_id AND v.period_start = k.period_start
      WHERE ${then}::int IS NULL OR v.from_publication <= ${then}::int) AS rev`;
    const places = observations.map((_, i) => i + 1);
    const page = new Page<RevisionRow>(args, NEWEST_FIRST, 20);
    return readPages(
      this.db,
      { keys: places, column: sql`rev.place`, rows: "FEW" },
      { columns: COLUMNS, asked, from, where: sql`TRUE`, page },
    );
  }
}
