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
import { mentions } from "./mentions.js";

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
  /** What is to be known of a cell: names from the lists below, and keys that tell its observations apart. */
  readonly columns: readonly string[];
}

const FROM_OBSERVATIONS: Readonly<Record<string, string>> = {
  counted: "count(*)::int",
  valued: "count(o.value)::int",
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
  counted: "sum(y.counted)::int",
  valued: "sum(y.valued)::int",
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

/** What can be known of a chosen series; `has_siblings` is for an exact check. */
const OF_SERIES: Readonly<Record<string, string>> = {
  id: "s.id",
  key: "s.key",
  indicator_id: "s.indicator_id",
  area_id: "s.area_id",
  frequency: "s.frequency",
  // So that one number says which ones there are: letters take several times as long to compare.
  frequency_bit: "1 << strpos('DWMQSAR', s.frequency)",
  breakdown: "s.breakdown",
  provenance: "s.provenance",
  latest_start: "s.latest_start",
  start_day: "rc.start_day",
  code: "i.code",
  aggregation: "i.aggregation",
  unit_id: "i.unit_id",
  agency_id: "i.agency_id",
  topic_id: "i.topic_id",
  is_share: "i.unit_id = ANY(ARRAY(SELECT u.id FROM unit u WHERE u.symbol_vi IN ('%', '‰')))",
  level: "a.level",
  has_siblings: "count(*) OVER (PARTITION BY s.indicator_id) > 1",
};
/** What observations are put together with. */
const FOR_CELLS = ["id", "frequency", "start_day"];
/** What shows whether something may be counted `twice`. */
const FOR_TWICE = ["indicator_id", "area_id", "dimensions"];

/** Dimensions that a series is split by, but for those that groups tell apart. */
const dimensionsOf = (toldApart: readonly string[]): Sql => sql`
  CASE WHEN s.breakdown = '_T' THEN '{}' ELSE (
    SELECT coalesce(array_agg(split_part(part, '=', 1) ORDER BY part), '{}')::text FROM string_to_table(s.breakdown, ',') AS part
    WHERE split_part(part, '=', 1) <> ALL (${toldApart}::text[])) END`;

/** A chosen series under the names of the tables that conditions and keys are written for. */
function chosenAsTables(observations: Sql): Sql {
  const ofIndicator = mentions(observations.sql, "i").filter((name) => OF_SERIES[name] === `i.${name}`);
  const i = ofIndicator.length > 0 ? `CROSS JOIN LATERAL (SELECT ${behind("s", ofIndicator).join(", ")}) AS i` : "";
  return raw(`chosen s CROSS JOIN LATERAL (SELECT s.start_day) AS rc ${i}`);
}

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
 * years or periods tell these series apart, which is rare. It need not be asked of totals in one area.
 */
function twice(groupBy: readonly GroupKey[]): Sql {
  const isApart = groupBy.includes(GroupKey.AREA) || groupBy.includes(GroupKey.AREA_LEVEL);
  const areas = isApart ? empty : raw("OR min(c.area_id) <> max(c.area_id)");
  const levels = isApart ? empty : raw("OR min(a.level) <> max(a.level)");
  return sql`
    twice AS MATERIALIZED (SELECT (SELECT bool_or(c.dimensions <> '{}') ${areas} FROM chosen c) AND EXISTS (
      SELECT FROM chosen c ${isApart ? empty : raw("JOIN area a ON a.id = c.area_id")} GROUP BY c.indicator_id
      HAVING min(c.dimensions) <> max(c.dimensions) ${levels}) AS is_so),`;
}

/**
 * `chosen AS (…), cell AS (…)`: series are chosen first; the observations of each are put together by themselves. Where whole years are
 * asked for, yearly totals stand for the observations of the series that have them.
 */
export function cellsOf({ where, years, asOf, groupBy, dimensions, check, columns }: Cells): Sql {
  const isExact = check !== "MAYBE";
  const cell = cellKeys(groupBy);
  const measured = columns.filter((name) => FROM_OBSERVATIONS[name]);
  const isOfSeries = (name: string) => name === "dimensions" || OF_SERIES[name] !== undefined;
  const kept = behind("s", columns.filter(isOfSeries));
  const needed = new Set([
    ...FOR_CELLS,
    ...columns,
    ...(isExact ? [] : FOR_TWICE),
    ...mentions(where.observations.sql, "s"),
    ...mentions(where.observations.sql, "i"),
  ]);
  const ofSeries = [...needed].filter((name) => OF_SERIES[name]).map((name) => `${OF_SERIES[name]} AS ${name}`);
  const fromYears = asOf == null && years !== null && !groupBy.some(isWithinYears) ? years : null;
  return sql`
    chosen AS MATERIALIZED (
      SELECT ${raw(ofSeries.join(", "))} ${needed.has("dimensions") ? sql`, ${dimensionsOf(dimensions)} AS dimensions` : empty} ${fromYears ? IS_MADE : empty}
      FROM ${seriesTables(asOf)} ${isExact ? raw("JOIN area a ON a.id = s.area_id") : empty} WHERE ${where.series}),
    ${isExact ? empty : twice(groupBy)}
    cell AS (${fromYears ? sql`${cellsOfYears(fromYears, groupBy, kept, measured)} UNION ALL` : empty}
      SELECT ${raw([...kept, "own.*"].join(", "))} FROM ${chosenAsTables(where.observations)} CROSS JOIN LATERAL (
        SELECT ${selected(FROM_OBSERVATIONS, measured)} ${cell.select}
        FROM ${observationsAt(asOf)} o WHERE o.series_id = s.id AND ${where.observations}
        ${cell.groupBy}) AS own
      ${fromYears ? raw("WHERE NOT s.has_years") : empty})`;
}

function cellsOfYears(
  { first, last }: YearSpan,
  groupBy: readonly GroupKey[],
  kept: readonly string[],
  measured: readonly string[],
): Sql {
  const byYear = groupBy.includes(GroupKey.YEAR);
  const own = behind("own", byYear ? [...measured, "year"] : measured);
  const from = first === null ? empty : sql`AND y.year >= ${first}::int`;
  const to = last === null ? empty : sql`AND y.year <= ${last}::int`;
  return sql`
      SELECT ${raw([...kept, ...own].join(", "))} FROM chosen s JOIN (
        SELECT y.series_id, ${selected(byYear ? OF_ONE_YEAR : OF_SEVERAL_YEARS, measured)} ${raw(byYear ? ", y.year" : "")}
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

function behind(alias: string, columns: readonly string[]): string[] {
  return columns.map((name) => `${alias}.${name}`);
}
