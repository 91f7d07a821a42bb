import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import { AppError } from "../shared/errors.js";
import { AggregateMethod } from "./aggregate-enums.js";

/** Why the values of a group can't become one. */
type FaultKind =
  | "UNITS"
  | "FREQUENCIES"
  | "AREA_LEVELS"
  | "BREAKDOWNS"
  | "NO_OWN_METHOD"
  | "NOT_ADDITIVE"
  | "STOCKS"
  | "SEVERAL_SERIES";

export interface AggregateFault {
  readonly kind: FaultKind;
  /** An indicator of the group that shows it. */
  readonly indicator: string;
  readonly least: string;
  readonly most: string;
}

interface Rule {
  readonly kind: FaultKind;
  /** Over the parts `p` of a group; each part is one indicator's. */
  readonly broken: string;
  readonly least?: string;
  readonly most?: string;
}

const COMPARABLE: readonly Rule[] = [
  { kind: "UNITS", broken: "min(p.unit) <> max(p.unit)", least: "min(p.unit)", most: "max(p.unit)" },
  {
    kind: "FREQUENCIES",
    broken: "min(p.least_frequency) <> max(p.most_frequency)",
    least: "min(p.least_frequency)",
    most: "max(p.most_frequency)",
  },
  rule("AREA_LEVELS", "p.least_level <> p.most_level", "p.least_level::text", "p.most_level::text"),
  rule("BREAKDOWNS", "p.least_dimensions <> p.most_dimensions", "p.least_dimensions", "p.most_dimensions"),
];
const ADDITIVE: readonly Rule[] = [
  rule("NOT_ADDITIVE", "p.aggregation IN ('NONE', 'AVERAGE', 'MAX', 'MIN')", "p.aggregation"),
  rule("NOT_ADDITIVE", "p.aggregation = 'LAST' AND p.is_share", "'LAST, %'"),
  rule("STOCKS", "p.aggregation = 'LAST' AND p.several_periods", "p.aggregation"),
];
const ONE_SERIES: Rule = { kind: "SEVERAL_SERIES", broken: "sum(p.series) > 1" };
const OWN: readonly Rule[] = [
  {
    kind: "NO_OWN_METHOD",
    broken: "min(p.aggregation) <> max(p.aggregation) OR min(p.aggregation) = 'NONE'",
    least: "min(p.aggregation)",
    most: "max(p.aggregation)",
  },
  { ...ONE_SERIES, broken: "min(p.aggregation) = 'LAST' AND sum(p.series) > 1" },
];

function rulesOf(method: AggregateMethod | null, byPeriod: boolean): readonly Rule[] {
  if (method === AggregateMethod.COUNT) return [];
  if (method === null) return [...COMPARABLE, ...OWN];
  if (method === AggregateMethod.SUM)
    return [...COMPARABLE, ...ADDITIVE.filter((r) => !byPeriod || r.kind !== "STOCKS")];
  return method === AggregateMethod.LAST ? [...COMPARABLE, ONE_SERIES] : COMPARABLE;
}

/** Is anything wrong with a group? An aggregate over its parts `p`, which costs little beside telling what. */
export function isFaulty(method: AggregateMethod | null, byPeriod: boolean): Sql {
  const rules = rulesOf(method, byPeriod);
  return rules.length === 0 ? sql`FALSE` : raw(rules.map(({ broken }) => `(${broken})`).join(" OR "));
}

/** A json value that says what is wrong with a group, or null; an aggregate over its parts `p`. */
export function faultOf(method: AggregateMethod | null, byPeriod: boolean): Sql {
  const rules = rulesOf(method, byPeriod);
  if (rules.length === 0) return sql`NULL::json`;
  const cases = rules.map(({ kind, broken, least = "''", most = "''" }) => {
    const which = broken.startsWith("bool_or(") ? `FILTER (WHERE ${broken.slice(8, -1)})` : "";
    const fact = `'kind', '${kind}', 'indicator', min(p.code) ${which}, 'least', ${least}, 'most', ${most}`;
    return raw(`WHEN ${broken} THEN json_build_object(${fact})`);
  });
  return sql`CASE ${join(cases, " ")} END`;
}

/** The refusal of a question, which names the argument to set. */
export function refusal({ kind, indicator, least, most }: AggregateFault, method: AggregateMethod | null): AppError {
  const [what, argument] = SENTENCES[kind]({ indicator, least, most }, method);
  return new AppError("BAD_USER_INPUT", what, { argument, reason: kind });
}

type Told = Omit<AggregateFault, "kind">;

const SENTENCES: Readonly<
  Record<FaultKind, (told: Told, method: AggregateMethod | null) => readonly [string, string]>
> = {
  UNITS: ({ least, most }) => [
    `A group mixes units (${least} and ${most}): set filter.units, or add UNIT to groupBy.`,
    "filter.units, groupBy",
  ],
  FREQUENCIES: ({ least, most }) => [
    `A group mixes frequencies (${least} and ${most}): set filter.frequencies, or add FREQUENCY to groupBy.`,
    "filter.frequencies, groupBy",
  ],
  AREA_LEVELS: ({ indicator, least, most }) => [
    `A group counts areas twice: ${indicator} is there for levels ${least} and ${most}. Set filter.areaLevels or filter.areas, or add AREA_LEVEL or AREA to groupBy.`,
    "filter.areaLevels, groupBy",
  ],
  BREAKDOWNS: ({ indicator, least, most }) => [
    `A group counts totals and members twice: ${indicator} is there ${splitBy(least)} and ${splitBy(most)}. Set filter.breakdown for each dimension (code _T for totals), or name the dimensions in groupByDimensions.`,
    "filter.breakdown, groupByDimensions",
  ],
  NO_OWN_METHOD: ({ indicator, least, most }) => [
    `The indicators of a group (such as ${indicator}) do not say one way to combine (${least === most ? least : `${least} and ${most}`}): set method.`,
    "method",
  ],
  NOT_ADDITIVE: ({ indicator, least }) => [
    `Values of ${indicator} do not add up (its aggregation is ${least}): set method to AVERAGE, MIN or MAX, or filter.aggregations to [SUM].`,
    "method, filter.aggregations",
  ],
  STOCKS: ({ indicator }) => [
    `Values of ${indicator} are stocks (its aggregation is LAST): they do not add up over several periods. Add PERIOD to groupBy, set filter.period to one period, or another method.`,
    "groupBy, filter.period",
  ],
  SEVERAL_SERIES: (_told, method) => [
    `A group holds several series, so that ${method === null ? "its last value" : "LAST"} is ambiguous: set another method, or add INDICATOR, AREA and dimensions to the grouping.`,
    "method, groupBy",
  ],
};

function splitBy(dimensions: string): string {
  return dimensions === "{}" ? "as a total" : `by ${dimensions.slice(1, -1).replaceAll(",", " and ")}`;
}

function rule(kind: FaultKind, condition: string, least: string, most = least): Rule {
  const shown = (value: string, of: "min" | "max") => `${of}(${value}) FILTER (WHERE ${condition})`;
  return { kind, broken: `bool_or(${condition})`, least: shown(least, "min"), most: shown(most, "max") };
}
