import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { BoundedCache } from "../shared/bounded-cache.js";
import type { LocalDate } from "../shared/local-date.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";

const START_DAYS = Array.from({ length: 28 }, (_, i) => i + 1);

/** First and last days of a period in all calendars, by their start days: as array texts, and the extremes of them. */
export interface PeriodDays {
  readonly starts: string;
  readonly ends: string;
  readonly earliest: LocalDate;
  readonly latest: LocalDate;
}

/** The same few periods are asked for again and again. */
const known = new BoundedCache<PeriodDays>(1_000);

/** Of the period with this code. */
export function daysOf(code: string): PeriodDays {
  const remembered = known.get(code);
  if (remembered) return remembered;
  const days = inAllCalendars((calendar) => periodRange(code, calendar));
  known.set(code, days);
  return days;
}

export function inAllCalendars(rangeIn: (calendar: ReportingCalendar) => DateRange): PeriodDays {
  const ranges = START_DAYS.map((startDay) => rangeIn({ startDay }));
  const [starts, ends] = [ranges.map(({ start }) => start), ranges.map(({ end }) => end)];
  return {
    starts: arrayText(starts),
    ends: arrayText(ends),
    earliest: starts.reduce((a, b) => (a < b ? a : b)),
    latest: ends.reduce((a, b) => (a > b ? a : b)),
  };
}

function arrayText(days: readonly LocalDate[]): string {
  return `{${days.join()}}`;
}

/** A day that differs by calendar, as `rc` says. */
export function dayOf(days: string): Sql {
  return sql`(${days}::date[])[rc.start_day]`;
}

/** The same, told by how it is in each of them. */
export function bounds(dateIn: (calendar: ReportingCalendar) => LocalDate): Sql {
  return dayOf(arrayText(START_DAYS.map((startDay) => dateIn({ startDay }))));
}
