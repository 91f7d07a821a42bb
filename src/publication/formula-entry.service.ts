import pg from "pg";
import type { ClientBase } from "pg";
import type { Expression } from "../formula/expression.js";
import { inputNames } from "../formula/expression.js";
import { parseExpression } from "../formula/parse-expression.js";
import type { FormulaIndicator, NewIndicator } from "../formula/formula-catalogue.js";
import { createIndicator, indicatorsByCode } from "../formula/formula-catalogue.js";
import type { Lineage } from "../formula/check-formula.js";
import { checkFormula } from "../formula/check-formula.js";
import { loadFormulas } from "../formula/formula.js";
import type { Recomputed } from "../formula/recompute-derived.js";
import { added, recomputeAll, withdrawResults } from "../formula/recompute-derived.js";
import { AppError } from "../shared/errors.js";
import { OpenPublication } from "./open-publication.js";
import { lockPublishing } from "./publishing.service.js";

export interface FormulaRequest {
  /** Code of the indicator that is to be computed. */
  readonly code: string;
  readonly formula: string;
  /** How the indicator is made when there is none of this code. */
  readonly create?: NewIndicator | undefined;
}

export interface FormulaOptions {
  /** Connection string of a migrated warehouse. */
  readonly databaseUrl: string;
  /** Lets results take the place of values that the indicator holds. */
  readonly replace?: boolean | undefined;
  /** Answers what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface FormulaOutcome extends Recomputed {
  /** The data version that brought the results; null when nothing changed. */
  readonly publication: number | null;
}

interface Entry extends FormulaRequest {
  readonly expression: Expression;
  readonly names: readonly string[];
}

const LOCK_LINE = "SET LOCAL work_mem = '128MB'; SET LOCAL jit = off; SET LOCAL statement_timeout = 0";

/**
 * Enters formulas and computes them for all there is, in one transaction and one publication: either all of them, or none.
 * @throws AppError NOT_FOUND for unknown codes, CONFLICT for values that stand, BAD_USER_INPUT or FORBIDDEN for what can't be a formula
 */
export function setFormulas(requests: readonly FormulaRequest[], options: FormulaOptions): Promise<FormulaOutcome> {
  const entries = requests.map((request): Entry => {
    const expression = parseExpression(request.formula);
    return { ...request, expression, names: inputNames(expression) };
  });
  return inPublication(`formula ${requests.map(({ code }) => code).join(", ")}`, options, async (client) => {
    const lineage = await lineageWith(client, entries);
    for (const entry of inOrder(entries, lineage)) await create(client, entry);
    const known = await indicatorsByCode(
      client,
      entries.flatMap(({ code, names }) => [code, ...names]),
    );
    for (const entry of entries) await enter(client, entry, known, lineage, options);
    return [...known.values()].map(({ id }) => id);
  });
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

async function lineageWith(client: ClientBase, entries: readonly Entry[]): Promise<Lineage> {
  const standing = (await loadFormulas(client)).map(
    ({ code, inputs }) => [code, inputs.map((input) => input.code)] as const,
  );
  return new Map([...standing, ...entries.map(({ code, names }) => [code, names] as const)]);
}

/** What a file enters may be computed from what it enters elsewhere. */
function inOrder(entries: readonly Entry[], lineage: Lineage): Entry[] {
  const depth = (code: string, seen: readonly string[] = []): number =>
    seen.includes(code) ? 0 : 1 + Math.max(0, ...(lineage.get(code) ?? []).map((name) => depth(name, [...seen, code])));
  return entries.toSorted((a, b) => depth(a.code) - depth(b.code));
}

async function create(client: ClientBase, { code, create: given, names }: Entry): Promise<void> {
  const known = await indicatorsByCode(client, [code, ...names]);
  const unknown = names.filter((name) => !known.has(name) && name !== code);
  if (unknown.length > 0)
    throw new AppError("NOT_FOUND", `Unknown indicators: ${unknown.join(", ")}.`, { argument: "formula", unknown });
  if (known.has(code)) return;
  if (!given) throw new AppError("NOT_FOUND", `There is no indicator ${code}; --create makes one.`);
  if (names.includes(code))
    throw new AppError("BAD_USER_INPUT", `${code} is computed from itself.`, { argument: "formula" });
  await createIndicator(
    client,
    code,
    given,
    names.map((name) => known.get(name)!),
  );
}

async function enter(
  client: ClientBase,
  { code, formula, expression, names }: Entry,
  known: ReadonlyMap<string, FormulaIndicator>,
  lineage: Lineage,
  { replace = false }: FormulaOptions,
): Promise<void> {
  const derived = known.get(code)!;
  const inputs = new Map(names.map((name) => [name, known.get(name)!]));
  checkFormula(derived, expression, inputs, lineage);
  const { rowCount: deleted } = await client.query(`DELETE FROM formula f WHERE f.indicator_id = $1`, [derived.id]);
  if (!deleted && derived.observations > 0 && !replace)
    throw new AppError(
      "CONFLICT",
      `${code} holds ${derived.observations} observations; --replace lets results take their place.`,
    );
  await client.query(`INSERT INTO formula (indicator_id, expression) VALUES ($1, $2)`, [derived.id, formula.trim()]);
  await client.query(
    `INSERT INTO formula_input (indicator_id, input_id, name) SELECT $1, input.id, input.name FROM unnest($2::int[], $3::text[]) AS input (id, name)`,
    [derived.id, [...inputs.values()].map(({ id }) => id), names],
  );
}
