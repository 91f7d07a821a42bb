import type { ClientBase } from "pg";
import { AppError } from "../shared/errors.js";
import type { Formula } from "./formula.js";
import { inOrder, loadFormulas } from "./formula.js";
import {
  ADD,
  ANY_FORMULA,
  ANY_RESULT,
  BREAK_DOWN,
  CLOSE_SERIES,
  compute,
  CREATE_SERIES,
  DIRTY_INDICATORS,
  FORGET_ABSENT,
  FORGET_UNCHANGED,
  LINK_DIMENSIONS,
  LOCKED_ROWS,
  NAME_SERIES,
  NOTE_ALL,
  NOTE_CHANGES,
  PASS_ON,
  RENEW_ALL,
  RENEW_PROVENANCE,
  RENEW_RESULTS,
  REVISE,
  SUPERSEDE,
  TABLES,
  WITHDRAW,
  WITHDRAW_ALL,
} from "./recomputing.sql.js";

/** What recomputing changed. */
export interface Recomputed {
  readonly created: number;
  readonly updated: number;
  readonly withdrawn: number;
}

/** The publication that results belong to; it only comes to be when something changes. */
export interface Version {
  readonly opened: number | null;
  readonly tables: keyof typeof TABLES;
  id(): Promise<number>;
}

const NOTHING: Recomputed = { created: 0, updated: 0, withdrawn: 0 };

/**
 * Computes anew what formulas make of the observations that a publication changed, inside its transaction and as part of it:
 * a reader never sees a result beside other inputs than its own. Only the series and periods that changed are looked at.
 * @throws AppError CONFLICT when rows were staged for an indicator that is computed
 */
export async function recomputeDerived(client: ClientBase, version: Version): Promise<Recomputed> {
  if (version.opened === null) return NOTHING;
  const { rows } = await client.query<{ any: boolean }>(ANY_FORMULA);
  if (!rows[0]!.any) return NOTHING;
  const locked = (await client.query<{ code: string }>(LOCKED_ROWS)).rows[0];
  if (locked) throw new AppError("CONFLICT", `${locked.code} is computed by a formula and takes no values of its own.`);
  await client.query(TABLES[version.tables].make);
  await client.query(NOTE_CHANGES, [version.opened]);
  return spread(client, version);
}

/** The same for everything there is of some indicators: for a formula that is new, or gone. */
export async function recomputeAll(
  client: ClientBase,
  version: Version,
  indicatorIds: readonly number[],
): Promise<Recomputed> {
  await client.query(TABLES[version.tables].make);
  await client.query(NOTE_ALL, [indicatorIds, version.opened]);
  return spread(client, version);
}

/** Ends everything that a formula computed. @returns how many observations */
export async function withdrawResults(client: ClientBase, publicationId: number, indicatorId: number): Promise<number> {
  const { rowCount } = await client.query(WITHDRAW_ALL, [indicatorId, publicationId]);
  await client.query(RENEW_ALL, [indicatorId]);
  return rowCount ?? 0;
}

/** From what changed to everything computed from it, inputs first. */
async function spread(client: ClientBase, version: Version): Promise<Recomputed> {
  const { rows } = await client.query<{ id: number }>(DIRTY_INDICATORS);
  if (rows.length === 0) return NOTHING;
  const dirty = new Set(rows.map(({ id }) => id));
  let sum = NOTHING;
  for (const formula of inOrder(await loadFormulas(client))) {
    const concerned = dirty.has(formula.indicatorId) || formula.inputs.some(({ id }) => dirty.has(id));
    if (!concerned) continue;
    const changed = await recompute(client, version, formula);
    if (changed.created + changed.updated + changed.withdrawn > 0) dirty.add(formula.indicatorId);
    sum = added(sum, changed);
  }
  return sum;
}

async function recompute(client: ClientBase, version: Version, formula: Formula): Promise<Recomputed> {
  const own = [formula.indicatorId];
  const run = async (text: string, values: unknown[] = []) => (await client.query(text, values)).rowCount ?? 0;
  await run(TABLES[version.tables].empty);
  await run(compute(formula), [formula.indicatorId, formula.inputs.map(({ id }) => id)]);
  if ((await run(CREATE_SERIES, own)) > 0 && version.tables === "TEMPORARY") await run("ANALYZE derived_result");
  await run(NAME_SERIES, own);
  await run(CLOSE_SERIES);
  await run(BREAK_DOWN);
  await run(LINK_DIMENSIONS, own);
  await run(FORGET_UNCHANGED);
  await run(FORGET_ABSENT);
  const { rowCount: changes } = await client.query(ANY_RESULT);
  if (!changes && version.opened === null) return NOTHING;
  const publicationId = await version.id();
  await run(SUPERSEDE, [publicationId]);
  const withdrawn = await run(WITHDRAW);
  const updated = await run(REVISE, [publicationId]);
  const created = await run(ADD, [publicationId]);
  await run(RENEW_RESULTS);
  await run(RENEW_PROVENANCE, own);
  await run(PASS_ON);
  return { created, updated, withdrawn };
}

export function added<Counts extends Recomputed>(a: Counts, b: Recomputed): Counts {
  return {
    ...a,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    withdrawn: a.withdrawn + b.withdrawn,
  };
}
