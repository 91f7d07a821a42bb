import type { Sql } from "sql-template-tag";
import sql, { empty, join } from "sql-template-tag";
import { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { PeriodKind } from "../shared/period-kind.js";
import { RelativePeriod } from "../shared/relative-period.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";
import { Transform } from "./derivation.inputs.js";
import type { Derivation } from "./derivation.js";
import type { DerivedPoint } from "./derived-point.js";
import { bounds } from "./period-days.js";
import { windowOf } from "./period-window.js";
import type { PeriodInput } from "./period.inputs.js";

/** Which of the results are wanted. */
export interface Window {
  readonly period?: PeriodInput | null;
  readonly last?: number | null;
}

/** For each kind: its most days, and how many there are at most in a year. */
const SIZES: Readonly<Partial<Record<PeriodKind, { readonly days: number; readonly perYear: number }>>> = {
  [PeriodKind.DAY]: { days: 1, perYear: 366 },
  [PeriodKind.WEEK]: { days: 7, perYear: 53 },
  [PeriodKind.MONTH]: { days: 31, perYear: 12 },
  [PeriodKind.QUARTER]: { days: 92, perYear: 4 },
  [PeriodKind.HALF]: { days: 184, perYear: 2 },
  // Its last day to the last day of the one before.
  [PeriodKind.NINE_MONTHS]: { days: 366, perYear: 1 },
  [PeriodKind.YEAR]: { days: 366, perYear: 1 },
};
const DAYS_OF_FREQUENCY: readonly (readonly [Frequency, number])[] = [
  [Frequency.DAILY, 1],
  [Frequency.WEEKLY, 7],
  [Frequency.MONTHLY, 31],
  [Frequency.QUARTERLY, 92],
  [Frequency.HALF_YEARLY, 184],
];
/** A year, and a month to spare. */
const YEAR_BACK = 400;

/**
 * Which observations `o` the wanted results are made from: those of the window, and as far before it as the transform
 * looks back. It may be more than is needed; `chosen` picks the results.
 */
export function observationsFor({ period }: Window, derivation: Derivation, today: () => LocalDate): Sql {
  const spanIn = (calendar: ReportingCalendar) => spanOf(period, derivation.base, calendar, today);
  const { start, end } = spanIn({ startDay: 1 });
  const parts: Sql[] = [];
  if (start !== undefined)
    parts.push(sql`o.period_start >= ${bounds((calendar) => spanIn(calendar).start!)} - ${daysBack(derivation)}`);
  if (end !== undefined) {
    const last = bounds((calendar) => spanIn(calendar).end!);
    parts.push(sql`o.period_end <= ${last} AND o.period_start <= ${last}`);
  }
  return parts.length > 0 ? join(parts, " AND ") : sql`TRUE`;
}

/** The newest observations are enough for the last results, where the window has no holes: at most so many make them up. */
export function newestFor({ period, last }: Window, { collapse, transform, window }: Derivation): Sql {
  if (last == null || transform === Transform.INDEX || period?.in || period?.relative === RelativePeriod.LATEST)
    return empty;
  const { days, perYear } = collapse ? SIZES[collapse.kind]! : { days: 1, perYear: 366 };
  const before = { CHANGE: 1, PERCENT_CHANGE: 1, VALUE: 0, MOVING_AVERAGE: window - 1 } as Partial<
    Record<Transform, number>
  >;
  const results = last + (before[transform] ?? perYear);
  // Two more: the oldest may be cut in two, and the newest may reach beyond the window.
  return sql`ORDER BY o.period_start DESC LIMIT ${collapse ? (results + 2) * days : results}`;
}

/** The results that the window asks for. */
export function chosen(
  points: readonly DerivedPoint[],
  { period, last }: Window,
  calendar: ReportingCalendar,
  today: () => LocalDate,
): readonly DerivedPoint[] {
  const within = inPeriod(points, period, calendar, today);
  return last == null ? within : within.slice(-last);
}

function inPeriod(
  points: readonly DerivedPoint[],
  period: PeriodInput | null | undefined,
  calendar: ReportingCalendar,
  today: () => LocalDate,
): readonly DerivedPoint[] {
  if (!period) return points;
  if (period.relative === RelativePeriod.LATEST) return points.filter(({ value }) => value !== null).slice(-1);
  if (period.in) {
    const codes = new Set(period.in);
    return points.filter((point) => codes.has(point.period));
  }
  const { start, end } = windowOf(period, calendar, today);
  return points.filter((point) => {
    const range = periodRange(point.period, calendar);
    return (start === undefined || range.start >= start) && (end === undefined || range.end <= end);
  });
}

/** From the first to the last day that the results and the base period lie in; open where the window is. */
function spanOf(
  period: PeriodInput | null | undefined,
  base: string | null,
  calendar: ReportingCalendar,
  today: () => LocalDate,
): Partial<DateRange> {
  const own = period?.in
    ? unionOf(period.in.map((code) => periodRange(code, calendar)))
    : windowOf(period, calendar, today);
  if (base === null) return own;
  const { start, end } = periodRange(base, calendar);
  return {
    ...(own.start !== undefined && { start: own.start < start ? own.start : start }),
    ...(own.end !== undefined && { end: own.end > end ? own.end : end }),
  };
}

function unionOf(ranges: readonly DateRange[]): DateRange {
  return {
    start: ranges.map(({ start }) => start).reduce((a, b) => (a < b ? a : b)),
    end: ranges.map(({ end }) => end).reduce((a, b) => (a > b ? a : b)),
  };
}

/** Days before the window that the transform looks back to. */
function daysBack({ collapse, transform, window }: Derivation): Sql {
  const periods = { VALUE: 0, INDEX: 0, CHANGE: 1, PERCENT_CHANGE: 1, MOVING_AVERAGE: window - 1 } as Partial<
    Record<Transform, number>
  >;
  const count = periods[transform];
  if (count === undefined || count === 0) return sql`${count === 0 ? 0 : YEAR_BACK}::int`;
  if (collapse) return sql`${count * SIZES[collapse.kind]!.days}::int`;
  const cases = DAYS_OF_FREQUENCY.map(([letter, days]) => sql`WHEN ${letter} THEN ${count * days}::int`);
  return sql`CASE s.frequency ${join(cases, " ")} ELSE ${count * YEAR_BACK}::int END`;
}
