import { addDays } from "./local-date.js";
import type { LocalDate } from "./local-date.js";
import { PeriodKind } from "./period-kind.js";
import { AppError } from "./errors.js";
import { previousPeriod } from "./period-steps.js";
import { periodOf, periodRange } from "./reporting-calendar.js";
import type { ReportingCalendar } from "./reporting-calendar.js";
import type { DateRange } from "./time-range.js";

/** Periods told from a day. "This" holds the day and runs to its own end; "last" is complete and leaves the day out. */
export enum RelativePeriod {
  /** The last period that has data: known to the data layer alone, so it has no range here. */
  LATEST = "LATEST",
  /** The day itself. */
  TODAY = "TODAY",
  /** The day before. */
  YESTERDAY = "YESTERDAY",
  /** The whole (report) month that holds the day. */
  THIS_MONTH = "THIS_MONTH",
  /** The (report) month before the one that holds the day. */
  LAST_MONTH = "LAST_MONTH",
  /** The whole quarter that holds the day. */
  THIS_QUARTER = "THIS_QUARTER",
  /** The quarter before the one that holds the day. */
  LAST_QUARTER = "LAST_QUARTER",
  /** The whole year that holds the day. */
  THIS_YEAR = "THIS_YEAR",
  /** The year before the one that holds the day. */
  LAST_YEAR = "LAST_YEAR",
  /** From the first day of the (report) year to the day itself. */
  YEAR_TO_DATE = "YEAR_TO_DATE",
  /** The 7 days before the day. */
  LAST_7_DAYS = "LAST_7_DAYS",
  /** The 30 days before the day. */
  LAST_30_DAYS = "LAST_30_DAYS",
  /** The 12 months before the one that holds the day. */
  LAST_12_MONTHS = "LAST_12_MONTHS",
  /** The 4 quarters before the one that holds the day. */
  LAST_4_QUARTERS = "LAST_4_QUARTERS",
  /** The 5 years before the one that holds the day. */
  LAST_5_YEARS = "LAST_5_YEARS",
  /** The 10 years before the one that holds the day. */
  LAST_10_YEARS = "LAST_10_YEARS",
}

type Rule = (on: LocalDate, calendar: ReportingCalendar) => DateRange;

const RULES: Readonly<Record<Exclude<RelativePeriod, RelativePeriod.LATEST>, Rule>> = {
  [RelativePeriod.TODAY]: (on) => ({ start: on, end: on }),
  [RelativePeriod.YESTERDAY]: lastDays(1),
  [RelativePeriod.THIS_MONTH]: current(PeriodKind.MONTH),
  [RelativePeriod.LAST_MONTH]: complete(1, PeriodKind.MONTH),
  [RelativePeriod.THIS_QUARTER]: current(PeriodKind.QUARTER),
  [RelativePeriod.LAST_QUARTER]: complete(1, PeriodKind.QUARTER),
  [RelativePeriod.THIS_YEAR]: current(PeriodKind.YEAR),
  [RelativePeriod.LAST_YEAR]: complete(1, PeriodKind.YEAR),
  [RelativePeriod.YEAR_TO_DATE]: (on, calendar) => ({ start: current(PeriodKind.YEAR)(on, calendar).start, end: on }),
  [RelativePeriod.LAST_7_DAYS]: lastDays(7),
  [RelativePeriod.LAST_30_DAYS]: lastDays(30),
  [RelativePeriod.LAST_12_MONTHS]: complete(12, PeriodKind.MONTH),
  [RelativePeriod.LAST_4_QUARTERS]: complete(4, PeriodKind.QUARTER),
  [RelativePeriod.LAST_5_YEARS]: complete(5, PeriodKind.YEAR),
  [RelativePeriod.LAST_10_YEARS]: complete(10, PeriodKind.YEAR),
};

/**
 * Dates of a relative period, told from `on` in the province's time zone (see todayIn), both ends included.
 * @throws AppError BAD_USER_INPUT when the range would leave the years 0001 to 9999
 */
export function relativeRange(
  relative: Exclude<RelativePeriod, RelativePeriod.LATEST>,
  on: LocalDate,
  calendar: ReportingCalendar,
): DateRange {
  return RULES[relative](on, calendar);
}

function current(kind: PeriodKind): Rule {
  return (on, calendar) => periodRange(periodOf(on, kind, calendar), calendar);
}

function complete(count: number, kind: PeriodKind): Rule {
  return (on, calendar) => {
    const end = addDays(current(kind)(on, calendar).start, -1);
    return { start: periodRange(stepBack(periodOf(on, kind, calendar), count), calendar).start, end };
  };
}

function stepBack(code: string, count: number): string {
  let at: string | null = code;
  for (let i = 0; i < count && at !== null; i++) at = previousPeriod(at);
  if (at === null) throw new AppError("BAD_USER_INPUT", "the range starts before the year 0001");
  return at;
}

function lastDays(count: number): Rule {
  return (on) => ({ start: addDays(on, -count), end: addDays(on, -1) });
}
