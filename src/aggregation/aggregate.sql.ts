import type { Sql } from "sql-template-tag";
import sql, { empty, raw } from "sql-template-tag";
import type { AsOf } from "../observation/as-of.js";
import { observationsAt } from "../observation/as-of.js";
import { seriesTables } from "../observation/series.reads.js";
import { AggregateMethod, GroupKey } from "./aggregate-enums.js";
import { faultOf } from "./aggregate-fault.js";
import { cellKeys, groupColumns, joinsOf, namesOf, selectColumns } from "./group-columns.js";

export interface Grouping {
  /** On `series s`, `indicator i` and `reporting_calendar rc`; and on those and `observation o`. */
  readonly where: { readonly series: Sql; readonly observations: Sql };
  readonly asOf: AsOf;
  readonly groupBy: readonly GroupKey[];
  readonly dimensions: readonly string[];
  readonly method: AggregateMethod | null;
  /** Are the first and the last period asked for? Texts for each cell cost more than its numbers. */
  readonly withPlaces: boolean;
  readonly withCoverage: boolean;
}

const { SUM, AVERAGE, LAST, MAX, MIN, COUNT } = AggregateMethod;

/** The method's value over parts `p`. `trim_scale`: an average of 4 is 4, not 4.0000000000000000. */
const VALUE: Readonly<Record<AggregateMethod, string>> = {
  SUM: "sum(p.total)",
  AVERAGE: "trim_scale(sum(p.total) / nullif(sum(p.valued), 0))",
  LAST: "(array_agg(p.newest ORDER BY p.newest_start DESC NULLS LAST))[1]",
  MAX: "max(p.largest)",
  MIN: "min(p.smallest)",
  COUNT: "sum(p.valued)::numeric",
};

/** What a cell has to know for a method's value. */
const PARTS: Readonly<Record<string, readonly AggregateMethod[]>> = {
  total: [SUM, AVERAGE],
  largest: [MAX],
  smallest: [MIN],
  newest: [LAST],
  newest_start: [LAST],
};
const IN_CELL: Readonly<Record<string, string>> = {
  total: "sum(o.value)",
  largest: "max(o.value)",
  smallest: "min(o.value)",
  newest: "(array_agg(o.value ORDER BY o.period_start DESC) FILTER (WHERE o.value IS NOT NULL))[1]",
  newest_start: "max(o.period_start) FILTER (WHERE o.value IS NOT NULL)",
};
const IN_PART: Readonly<Record<string, string>> = {
  total: "sum(k.total)",
  largest: "max(k.largest)",
  smallest: "min(k.smallest)",
  newest: "(array_agg(k.newest ORDER BY k.newest_start DESC NULLS LAST))[1]",
  newest_start: "max(k.newest_start)",
};

const RANGES_OF_CELL = raw(`,
  min(o.period_start || '|' || o.period_end) FILTER (WHERE s.frequency = 'R') AS first_range,
  max(o.period_start || '|' || o.period_end) FILTER (WHERE s.frequency = 'R') AS last_range`);
const PLACES_OF_CELL = raw(`,
  coalesce(c.first_range, c.first_start || '|' || c.first_start) || '|' || c.frequency || '|' || c.start_day AS first_place,
  coalesce(c.last_range, c.last_start || '|' || c.last_start) || '|' || c.frequency || '|' || c.start_day AS last_place`);

/** What keys of groups and later steps need to know of a series. */
const OF_SERIES = raw(`s.id, s.indicator_id, s.area_id, s.frequency, s.breakdown, rc.start_day,
  i.code, i.aggregation, i.unit_id, i.agency_id, i.topic_id`);
/** What only conditions need; as of a version each of them costs a look-up for every series. */
const FOR_CONDITIONS = ["s.key", "s.provenance", "s.latest_start"];
/** A chosen series under the names of the tables that conditions and keys are written for. */
const CHOSEN_AS_TABLES = raw(`chosen s CROSS JOIN LATERAL (SELECT s.start_day) AS rc
  CROSS JOIN LATERAL (SELECT s.code, s.aggregation, s.unit_id, s.agency_id, s.topic_id) AS i`);

/**
 * `WITH … groups AS (…)`: series are chosen first; the observations of each are put together by themselves (cells), so that
 * only few rows are left to be joined with the catalogue; then by indicator (parts), where double counting shows; then into groups.
 */
