import type { Sql } from "sql-template-tag";
import sql, { empty, raw } from "sql-template-tag";
import type { AsOf } from "../observation/as-of.js";
import { observationsAt } from "../observation/as-of.js";
import { seriesTables } from "../observation/series.reads.js";
import type { YearSpan } from "../observation/years/whole-years.js";
import { HAS_YEARS } from "../observation/years/year-of.sql.js";
import { GroupKey } from "./aggregate-enums.js";
import type { Check } from "./aggregate-fault.js";
import { cellKeys } from "./group-columns.js";

export interface Cells {
  /** On `series s`, `indicator i` and `reporting_calendar rc`; and on those and `observation o`. */
  readonly where: { readonly series: Sql; readonly observations: Sql };
  /** The years that `where.observations` means, if it means whole years and nothing else. */
  readonly years: YearSpan | null;
  readonly asOf: AsOf;
  readonly groupBy: readonly GroupKey[];
  /** Dimensions by whose members observations are told apart: they count nothing twice. */
  readonly dimensions: readonly string[];
  readonly check: Check;
  /** What is to be known of a cell: names from the lists below. */
  readonly columns: readonly string[];
}

const FROM_OBSERVATIONS: Readonly<Record<string, string>> = {
  counted: "count(*)",
  valued: "count(o.value)",
  first_start: "min(o.period_start)",
  last_start: "max(o.period_start)",
  first_range: "min(o.period_start || '|' || o.period_end) FILTER (WHERE s.frequency = 'R')",
  last_range: "max(o.period_start || '|' || o.period_end) FILTER (WHERE s.frequency = 'R')",
  total: "sum(o.value)",
  largest: "max(o.value)",
  smallest: "min(o.value)",
  newest: "(array_agg(o.value ORDER BY o.period_start DESC) FILTER (WHERE o.value IS NOT NULL))[1]",
  newest_start: "max(o.period_start) FILTER (WHERE o.value IS NOT NULL)",
};
const OF_SEVERAL_YEARS: Readonly<Record<string, string>> = {
  counted: "sum(y.counted)",
  valued: "sum(y.valued)",
  first_start: "min(y.first_start)",
  last_start: "max(y.last_start)",
  first_range: "NULL",
  last_range: "NULL",
  total: "sum(y.total)",
  largest: "max(y.largest)",
  smallest: "min(y.smallest)",
  newest: "(array_agg(y.newest ORDER BY y.newest_start DESC) FILTER (WHERE y.newest_start IS NOT NULL))[1]",
  newest_start: "max(y.newest_start)",
};

const OF_ONE_YEAR: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(OF_SEVERAL_YEARS).map((name) => [name, `y.${name}`])),
  first_range: "NULL",
  last_range: "NULL",
};

/** What keys of groups and later steps need to know of a series. */
const ofSeries = (dimensions: readonly string[]): Sql => sql`
  s.id, s.indicator_id, s.area_id, s.frequency, s.breakdown, rc.start_day, i.code, i.aggregation, i.unit_id, i.agency_id, i.topic_id,
  i.unit_id = ANY(ARRAY(SELECT u.id FROM unit u WHERE u.symbol_vi IN ('%', '‰'))) AS is_share,
  CASE WHEN s.breakdown = '_T' THEN '{}' ELSE (
    SELECT coalesce(array_agg(split_part(part, '=', 1) ORDER BY part), '{}')::text FROM string_to_table(s.breakdown, ',') AS part
    WHERE split_part(part, '=', 1) <> ALL (${dimensions}::text[])) END AS dimensions`;
/** And what an exact check needs. */
const FOR_CHECK = raw(", a.level, count(*) OVER (PARTITION BY s.indicator_id) > 1 AS has_siblings");
/** What only conditions need; as of a version each of them costs a look-up for every series. */
const FOR_CONDITIONS = ["s.key", "s.provenance", "s.latest_start"];
/** A chosen series under the names of the tables that conditions and keys are written for. */
const CHOSEN_AS_TABLES = raw(`chosen s CROSS JOIN LATERAL (SELECT s.start_day) AS rc
  CROSS JOIN LATERAL (SELECT s.code, s.aggregation, s.unit_id, s.agency_id, s.topic_id) AS i`);

/**
 * Do the totals of a series hold? Not of those that were published since they were made, few or none. Both bounds, though one would do:
 * to the planner a range is narrow, and worth its index.
 */
