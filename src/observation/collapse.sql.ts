import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import { Aggregation } from "../indicator/indicator-enums.js";
import { PeriodKind } from "../shared/period-kind.js";
import type { Collapse } from "./derivation.js";

/**
 * The day that tells in which month a period lies, as a timestamp: its first day in calendar months. Where months begin
 * later, say on the 15th, the first day of the calendar month that the report month is named after.
 */
const NAMED_DAY = sql`CASE WHEN rc.start_day = 1 THEN o.period_start::timestamp
  ELSE date_trunc('month', (o.period_start - (rc.start_day - 1))::timestamp) + interval '1 month' END`;

/** First day of the longer period, by the calendar month it is named after; weeks and days by their own first day. */
const BUCKETS: Readonly<Partial<Record<PeriodKind, Sql>>> = {
  [PeriodKind.DAY]: sql`o.period_start`,
  [PeriodKind.WEEK]: sql`date_trunc('week', o.period_start::timestamp)::date`,
  [PeriodKind.MONTH]: sql`date_trunc('month', ${NAMED_DAY})::date`,
  [PeriodKind.QUARTER]: sql`date_trunc('quarter', ${NAMED_DAY})::date`,
  [PeriodKind.HALF]: sql`(date_trunc('year', ${NAMED_DAY})
    + (extract(month FROM ${NAMED_DAY})::int - 1) / 6 * interval '6 months')::date`,
  [PeriodKind.NINE_MONTHS]: sql`date_trunc('year', ${NAMED_DAY})::date`,
  [PeriodKind.YEAR]: sql`date_trunc('year', ${NAMED_DAY})::date`,
};

/** An average is a sum that is divided later, where all divisions are made, so that it is rounded in one way. */
const VALUES: readonly (readonly [methods: readonly Aggregation[], value: string])[] = [
  [[Aggregation.SUM, Aggregation.AVERAGE], "sum(o.value)"],
  [[Aggregation.MAX], "max(o.value)"],
  [[Aggregation.MIN], "min(o.value)"],
  [
    [Aggregation.LAST, Aggregation.NONE],
    "(array_agg(o.value ORDER BY o.period_start DESC) FILTER (WHERE o.value IS NOT NULL))[1]",
  ],
];

/**
 * Observations `o` of `series s` combined into longer periods `b`: bucket, value, count of values, and the statuses as a set of
 * bits, bit 0 being A. Only the branch of the series' own way of combining is carried out.
 */
export function buckets({ kind, method }: Collapse, observations: Sql): Sql {
  const chosen = VALUES.filter(([methods]) => method === null || methods.includes(method));
  const branches = chosen.map(
    ([methods, value]) => sql`
      SELECT ${BUCKETS[kind]!} AS bucket, ${raw(value)} AS value, count(o.value)::int AS count,
        bit_or(1 << (ascii(o.status) - 65)) AS statuses
      FROM (${observations}) AS o
      WHERE ${method === null ? sql`i.aggregation = ANY(${methods}::text[])` : sql`TRUE`} AND ${partOf(kind)}
      GROUP BY 1`,
  );
  return join(branches, " UNION ALL ");
}

/** The last months of a year are no part of its first nine. */
function partOf(kind: PeriodKind): Sql {
  return kind === PeriodKind.NINE_MONTHS ? sql`extract(month FROM ${NAMED_DAY}) <= 9` : sql`TRUE`;
}
