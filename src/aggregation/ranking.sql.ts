import type { Sql } from "sql-template-tag";
import sql, { raw } from "sql-template-tag";
import type { AsOf } from "../observation/as-of.js";
import { observationsAt } from "../observation/as-of.js";
import type { DateRange } from "../shared/time-range.js";

export interface RankingQuery {
  /** Rows of `code, area_id, agency_id, breakdown, is_early`: who is ranked, by which series, and whether only by a figure. */
  readonly subjects: Sql;
  /** On `series s` and `indicator i`. */
  readonly visible: Sql;
  readonly indicatorId: number;
  readonly frequency: string;
  readonly period: DateRange;
  readonly previous: DateRange | null;
  readonly largestFirst: boolean;
  readonly asOf: AsOf;
}

/**
 * The areas of a level that are valid in a period, or those that bear codes then, each code once. Figures from before a code's first
 * bearer are that bearer's (docs/import.md), so an area of the level that begins later is ranked where it has one.
 */
export function areaSubjects(
  { areas, areaLevel }: { readonly areas?: readonly string[] | null; readonly areaLevel?: number | null },
  { start, end }: DateRange,
  breakdown: string,
): Sql {
  if (areas == null)
    return sql`
      SELECT a.code, a.id AS area_id, NULL::integer AS agency_id, ${breakdown}::text AS breakdown, a.valid_from > ${end}::date AS is_early
      FROM area a WHERE a.level = ${areaLevel} AND (a.valid_to IS NULL OR a.valid_to > ${start}::date)`;
  return sql`
    SELECT DISTINCT ON (a.code) a.code, a.id AS area_id, NULL::integer AS agency_id, ${breakdown}::text AS breakdown, FALSE AS is_early
    FROM area a
    WHERE a.code = ANY(${areas}::text[])
    ORDER BY a.code, a.valid_from <= ${end}::date AND (a.valid_to IS NULL OR a.valid_to > ${start}::date) DESC, a.valid_from DESC`;
}

/** Agencies in one area; `breakdowns[i]` is what the series of `codes[i]` is broken down to. */
export function agencySubjects(codes: readonly string[], breakdowns: readonly string[], area: string): Sql {
  return sql`
    SELECT DISTINCT ON (asked.code) asked.code, a.id AS area_id, ag.id AS agency_id, asked.breakdown, FALSE AS is_early
    FROM unnest(${codes}::text[], ${breakdowns}::text[]) AS asked (code, breakdown)
    JOIN agency ag ON ag.code = asked.code
    CROSS JOIN (SELECT a.id FROM area a WHERE a.code = ${area} ORDER BY a.valid_from DESC LIMIT 1) AS a
    ORDER BY asked.code, ag.valid_from DESC`;
}

/** `WITH ranked AS (…)`, a row for each subject, with its place in the whole. */
export function rankedSubjects(query: RankingQuery): Sql {
  const { subjects, visible, indicatorId, frequency, period, previous, largestFirst, asOf } = query;
  const order = raw(largestFirst ? "DESC" : "ASC");
  const rankBy = (value: Sql) =>
    sql`CASE WHEN ${value} IS NOT NULL THEN rank() OVER (PARTITION BY ${value} IS NULL ORDER BY ${value} ${order})::int END`;
  const at = (alias: Sql, { start, end }: DateRange) =>
    sql`LEFT JOIN ${observationsAt(asOf)} ${alias} ON ${alias}.series_id = own.id AND ${alias}.period_start = ${start}::date AND ${alias}.period_end = ${end}::date`;
  const earlier = previous
    ? at(raw("p"), previous)
    : sql`LEFT JOIN (SELECT NULL::integer AS series_id, NULL::numeric AS value) AS p ON FALSE`;
  return sql`
    WITH ranked AS (
      SELECT subject.code, subject.area_id AS "areaId", subject.agency_id AS "agencyId", own.id AS "seriesId",
        o.value, o.status::text AS status, p.value AS "previousValue",
        ${rankBy(raw("o.value"))} AS rank, ${rankBy(raw("p.value"))} AS "previousRank"
      FROM (${subjects}) AS subject
      LEFT JOIN (
        SELECT s.id, s.area_id, s.breakdown FROM series s JOIN indicator i ON i.id = s.indicator_id
        WHERE i.id = ${indicatorId} AND s.frequency = ${frequency} AND ${visible}) AS own
        ON own.area_id = subject.area_id AND own.breakdown = subject.breakdown
      ${at(raw("o"), period)} ${earlier}
      WHERE NOT subject.is_early OR o.series_id IS NOT NULL),
    placed AS (
      SELECT r.*, row_number() OVER (ORDER BY r.rank NULLS LAST, r.code, r."areaId")::int AS place FROM ranked r)`;
}
