import type { Client } from "pg";
import { enterFormulas } from "../formula/enter-formulas.js";
import type { Version } from "../formula/recompute-derived.js";
import { recomputeAll } from "../formula/recompute-derived.js";
import type { Catalogue } from "./catalogue.js";
import { FIRST_PUBLICATION } from "./publication.rows.js";

/** What formulas added to the series and observations that were loaded. */
export interface DerivedCounts {
  readonly series: number;
  readonly observations: number;
}

/**
 * Enters the demo's formulas and computes them as any other, as part of the first data version. Their inputs must not have been
 * revised by later ones, or results would be known before the figures that they come from (test/demo-loading.test.ts).
 */
export async function deriveFigures(client: Client, { files }: Catalogue): Promise<DerivedCounts> {
  const before = await seriesCount(client);
  const requests = files.formulas.map(({ indicator, formula }) => ({ code: indicator, formula }));
  const ids = await enterFormulas(client, requests);
  const version: Version = {
    opened: FIRST_PUBLICATION,
    tables: "TEMPORARY",
    id: () => Promise.resolve(FIRST_PUBLICATION),
  };
  const { created } = await recomputeAll(client, version, ids);
  await client.query("UPDATE publication SET created = created + $2 WHERE id = $1", [FIRST_PUBLICATION, created]);
  return { series: (await seriesCount(client)) - before, observations: created };
}

async function seriesCount(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM series");
  return rows[0]!.count;
}
