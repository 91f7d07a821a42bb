import type { LocalDate } from "../../shared/local-date.js";
import { yearOf as calendarYearOf } from "../../shared/local-date.js";
import { RelativePeriod } from "../../shared/relative-period.js";
import { daysOf } from "../period-days.js";
import type { PeriodInput } from "../period.inputs.js";
import { windowDays, windowOf } from "../period-window.js";

/** First and last year; null where it is open. */
export interface YearSpan {
  readonly first: number | null;
  readonly last: number | null;
}

/** The years that a PeriodInput names, if it is whole years in whatever reporting calendar. */
export function wholeYears(period: PeriodInput | null | undefined, today: () => LocalDate): YearSpan | null {
  if (period?.in != null || period?.relative === RelativePeriod.LATEST) return null;
  const { start, end } = windowOf(period, { startDay: 1 }, today);
  const first = start === undefined ? null : calendarYearOf(start);
  const last = end === undefined ? null : calendarYearOf(end);
  const { starts, ends } = windowDays(period ?? {}, today);
  const isWhole =
    (first === null || starts === daysOf(codeOf(first)).starts) &&
    (last === null || ends === daysOf(codeOf(last)).ends);
  return isWhole ? { first, last } : null;
}

function codeOf(year: number): string {
  return String(year).padStart(4, "0");
}