export function groupsOf({ where, asOf, groupBy, dimensions, method, ...asked }: Grouping): Sql {
  const { withPlaces, withCoverage } = asked;
  const byYearOrPeriod = groupBy.includes(GroupKey.YEAR) || groupBy.includes(GroupKey.PERIOD);
  const withSpan = withPlaces || method === null || method === SUM || (withCoverage && !byYearOrPeriod);
  const span = (text: string) => (withSpan ? raw(text) : empty);
  const columns = groupColumns(groupBy, dimensions, asOf);
  const cell = cellKeys(groupBy);
  const extra = raw(FOR_CONDITIONS.map((name) => (where.observations.sql.includes(name) ? `, ${name}` : "")).join(""));
  const names = namesOf(columns, "k");
  const values = Object.keys(PARTS).filter((part) => method === null || PARTS[part]!.includes(method));
  const listed = (of: Readonly<Record<string, string>>) =>
    raw(values.map((part) => `, ${of[part]} AS ${part}`).join(""));
  const named = raw(values.map((part) => `, c.${part}`).join(""));
  const by = (more: readonly string[]) => raw(more.join(", "));
  return sql`
    WITH chosen AS MATERIALIZED (
      SELECT ${OF_SERIES} ${extra} FROM ${seriesTables(asOf)} WHERE ${where.series}),
    cell AS (
      SELECT s.*, own.* FROM ${CHOSEN_AS_TABLES} CROSS JOIN LATERAL (
        SELECT count(*) AS counted, count(o.value) AS valued ${cell.select} ${span(", min(o.period_start) AS first_start, max(o.period_start) AS last_start")} ${withPlaces ? RANGES_OF_CELL : empty} ${listed(IN_CELL)}
        FROM ${observationsAt(asOf)} o WHERE o.series_id = s.id AND ${where.observations}
        ${cell.groupBy}) AS own),
    keyed AS (
      SELECT c.counted, c.valued ${span(", c.first_start, c.last_start")}, c.frequency AS freq ${named}, c.code, c.aggregation, u.code AS unit, u.symbol_vi IN ('%', '‰') AS is_share, a.level,
        CASE WHEN c.breakdown = '_T' THEN '{}' ELSE (
          SELECT coalesce(array_agg(split_part(part, '=', 1) ORDER BY part), '{}')::text FROM string_to_table(c.breakdown, ',') AS part
          WHERE split_part(part, '=', 1) <> ALL (${dimensions}::text[])) END AS dimensions ${withPlaces ? PLACES_OF_CELL : empty}
        ${selectColumns(columns)}
      FROM cell c JOIN unit u ON u.id = c.unit_id JOIN area a ON a.id = c.area_id
      ${joinsOf(columns)}),
    part AS (
      SELECT ${by(["k.code", "k.aggregation", "k.unit", "k.is_share", ...names])}, count(*) AS series,
        sum(k.counted) AS counted, sum(k.valued) AS valued
        ${span(", min(k.first_start) AS first_start, max(k.last_start) AS last_start, min(k.first_start) <> max(k.last_start) AS several_periods")},
        ${withPlaces ? raw("min(k.first_place) AS first_place, max(k.last_place) AS last_place,") : empty}
        min(k.freq) AS least_frequency, max(k.freq) AS most_frequency, min(k.level) AS least_level, max(k.level) AS most_level,
        min(k.dimensions) AS least_dimensions, max(k.dimensions) AS most_dimensions ${listed(IN_PART)}
      FROM keyed k GROUP BY ${by(["k.code", "k.aggregation", "k.unit", "k.is_share", ...names])}),
    groups AS MATERIALIZED (
      SELECT ${by([...namesOf(columns, "p"), ""])} ${raw(valueOf(method))} AS value, ${raw(methodOf(method))} AS method,
        sum(p.counted)::int AS count, sum(p.valued)::int AS "valueCount", sum(p.series)::int AS "seriesCount",
        ${withPlaces ? raw("min(p.first_place) AS first, max(p.last_place) AS last,") : empty}
        ${withCoverage ? raw(coverageOf(groupBy)) : sql`NULL::numeric`} AS coverage,
        ${faultOf(method, groupBy.includes(GroupKey.PERIOD))} AS fault
      FROM part p ${columns.length > 0 ? sql`GROUP BY ${by(namesOf(columns, "p"))}` : sql`HAVING count(*) > 0`})`;
}

function valueOf(method: AggregateMethod | null): string {
  if (method !== null) return VALUE[method];
  const own = [SUM, AVERAGE, LAST, MAX, MIN].map((each) => `WHEN '${each}' THEN ${VALUE[each]}`);
  return `CASE min(p.aggregation) ${own.join(" ")} END`;
}

function methodOf(method: AggregateMethod | null): string {
  return method === null ? `coalesce(nullif(min(p.aggregation), 'NONE'), '${COUNT}')` : `'${method}'`;
}

const MONTHS = `(extract(year FROM max(p.last_start)) * 12 + extract(month FROM max(p.last_start))
  - extract(year FROM min(p.first_start)) * 12 - extract(month FROM min(p.first_start)))`;

/** Periods from the first to the last one of a group. */
const SPAN = `CASE min(p.least_frequency)
  WHEN 'D' THEN max(p.last_start) - min(p.first_start) + 1 WHEN 'W' THEN (max(p.last_start) - min(p.first_start)) / 7 + 1
  WHEN 'M' THEN ${MONTHS} + 1 WHEN 'Q' THEN ${MONTHS} / 3 + 1 WHEN 'S' THEN ${MONTHS} / 6 + 1 WHEN 'A' THEN ${MONTHS} / 12 + 1 END`;

/** Periods of the year that a group is about. 28 December lies in the last week of its year. */
const IN_YEAR = `CASE min(p.least_frequency)
  WHEN 'D' THEN make_date(p.year + 1, 1, 1) - make_date(p.year, 1, 1) WHEN 'W' THEN extract(week FROM make_date(p.year, 12, 28))
  WHEN 'M' THEN 12 WHEN 'Q' THEN 4 WHEN 'S' THEN 2 WHEN 'A' THEN 1 END`;

function coverageOf(groupBy: readonly GroupKey[]): string {
  if (groupBy.includes(GroupKey.STATUS)) return "NULL::numeric";
  const periods = groupBy.includes(GroupKey.PERIOD) ? "1" : groupBy.includes(GroupKey.YEAR) ? IN_YEAR : SPAN;
  return `CASE WHEN min(p.least_frequency) = max(p.most_frequency) AND min(p.least_frequency) <> 'R'
    THEN round(sum(p.valued) / (sum(p.series) * (${periods})), 4) END`;
}
