import type { Sql } from "sql-template-tag";
import sql, { empty, raw } from "sql-template-tag";
import { AggregateMethod, GroupKey } from "./aggregate-enums.js";
import type { FaultKind } from "./aggregate-fault.js";
import { faultOf } from "./aggregate-fault.js";
import type { Cells } from "./cells.sql.js";
import { cellsOf } from "./cells.sql.js";
import { groupColumns, joinsOf, namesOf, selectColumns } from "./group-columns.js";
import { mentions } from "./mentions.js";

export interface Grouping extends Omit<Cells, "columns"> {
  readonly method: AggregateMethod | null;
  readonly facts: ReadonlySet<GroupFact>;
  /** What can't be wrong with any group. */
  readonly ruledOut: ReadonlySet<FaultKind>;
}

/** What is to be known of a group beside its keys, value and count; places are its first and last period. Each costs something. */
export type GroupFact = "method" | "valueCount" | "seriesCount" | "coverage" | "places";

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

/**
 * What is known of a part over its cells `k`: of one series, which is one cell in each group and needs no grouping; and of all series of an
 * indicator.
 */
const PART: Readonly<Record<string, readonly [ofOne: string, ofSeveral: string]>> = {
  series: ["1", "count(*)"],
  counted: ["k.counted", "sum(k.counted)::int"],
  valued: ["k.valued", "sum(k.valued)::int"],
  first_start: ["k.first_start", "min(k.first_start)"],
  last_start: ["k.last_start", "max(k.last_start)"],
  several_periods: ["k.first_start <> k.last_start", "min(k.first_start) <> max(k.last_start)"],
  first_place: ["k.first_place", "min(k.first_place)"],
  last_place: ["k.last_place", "max(k.last_place)"],
  frequencies: ["k.frequency_bit", "bit_or(k.frequency_bit)"],
  least_frequency: ["k.freq", "min(k.freq)"],
  most_frequency: ["k.freq", "max(k.freq)"],
  // One series has one level and one set of dimensions: nothing to compare.
  least_level: ["NULL", "min(k.level)"],
  most_level: ["NULL", "max(k.level)"],
  least_dimensions: ["NULL", "min(k.dimensions)"],
  most_dimensions: ["NULL", "max(k.dimensions)"],
  total: ["k.total", "sum(k.total)"],
  largest: ["k.largest", "max(k.largest)"],
  smallest: ["k.smallest", "min(k.smallest)"],
  newest: ["k.newest", "(array_agg(k.newest ORDER BY k.newest_start DESC NULLS LAST))[1]"],
  newest_start: ["k.newest_start", "max(k.newest_start)"],
};
/** What the series of an indicator have in common. */
const OF_INDICATOR = ["code", "aggregation", "unit_id", "is_share"];

/** What is known of a cell `c` under another name, or put together. */
const KEYED: Readonly<Record<string, string>> = {
  freq: "c.frequency",
  first_place: placeOf("first"),
  last_place: placeOf("last"),
};

/**
 * `WITH … groups AS (…)`: observations are put together series by series first (cells), so that only few rows are left to be joined with
 * the catalogue; then, for an exact check, by indicator (parts), where double counting shows; then into groups. Each step gives what
 * the next one mentions.
 */
export function groupsOf({ method, facts, ruledOut, ...chosen }: Grouping): Sql {
  const { asOf, groupBy, dimensions, check } = chosen;
  const isExact = check !== "MAYBE";
  const all = groupColumns(groupBy, dimensions, asOf);
  const columns = all.filter(({ isLate }) => !isLate);
  const late = all.filter(({ isLate }) => isLate);

  const fault = faultOf({ check, method, byPeriod: groupBy.includes(GroupKey.PERIOD), ruledOut });
  const group = [
    ...namesOf(columns, "p"),
    ...(check === "WHAT" ? [] : [`${valueOf(method)} AS value`]),
    "sum(p.counted)::int AS count",
    ...(facts.has("method") ? [`${methodOf(method)} AS method`] : []),
    ...(facts.has("valueCount") ? ['sum(p.valued)::int AS "valueCount"'] : []),
    ...(facts.has("seriesCount") ? ['sum(p.series)::int AS "seriesCount"'] : []),
    ...(facts.has("places") ? ["min(p.first_place) AS first", "max(p.last_place) AS last"] : []),
    ...(facts.has("coverage") ? [`${coverageOf(groupBy)} AS coverage`] : []),
    `${fault} AS fault`,
  ].join(", ");
  const ofPart = mentions(group, "p");
  const measured = ofPart.filter((name) => PART[name]);
  const common = OF_INDICATOR.filter((name) => isExact || ofPart.includes(name));
  const keysOfPart = [...common.map((name) => `k.${name}`), ...namesOf(columns, "k")];
  const part = (which: 0 | 1) =>
    [...keysOfPart, ...measured.map((name) => `${PART[name]![which]} AS ${name}`)].join(", ");
  const [ofOne, ofSeveral] = [part(0), part(1)];
  const ofKeyed = mentions(isExact ? `${ofOne} ${ofSeveral} k.has_siblings` : ofOne, "k");
  const keyed = sql`
    SELECT ${by(ofKeyed.map((name) => `${KEYED[name] ?? `c.${name}`} AS ${name}`))} ${selectColumns(columns)}
    FROM cell c ${joinsOf(columns)}`;
  return sql`
    WITH ${cellsOf({ ...chosen, columns: mentions(keyed.sql, "c") })},
    keyed AS NOT MATERIALIZED (${keyed}),
    part AS (
      SELECT ${raw(ofOne)} FROM keyed k
      ${isExact ? sql`WHERE NOT k.has_siblings UNION ALL SELECT ${raw(ofSeveral)} FROM keyed k WHERE k.has_siblings GROUP BY ${by(keysOfPart)}` : empty}),
    ${raw(late.length > 0 ? "grouped AS" : "groups AS MATERIALIZED")} (
      SELECT ${raw(group)}
      FROM part p ${columns.length > 0 ? sql`GROUP BY ${by(namesOf(columns, "p"))}` : sql`HAVING count(*) > 0`})
    ${late.length > 0 ? sql`, groups AS MATERIALIZED (SELECT g.* ${selectColumns(late)} FROM grouped g ${joinsOf(late)})` : empty}`;
}

function by(columns: readonly string[]): Sql {
  return raw(columns.join(", "));
}

/** Days, frequency and calendar of a cell's first or last period: `2023-01-01|2023-01-31|M|1`. */
function placeOf(which: "first" | "last"): string {
  return `coalesce(c.${which}_range, c.${which}_start || '|' || c.${which}_start) || '|' || c.frequency || '|' || c.start_day`;
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
    THEN round(sum(p.valued)::numeric / (sum(p.series) * (${periods})), 4) END`;
}
