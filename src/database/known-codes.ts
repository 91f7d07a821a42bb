import type { Sql } from "sql-template-tag";
import sql, { join } from "sql-template-tag";
import { indicatorRule, seriesRule } from "../access/row-rules.js";
import type { Viewer } from "../access/viewer.js";
import { AppError } from "../shared/errors.js";
import { rowsAt, seriesStoodAt } from "./catalogue-history.js";
import type { CodeMemory } from "./code-memory.js";
import type { Database } from "./database.js";

/** What codes are of. Arguments and filter fields bear these names, or are told by `CodeNames`. */
type CodeField = keyof typeof KNOWN;

/** Fields of a filter whose name does not say what their codes are of, such as `codes`. */
export type CodeNames = Readonly<Partial<Record<string, CodeField>>>;

/** Finds the row that bears `asked.code`. What the viewer may not see is as unknown as what does not exist. */
const KNOWN = {
  indicators: (viewer: Viewer) =>
    sql`SELECT FROM indicator x WHERE x.code = asked.code AND ${indicatorRule(viewer, "x")}`,
  series: (viewer: Viewer, asOf: AsOf) => sql`
    SELECT FROM series s JOIN indicator x ON x.id = s.indicator_id
    WHERE s.key = asked.code AND ${indicatorRule(viewer, "x")} AND ${seriesRule(viewer, "s", "x")} AND ${seriesStoodAt(asOf)}`,
  areas: () => sql`SELECT FROM area x WHERE x.code = asked.code`,
  agencies: () => sql`SELECT FROM agency x WHERE x.code = asked.code`,
  topics: () => sql`SELECT FROM topic x WHERE x.code = asked.code`,
  units: () => sql`SELECT FROM unit x WHERE x.code = asked.code`,
  plans: () => sql`SELECT FROM plan x WHERE x.code = asked.code`,
  pillars: () => sql`SELECT FROM pillar x WHERE x.code = asked.code`,
  targets: (_viewer: Viewer, asOf: AsOf) => sql`SELECT FROM ${rowsAt("target", asOf)} x WHERE x.code = asked.code`,
  /** Written SEX=F; every dimension has a total, SEX=_T. */
  breakdown: () => sql`
    SELECT FROM dimension d LEFT JOIN dimension_code dc ON dc.dimension_id = d.id
    WHERE asked.code IN (d.code || '=' || dc.code, d.code || '=_T')`,
} as const satisfies Record<string, (viewer: Viewer, asOf: AsOf) => Sql>;

/** Whether these exist depends on who asks, and when. All others are the same for everybody, and remembered. */
const OF_A_VIEWER: ReadonlySet<CodeField> = new Set(["indicators", "series", "targets"] as const);

/** A data version; null is now. What did not stand in it is unknown. */
type AsOf = number | null | undefined;

/**
 * Throws NOT_FOUND when a filter names a code that does not exist: a misspelt code must not look like "no data".
 * One statement when the filter names codes that are not remembered, else none.
 */
export async function checkCodes(
  db: Database,
  viewer: Viewer,
  filter: object | null | undefined,
  names: CodeNames = {},
  asOf: AsOf = null,
): Promise<void> {
  const named = new Map<CodeField, Set<string>>();
  collectCodes(filter, names, named);
  const { version } = db.codes;
  leaveOutKnown(db.codes, named);
  if (named.size === 0) return;
  const parts = [...named].map(
    ([field, codes]) => sql`
      SELECT ${field} AS "field", asked.code AS "code" FROM unnest(${[...codes]}::text[]) AS asked (code)
      WHERE NOT EXISTS (${KNOWN[field](viewer, asOf)})`,
  );
  const unknown = await db.rows<Code>(join(parts, " UNION ALL "));
  if (unknown.length > 0) throw unknownCodes(inOrder(unknown, named));
  for (const [field, codes] of named) if (!OF_A_VIEWER.has(field)) db.codes.keep(version, field, codes);
}

/** Takes out what needs no look-up. */
function leaveOutKnown(memory: CodeMemory, named: Map<CodeField, Set<string>>): void {
  for (const [field, codes] of named) {
    for (const code of codes) if (memory.has(field, code)) codes.delete(code);
    if (codes.size === 0) named.delete(field);
  }
}

interface Code {
  readonly field: CodeField;
  readonly code: string;
}

/** As they were asked for: the order of a hash would be that of another text. */
function inOrder(unknown: readonly Code[], named: ReadonlyMap<CodeField, ReadonlySet<string>>): Code[] {
  const all = [...named].flatMap(([field, codes]) => [...codes].map((code) => ({ field, code })));
  return all.filter((one) => unknown.some(({ field, code }) => field === one.field && code === one.code));
}

function unknownCodes(unknown: readonly Code[]): AppError {
  const byField = Map.groupBy(unknown, ({ field }) => field);
  const sentences = [...byField].map(
    ([field, rows]) => `Unknown ${field}: ${rows.map(({ code }) => code).join(", ")}.`,
  );
  return new AppError("NOT_FOUND", sentences.join(" "), { unknown });
}

function collectCodes(filter: unknown, names: CodeNames, found: Map<CodeField, Set<string>>): void {
  if (Array.isArray(filter)) for (const each of filter) collectCodes(each, names, found);
  else if (filter !== null && typeof filter === "object")
    for (const [name, value] of Object.entries(filter)) {
      const field = names[name] ?? (Object.hasOwn(KNOWN, name) ? (name as CodeField) : undefined);
      if (field && Array.isArray(value)) addCodes(found, field, value);
      else if (name === "and" || name === "or" || name === "not") collectCodes(value, names, found);
    }
}

function addCodes(found: Map<CodeField, Set<string>>, field: CodeField, values: readonly unknown[]): void {
  const codes = field === "breakdown" ? (values as BreakdownCodes[]).flatMap(membersOf) : (values as string[]);
  if (codes.length > 0) found.set(field, (found.get(field) ?? new Set()).union(new Set(codes)));
}

interface BreakdownCodes {
  readonly dimension: string;
  readonly codes: readonly string[];
}

function membersOf({ dimension, codes }: BreakdownCodes): string[] {
  return codes.map((code) => `${dimension}=${code}`);
}
