import type { Sql } from "sql-template-tag";
import sql, { join } from "sql-template-tag";
import { AppError } from "../shared/errors.js";
import type { LocalDate } from "../shared/local-date.js";
import { RelativePeriod, relativeRange } from "../shared/relative-period.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";
import type { PeriodDays } from "./period-days.js";
import { dayOf, daysOf, inAllCalendars } from "./period-days.js";
import type { PeriodInput } from "./period.inputs.js";

const MAX_PERIODS = 250;
/**
 * A PeriodInput as a condition on `observation o`, `series s` and `reporting_calendar rc`.
 *
 * The same code has other dates in another calendar, and a calendar is known by its start day alone, so the dates are
 * given for every possible start day and each row picks its own: `(…::date[])[rc.start_day]`.
 */
export function withinPeriod(period: PeriodInput | null | undefined, today: () => LocalDate): Sql {
  if (!period) return sql`TRUE`;
  checkPeriod(period);
  const parts: Sql[] = [];
  const { starts, ends } = windowDays(period, today);
  if (starts) parts.push(sql`o.period_start >= ${dayOf(starts)}`);
  // Given twice, so that the index on period_start can bound the scan at both sides.
  if (ends) parts.push(sql`o.period_end <= ${dayOf(ends)} AND o.period_start <= ${dayOf(ends)}`);
  if (period.in != null) parts.push(sql`(${join(period.in.map(exactly), " OR ")})`);
  if (period.relative === RelativePeriod.LATEST) parts.push(sql`o.period_start = s.latest_start`);
  return parts.length ? sql`(${join(parts, " AND ")})` : sql`TRUE`;
}

/**
 * Bounds that a PeriodInput has in whatever calendar, as a condition that the index on `observation o` alone can use: rows that lie outside
 * are not even looked at. It goes beside withinPeriod, which decides.
 */
export function roughlyWithin(period: PeriodInput | null | undefined, today: () => LocalDate): Sql {
  if (!period) return sql`TRUE`;
  const days: Partial<Extremes> = period.in
    ? period.in.map<Extremes>(daysOf).reduce(furthest)
    : windowDays(period, today);
  const { earliest = "0001-01-01", latest = "9999-12-31" } = days;
  return sql`o.period_start BETWEEN ${earliest}::date AND ${latest}::date`;
}

type Extremes = Pick<PeriodDays, "earliest" | "latest">;

function furthest(a: Extremes, b: Extremes): Extremes {
  return {
    earliest: a.earliest < b.earliest ? a.earliest : b.earliest,
    latest: a.latest > b.latest ? a.latest : b.latest,
  };
}

/** First and last days that a PeriodInput names, in all calendars; absent where it is open, and with `in` and LATEST. */
export function windowDays(
  { from, to, relative, relativeTo }: PeriodInput,
  today: () => LocalDate,
): Partial<PeriodDays> {
  if (relative && relative !== RelativePeriod.LATEST)
    return inAllCalendars((calendar) => relativeRange(relative, relativeTo ?? today(), calendar));
  const [first, last] = [from == null ? undefined : daysOf(from), to == null ? undefined : daysOf(to)];
  return {
    ...(first && { starts: first.starts, earliest: first.earliest }),
    ...(last && { ends: last.ends, latest: last.latest }),
  };
}

/** First and last day that a period input names in one calendar; absent where it is open. */
export function windowOf(
  period: PeriodInput | null | undefined,
  calendar: ReportingCalendar,
  today: () => LocalDate,
): Partial<DateRange> {
  if (period?.relative && period.relative !== RelativePeriod.LATEST)
    return relativeRange(period.relative, period.relativeTo ?? today(), calendar);
  return {
    ...(period?.from != null && { start: periodRange(period.from, calendar).start }),
    ...(period?.to != null && { end: periodRange(period.to, calendar).end }),
  };
}

function exactly(code: string): Sql {
  const { starts, ends } = daysOf(code);
  return sql`o.period_start = ${dayOf(starts)} AND o.period_end = ${dayOf(ends)}`;
}

/** @throws AppError BAD_USER_INPUT for fields that contradict each other or are null */
export function checkPeriod(period: PeriodInput): void {
  for (const [name, value] of Object.entries(period))
    if (value === null) throw bad(`period.${name} is null: leave it out, or give a value`, `period.${name}`);
  if (period.in && (period.from || period.to || period.relative)) throw bad("period.in stands alone", "period.in");
  if (period.relative && (period.from || period.to))
    throw bad("period.relative stands without from and to", "period.relative");
  if (period.relativeTo && !period.relative) throw bad("period.relativeTo needs period.relative", "period.relativeTo");
  if (period.in && (period.in.length === 0 || period.in.length > MAX_PERIODS))
    throw bad(`period.in has ${period.in.length} periods; 1 to ${MAX_PERIODS} are allowed`, "period.in");
  if (!period.from || !period.to) return;
  const calendar = { startDay: 1 };
  if (periodRange(period.from, calendar).start > periodRange(period.to, calendar).end)
    throw bad(`period.from (${period.from}) lies after period.to (${period.to})`, "period.from");
}

function bad(message: string, argument: string): AppError {
  return new AppError("BAD_USER_INPUT", `${message}.`, { argument });
}
