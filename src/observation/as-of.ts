import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { AppError } from "../shared/errors.js";

/** A data version to answer as of; null (or nothing) is now. */
export type AsOf = number | null | undefined;

/** Largest number of a publication. */
const MAX_VERSION = 2_147_483_647;

/**
 * Observations as they stood in a data version: a table with the columns of `observation`, used as
 * `FROM ${observationsAt(version)} o`. Current rows that came later are left out, and what they superseded or what was
 * withdrawn since stands in their place. The version is a condition on the union, not on its parts: only so does Postgres
 * bring a join's conditions on series_id and period_start to the keys of both tables.
 */
export function observationsAt(version: AsOf): Sql {
  if (version == null) return sql`observation`;
  return sql`(
    SELECT was.series_id, was.period_start, was.period_end, was.publication_id, was.value, was.status, was.comment
    FROM (
      SELECT now.series_id, now.period_start, now.period_end, now.publication_id, now.value, now.status, now.comment,
        ${MAX_VERSION}::int AS until
      FROM observation now
      UNION ALL
      SELECT past.series_id, past.period_start, past.period_end, past.from_publication, past.value, past.status, past.comment,
        past.to_publication
      FROM observation_history past) AS was
    WHERE was.publication_id <= ${version} AND ${version} < was.until)`;
}

/**
 * The version that an `asOf` argument names; null when there is none, which means now.
 * That the version exists is checked for every argument of this name before its field is loaded.
 */
export function parseAsOf(asOf: string | null | undefined, argument = "asOf"): number | null {
  if (asOf == null) return null;
  const version = /^(?:0|[1-9]\d{0,9})$/.test(asOf) ? Number(asOf) : Infinity;
  if (version > MAX_VERSION)
    throw new AppError(
      "BAD_USER_INPUT",
      `${argument} is “${asOf.slice(0, 40)}”; it must be a data version, such as 3.`,
      {
        argument,
      },
    );
  return version;
}