const IS_MADE = raw(`,
  ${HAS_YEARS} AND (SELECT v.publication_id > 0 FROM series_year_version v) AND s.id NOT IN (
    SELECT ps.series_id FROM publication_series ps
    WHERE ps.publication_id > (SELECT v.publication_id FROM series_year_version v) AND ps.publication_id <= 2147483647
    UNION ALL SELECT unnest(v.left_out) FROM series_year_version v) AS has_years`);

/**
 * Was an indicator chosen for areas within each other, or for a total beside its members? Then its values may be counted twice: not where
 * years or periods tell these series apart, which is rare. Only of an indicator with several series need this be asked.
 */
function twice(groupBy: readonly GroupKey[]): Sql {
  const isApart = groupBy.includes(GroupKey.AREA) || groupBy.includes(GroupKey.AREA_LEVEL);
  const levels = isApart ? raw("FALSE") : raw("min(a.level) <> max(a.level)");
  return sql`
    twice AS MATERIALIZED (SELECT EXISTS (SELECT FROM chosen c GROUP BY c.indicator_id HAVING count(*) > 1) AND EXISTS (
      SELECT FROM chosen c ${isApart ? empty : raw("JOIN area a ON a.id = c.area_id")} GROUP BY c.indicator_id
      HAVING min(c.dimensions) <> max(c.dimensions) OR ${levels}) AS is_so),`;
}

/**
 * `chosen AS (…), cell AS (…)`: series are chosen first; the observations of each are put together by themselves. Where whole years are
 * asked for, yearly totals stand for the observations of the series that have them.
 */
export function cellsOf({ where, years, asOf, groupBy, dimensions, check, columns }: Cells): Sql {
  const isExact = check !== "MAYBE";
  const cell = cellKeys(groupBy);
  const extra = raw(FOR_CONDITIONS.map((name) => (where.observations.sql.includes(name) ? `, ${name}` : "")).join(""));
  const fromYears = asOf == null && years !== null && !groupBy.some(isWithinYears) ? years : null;
  return sql`
    chosen AS MATERIALIZED (
      SELECT ${ofSeries(dimensions)} ${extra} ${isExact ? FOR_CHECK : empty} ${fromYears ? IS_MADE : empty}
      FROM ${seriesTables(asOf)} ${isExact ? raw("JOIN area a ON a.id = s.area_id") : empty} WHERE ${where.series}),
    ${isExact ? empty : twice(groupBy)}
    cell AS (${fromYears ? sql`${cellsOfYears(fromYears, groupBy, columns)} UNION ALL` : empty}
      SELECT s.*, own.* FROM ${CHOSEN_AS_TABLES} CROSS JOIN LATERAL (
        SELECT ${selected(FROM_OBSERVATIONS, columns)} ${cell.select}
        FROM ${observationsAt(asOf)} o WHERE o.series_id = s.id AND ${where.observations}
        ${cell.groupBy}) AS own
      ${fromYears ? raw("WHERE NOT s.has_years") : empty})`;
}

function cellsOfYears({ first, last }: YearSpan, groupBy: readonly GroupKey[], columns: readonly string[]): Sql {
  const byYear = groupBy.includes(GroupKey.YEAR);
  const from = first === null ? empty : sql`AND y.year >= ${first}::int`;
  const to = last === null ? empty : sql`AND y.year <= ${last}::int`;
  return sql`
      SELECT s.*, ${raw(columns.map((name) => `own.${name}`).join(", "))} ${raw(byYear ? ", own.year" : "")} FROM chosen s JOIN (
        SELECT y.series_id, ${selected(byYear ? OF_ONE_YEAR : OF_SEVERAL_YEARS, columns)} ${raw(byYear ? ", y.year" : "")}
        FROM series_year y WHERE y.series_id = ANY(ARRAY(SELECT c.id FROM chosen c WHERE c.has_years)) ${from} ${to}
        ${raw(byYear ? "" : "GROUP BY y.series_id")}) AS own ON own.series_id = s.id`;
}

/** Keys that tell observations of one year apart. */
function isWithinYears(key: GroupKey): boolean {
  return key === GroupKey.PERIOD || key === GroupKey.STATUS;
}

function selected(expressions: Readonly<Record<string, string>>, columns: readonly string[]): Sql {
  return raw(columns.map((name) => `${expressions[name]} AS ${name}`).join(", "));
}
