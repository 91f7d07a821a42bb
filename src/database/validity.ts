import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";

/** The row is valid on a day; validity is half-open, [valid_from, valid_to). */
export function validOn(alias: string, day: string): Sql {
  const table = raw(alias);
  return sql`${table}.valid_from <= ${day}::date AND (${table}.valid_to IS NULL OR ${table}.valid_to > ${day}::date)`;
}
