import { AppError } from "../shared/errors.js";
import { AggregateMethod } from "./aggregate-enums.js";

/**
 * What a statement says of groups that can't be one value. MAYBE is quickest: it takes what looks suspicious for a fault, which is rarely
 * none. WHETHER is exact. WHAT also tells what is wrong, and nothing else of the groups.
 */
export type Check = "MAYBE" | "WHETHER" | "WHAT";

/** Why the values of a group can't become one. */
export type FaultKind =
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

const mixedUnits = (which: "min" | "max") =>
  `(SELECT ${which}(u.code) FROM unit u WHERE u.id IN (min(p.unit_id), max(p.unit_id)))`;

const OF_ONE_KIND: readonly Rule[] = [
  {
    kind: "UNITS",
    broken: "min(p.unit_id) <> max(p.unit_id)",
    least: mixedUnits("min"),
    most: mixedUnits("max"),
  },
  {
    kind: "FREQUENCIES",
    broken: "bit_count(bit_or(p.frequencies)::bit(8)) > 1",
    least: "min(p.least_frequency)",
    most: "max(p.most_frequency)",
  },
];
const COUNTED_ONCE: readonly Rule[] = [
  rule("AREA_LEVELS", "p.least_level <> p.most_level", "p.least_level::text", "p.most_level::text"),
  rule("BREAKDOWNS", "p.least_dimensions <> p.most_dimensions", "p.least_dimensions", "p.most_dimensions"),
];
const ADDITIVE: readonly Rule[] = [
  rule("NOT_ADDITIVE", "p.aggregation IN ('NONE', 'AVERAGE', 'MAX', 'MIN')", "p.aggregation"),
  rule("NOT_ADDITIVE", "p.aggregation = 'LAST' AND p.is_share", "'LAST, %'"),
];
const STOCKS = rule("STOCKS", "p.aggregation = 'LAST' AND p.several_periods", "p.aggregation");
const ANY_STOCKS = "FILTER (WHERE p.aggregation = 'LAST')";
/** Stocks of several indicators may well be of different periods. */
const MAYBE_STOCKS: Rule = {
  kind: "STOCKS",
  broken: `min(p.first_start) ${ANY_STOCKS} <> max(p.last_start) ${ANY_STOCKS}`,
};
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

interface Question {
  readonly check: Check;
  readonly method: AggregateMethod | null;
  readonly byPeriod: boolean;
  readonly ruledOut: ReadonlySet<FaultKind>;
}

function rulesOf({ check, method, byPeriod, ruledOut }: Question): readonly Rule[] {
  if (method === AggregateMethod.COUNT) return [];
  const kinds = OF_ONE_KIND.filter(({ kind }) => !ruledOut.has(kind));
  const comparable = check === "MAYBE" ? kinds : [...kinds, ...COUNTED_ONCE];
  if (method === null) return [...comparable, ...OWN];
  const stocks = byPeriod ? [] : [check === "MAYBE" ? MAYBE_STOCKS : STOCKS];
  if (method === AggregateMethod.SUM) return [...comparable, ...ADDITIVE, ...stocks];
  return method === AggregateMethod.LAST ? [...comparable, ONE_SERIES] : comparable;
}

/** What is wrong with a group, as the check tells it: an aggregate over its parts `p`, and where it may count `twice`. */
export function faultOf(question: Question): string {
  const { check, method } = question;
  const rules = rulesOf(question);
  if (check === "WHAT") return toldFault(rules);
  const broken = rules.map((each) => `(${each.broken})`);
  if (check === "MAYBE" && method !== AggregateMethod.COUNT) broken.push("(SELECT t.is_so FROM twice t)");
  return broken.length > 0 ? broken.join(" OR ") : "FALSE";
}

/** A json value, or null. */
function toldFault(rules: readonly Rule[]): string {
  if (rules.length === 0) return "NULL::json";
  const cases = rules.map(({ kind, broken, least = "''", most = "''" }) => {
    const which = broken.startsWith("bool_or(") ? `FILTER (WHERE ${broken.slice(8, -1)})` : "";
    const fact = `'kind', '${kind}', 'indicator', min(p.code) ${which}, 'least', ${least}, 'most', ${most}`;
    return `WHEN ${broken} THEN json_build_object(${fact})`;
  });
  return `CASE ${cases.join(" ")} END`;
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
