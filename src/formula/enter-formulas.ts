import type { ClientBase } from "pg";
import { AppError } from "../shared/errors.js";
import type { Lineage } from "./check-formula.js";
import { checkFormula } from "./check-formula.js";
import type { Expression } from "./expression.js";
import { inputNames } from "./expression.js";
import type { FormulaIndicator, NewIndicator } from "./formula-catalogue.js";
import { createIndicator, indicatorsByCode } from "./formula-catalogue.js";
import { loadFormulas } from "./formula.js";
import { parseExpression } from "./parse-expression.js";

export interface FormulaRequest {
  /** Code of the indicator that is to be computed. */
  readonly code: string;
  readonly formula: string;
  /** How the indicator is made when there is none of this code. */
  readonly create?: NewIndicator | undefined;
}

export interface EntryOptions {
  /** Lets results take the place of values that the indicator holds. */
  readonly replace?: boolean | undefined;
}

interface Entry extends FormulaRequest {
  readonly expression: Expression;
  readonly names: readonly string[];
}

/**
 * Checks formulas and writes them down, all of them or none; computing them is `recomputeAll`.
 * @returns ids of the indicators that they compute and read
 * @throws AppError NOT_FOUND for unknown codes, CONFLICT for values that stand, BAD_USER_INPUT or FORBIDDEN for what can't be a formula
 */
export async function enterFormulas(
  client: ClientBase,
  requests: readonly FormulaRequest[],
  options: EntryOptions = {},
): Promise<number[]> {
  const entries = requests.map(readEntry);
  const lineage = await lineageWith(client, entries);
  for (const entry of inOrder(entries, lineage)) await create(client, entry);
  const known = await indicatorsByCode(
    client,
    entries.flatMap(({ code, names }) => [code, ...names]),
  );
  for (const entry of entries) await enter(client, entry, known, lineage, options);
  return [...known.values()].map(({ id }) => id);
}

function readEntry(request: FormulaRequest): Entry {
  const expression = parseExpression(request.formula);
  return { ...request, expression, names: inputNames(expression) };
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
  { replace = false }: EntryOptions,
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
