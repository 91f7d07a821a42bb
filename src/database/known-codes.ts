import type { Sql } from "sql-template-tag";
import sql, { join } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { AppError } from "../shared/errors.js";
import type { Database } from "./database.js";

/** Names of arguments and filter fields that hold codes, and what the codes are of. */
type CodeField = "indicators" | "areas" | "agencies" | "topics" | "units" | "plans" | "pillars";

const TABLES: Readonly<Record<CodeField, (viewer: Viewer) => Sql>> = {
  // An indicator that the viewer may not see is as unknown as one that does not exist.
  indicators: (viewer) => sql`SELECT code FROM indicator WHERE access = ANY(${viewer.classes}::text[])`,
  areas: () => sql`SELECT code FROM area`,
  agencies: () => sql`SELECT code FROM agency`,
  topics: () => sql`SELECT code FROM topic`,
  units: () => sql`SELECT code FROM unit`,
  plans: () => sql`SELECT code FROM plan`,
  pillars: () => sql`SELECT code FROM pillar`,
};

/**
 * Throws NOT_FOUND when a filter names a code that does not exist: a misspelt code must not look like "no data".
 * One statement when the filter names codes, none when it does not.
 */
export async function checkCodes(db: Database, viewer: Viewer, filter: object | null | undefined): Promise<void> {
  const named = codesIn(filter, new Map());
  if (named.size === 0) return;
  const parts = [...named].map(
    ([field, codes]) => sql`
      SELECT ${field} AS "field", code AS "code" FROM unnest(${[...codes]}::text[]) AS asked (code)
      WHERE code NOT IN (${TABLES[field](viewer)})`,
  );
  const unknown = await db.rows<{ field: CodeField; code: string }>(join(parts, " UNION ALL "));
  if (unknown.length > 0) throw unknownCodes(unknown);
}

function unknownCodes(unknown: readonly { field: CodeField; code: string }[]): AppError {
  const byField = Map.groupBy(unknown, ({ field }) => field);
  const sentences = [...byField].map(
    ([field, rows]) => `Unknown ${field}: ${rows.map(({ code }) => code).join(", ")}.`,
  );
  return new AppError("NOT_FOUND", sentences.join(" "), { unknown });
}

function codesIn(filter: unknown, found: Map<CodeField, Set<string>>): Map<CodeField, Set<string>> {
  if (Array.isArray(filter)) for (const each of filter) codesIn(each, found);
  else if (filter !== null && typeof filter === "object")
    for (const [name, value] of Object.entries(filter)) {
      if (Object.hasOwn(TABLES, name) && Array.isArray(value)) addCodes(found, name as CodeField, value as string[]);
      else if (name === "and" || name === "or" || name === "not") codesIn(value, found);
    }
  return found;
}

function addCodes(found: Map<CodeField, Set<string>>, field: CodeField, codes: readonly string[]): void {
  const known = found.get(field) ?? new Set();
  for (const code of codes) known.add(code);
  if (known.size > 0) found.set(field, known);
}
