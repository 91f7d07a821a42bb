import pg from "pg";
import type { ClientBase } from "pg";
import type { EntryOptions, FormulaRequest } from "../formula/enter-formulas.js";
import { enterFormulas } from "../formula/enter-formulas.js";
import type { Recomputed } from "../formula/recompute-derived.js";
import { added, recomputeAll, withdrawResults } from "../formula/recompute-derived.js";
import { AppError } from "../shared/errors.js";
import { OpenPublication } from "./open-publication.js";
import { lockPublishing } from "./publishing.service.js";

export interface FormulaOptions extends EntryOptions {
  /** Connection string of a migrated warehouse. */
  readonly databaseUrl: string;
  /** Answers what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface FormulaOutcome extends Recomputed {
  /** The data version that brought the results; null when nothing changed. */
  readonly publication: number | null;
}

const LOCK_LINE = "SET LOCAL work_mem = '128MB'; SET LOCAL jit = off; SET LOCAL statement_timeout = 0";

/**
 * Enters formulas and computes them for all there is, in one transaction and one publication: either all of them, or none.
 * @throws AppError NOT_FOUND for unknown codes, CONFLICT for values that stand, BAD_USER_INPUT or FORBIDDEN for what can't be a formula
 */
export function setFormulas(requests: readonly FormulaRequest[], options: FormulaOptions): Promise<FormulaOutcome> {
  const origin = `formula ${requests.map(({ code }) => code).join(", ")}`;
  return inPublication(origin, options, (client) => enterFormulas(client, requests, options));
}

/** Takes a formula away and withdraws what it computed; the indicator takes values of its own again. */
export function removeFormula(code: string, options: Omit<FormulaOptions, "replace">): Promise<FormulaOutcome> {
  return inPublication(`formula ${code} removed`, options, async (client, publication) => {
    const { rows } = await client.query<{ id: number }>(
      `DELETE FROM formula f USING indicator i WHERE i.id = f.indicator_id AND i.code = $1 RETURNING i.id`,
      [code],
    );
    if (!rows[0]) throw new AppError("NOT_FOUND", `${code} has no formula.`);
    const { id } = rows[0];
    const held = await client.query(
      `SELECT FROM series s WHERE s.indicator_id = $1 AND s.observation_count > 0 LIMIT 1`,
      [id],
    );
    const withdrawn = held.rowCount ? await withdrawResults(client, await publication.id(), id) : 0;
    return { ids: [id], before: { created: 0, updated: 0, withdrawn } };
  });
}

type Concerned = readonly number[] | { readonly ids: readonly number[]; readonly before: Recomputed };

async function inPublication(
  origin: string,
  { databaseUrl, dryRun = false }: FormulaOptions,
  work: (client: ClientBase, publication: OpenPublication) => Promise<Concerned>,
): Promise<FormulaOutcome> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "kho formula" });
  await client.connect();
  try {
    await client.query(`BEGIN; ${LOCK_LINE}`);
    await lockPublishing(client, () => {});
    const outcome = await published(client, origin, work);
    await client.query(dryRun ? "ROLLBACK" : "COMMIT");
    return dryRun ? { ...outcome, publication: null } : outcome;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the connection may be the very thing that failed
    throw error;
  } finally {
    await client.end();
  }
}

async function published(
  client: ClientBase,
  origin: string,
  work: (client: ClientBase, publication: OpenPublication) => Promise<Concerned>,
): Promise<FormulaOutcome> {
  const publication = new OpenPublication(client, { origin: origin.slice(0, 200) });
  const concerned = await work(client, publication);
  const { ids, before } = "ids" in concerned ? concerned : { ids: concerned, before: null };
  const computed = await recomputeAll(client, publication, ids);
  const counts = before ? added(before, computed) : computed;
  await publication.close(counts);
  return { ...counts, publication: publication.opened };
}
