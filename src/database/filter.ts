import type { Sql } from "sql-template-tag";
import sql, { join } from "sql-template-tag";
import { AppError } from "../shared/errors.js";
import { LIMITS } from "../shared/limits.js";

/** The operands every filter has beside its own fields. */
export interface Combined<Filter> {
  and?: Filter[] | undefined;
  or?: Filter[] | undefined;
  not?: Filter | undefined;
}

/** How each field of a filter becomes a condition. The one place per table where a filter meets SQL. */
export type Conditions<Filter> = {
  readonly [Name in Exclude<keyof Filter, keyof Combined<unknown>>]-?: (value: NonNullable<Filter[Name]>) => Sql;
};

const MAX_DEPTH = 5;
/** Short as they are to write, the database plans each of them. */
const MAX_CONDITIONS = 250;

/** Compiles a filter: fields are joined by AND. A null or empty operand is an error, never "all rows". */
export function compileFilter<Filter extends object>(
  filter: Filter | null | undefined,
  conditions: Conditions<Filter>,
): Sql {
  if (filter === null) throw bad("filter", "is null: leave it out, or give a value");
  if (filter === undefined || Object.values(filter).every((value) => value === undefined)) return sql`TRUE`;
  const count = conditionsIn(filter);
  if (count > MAX_CONDITIONS) throw bad("filter", `has ${count} conditions; at most ${MAX_CONDITIONS} are allowed`);
  return compile(filter, conditions, "filter", 1);
}

/** What is no filter at all counts as one condition: the walk that compiles says what is wrong with it. */
function conditionsIn(filter: unknown): number {
  if (filter === null || typeof filter !== "object") return 1;
  const counts = Object.entries(filter).map(([name, value]) => {
    const operands = operandsOf(name, value);
    return Array.isArray(operands) ? operands.reduce<number>((sum, each) => sum + conditionsIn(each), 0) : 1;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What `and`, `or` and `not` join, as far as it is a list; nothing for a field. */
function operandsOf(name: string, value: unknown): unknown {
  if (name === "not") return [value];
  return name === "and" || name === "or" ? value : undefined;
}

/** A filter in two that mean the same together: the first has only fields named in `conditions`, at any depth. */
export function splitFilter<Filter extends object>(
  filter: Filter,
  conditions: object,
): { readonly within: Partial<Filter>; readonly beyond: Partial<Filter> } {
  const parts = Object.groupBy(Object.entries(filter), (operand) =>
    isWithin(operand, conditions) ? "within" : "beyond",
  );
  return {
    within: Object.fromEntries(parts.within ?? []) as Partial<Filter>,
    beyond: Object.fromEntries(parts.beyond ?? []) as Partial<Filter>,
  };
}

function isWithin([name, value]: readonly [string, unknown], conditions: object): boolean {
  if (Object.hasOwn(conditions, name)) return true;
  const operands = operandsOf(name, value);
  return (
    Array.isArray(operands) &&
    operands.every((each) => each !== null && Object.entries(each as object).every((one) => isWithin(one, conditions)))
  );
}

function compile<Filter extends object>(
  filter: Filter,
  conditions: Conditions<Filter>,
  path: string,
  depth: number,
): Sql {
  if (depth > MAX_DEPTH) throw bad(path, `is nested deeper than ${MAX_DEPTH} levels`);
  const operands = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (operands.length === 0) throw bad(path, "has no condition");
  return join(
    operands.map(([name, value]) => compileOperand(name, value, conditions, `${path}.${name}`, depth)),
    " AND ",
  );
}

function compileOperand<Filter extends object>(
  name: string,
  value: unknown,
  conditions: Conditions<Filter>,
  path: string,
  depth: number,
): Sql {
  checkOperand(value, path);
  const inner = (each: unknown, at: string) => sql`(${compile(each as Filter, conditions, at, depth + 1)})`;
  if (name === "not") return sql`NOT coalesce(${inner(value, path)}, FALSE)`;
  if (name === "and" || name === "or") {
    const parts = (value as unknown[]).map((each, i) => inner(each, `${path}[${i}]`));
    return sql`(${join(parts, name === "and" ? " AND " : " OR ")})`;
  }
  return (conditions as unknown as Record<string, (value: unknown) => Sql>)[name]!(value);
}

function checkOperand(value: unknown, path: string): void {
  if (value === null) throw bad(path, "is null: leave it out, or give a value");
  if (!Array.isArray(value)) return;
  if (value.length === 0) throw bad(path, "is an empty list: leave it out, or give values");
  if (value.length > LIMITS.maxFilterValues)
    throw bad(path, `has ${value.length} values; at most ${LIMITS.maxFilterValues} are allowed`);
}

function bad(path: string, what: string): AppError {
  return new AppError("BAD_USER_INPUT", `${path} ${what}.`, { argument: path });
}
