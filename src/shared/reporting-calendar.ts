import { BoundedCache } from "./bounded-cache.js";
import { AppError } from "./errors.js";
import { isoWeekOf, weekStartDay } from "./iso-week.js";
import {
  dayOf,
  daysBetween,
  daysInMonth,
  fromEpochDay,
  isLocalDate,
  isoWeekday,
  localDate,
  monthOf,
  yearOf,
} from "./local-date.js";
import type { LocalDate } from "./local-date.js";
import { parsePeriod } from "./period-code.js";
import { PeriodKind, kindOfCode } from "./period-kind.js";
import { periodCode } from "./period-parts.js";
import type { PeriodCode } from "./period-parts.js";
import { datesOfRange, rangeCode } from "./time-range.js";
import type { DateRange } from "./time-range.js";

/**
 * What dates a month has. 1: the calendar's own. 15: the province's report months, where month M runs from
 * the 15th of the month before to the 14th of M. Quarters, halves, nine months and years are unions of months;
 * days, weeks and ranges are the same in every calendar. Allowed: 1 to 28.
 */
export interface ReportingCalendar {
  readonly startDay: number;
}

export const CALENDAR_MONTHS: ReportingCalendar = { startDay: 1 };

/** Months in a period, for the kinds that are unions of months. */
const SPAN: Readonly<Partial<Record<PeriodKind, number>>> = {
  [PeriodKind.MONTH]: 1,
  [PeriodKind.QUARTER]: 3,
  [PeriodKind.HALF]: 6,
  [PeriodKind.NINE_MONTHS]: 9,
  [PeriodKind.YEAR]: 12,
};

const KIND_OF_SPAN = new Map(Object.entries(SPAN).map(([kind, span]) => [span, kind as PeriodKind]));

const rangesByStartDay = new Map<number, BoundedCache<DateRange>>();

/**
 * First and last day of a canonical code. Called for every row of an answer, so months, weeks and years are remembered.
 * @throws AppError BAD_USER_INPUT for other text, and for periods that leave the years 0001 to 9999
 */
export function periodRange(code: string, calendar: ReportingCalendar): DateRange {
  if (code.length === 10 && isLocalDate(code)) return { start: code, end: code };
  const ranges = rangesFor(calendar);
  const known = ranges.get(code);
  if (known) return known;
  const period = parsePeriod(code);
  if (period.code !== code) throw new AppError("BAD_USER_INPUT", `${code} is not canonical, write ${period.code}`);
  const range = Object.freeze(computeRange(period, calendar.startDay));
  ranges.set(code, range);
  return range;
}

/**
 * The code of the period of this kind in which a day lies.
 * @throws AppError BAD_USER_INPUT for RANGE, and for NINE_MONTHS after the ninth month: no period holds the day
 */
export function periodOf(date: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string {
  if (kind === PeriodKind.DAY) return date;
  const code = kind === PeriodKind.WEEK ? weekOf(date) : monthlyOf(date, kind, calendar);
  if (code === null) throw new AppError("BAD_USER_INPUT", `${date} lies in no period of kind ${kind}`);
  return code;
}

/**
 * The inverse of periodRange: from a first day and a last day, or from a first day and a kind.
 * Dates that fit no named period make a range; one day is a DAY.
 * @throws AppError BAD_USER_INPUT when no period of the kind starts that day, or when the end is before the start
 */
export function periodAt(start: LocalDate, endOrKind: LocalDate | PeriodKind, calendar: ReportingCalendar): string {
  if (endOrKind in PeriodKind) return periodStarting(start, endOrKind as PeriodKind, calendar);
  return start === endOrKind ? start : periodBetween(start, endOrKind, calendar);
}

function periodStarting(start: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string {
  const code = periodOf(start, kind, calendar);
  if (periodRange(code, calendar).start === start) return code;
  throw new AppError("BAD_USER_INPUT", `no period of kind ${kind} starts on ${start}`);
}

function periodBetween(start: LocalDate, end: LocalDate, calendar: ReportingCalendar): string {
  const crossed = (yearOf(end) - yearOf(start)) * 12 + monthOf(end) - monthOf(start);
  const kind = KIND_OF_SPAN.get(calendar.startDay === 1 ? crossed + 1 : crossed);
  const named = kind && monthlyOf(start, kind, calendar);
  if (named && hasDates(named, start, end, calendar)) return named;
  if (daysBetween(start, end) === 6 && isoWeekday(start) === 1) return weekOf(start);
  return rangeCode(start, end);
}

function hasDates(code: string, start: LocalDate, end: LocalDate, calendar: ReportingCalendar): boolean {
  const range = periodRange(code, calendar);
  return range.start === start && range.end === end;
}

function weekOf(date: LocalDate): string {
  const { year, week } = isoWeekOf(date);
  return periodCode(PeriodKind.WEEK, year, week);
}

/** Null where no period of the kind holds the day. */
function monthlyOf(date: LocalDate, kind: PeriodKind, calendar: ReportingCalendar): string | null {
  const span = SPAN[kind];
  const next = calendar.startDay > 1 && dayOf(date) >= calendar.startDay ? 1 : 0;
  const month = monthOf(date) + next;
  const year = yearOf(date) + (month > 12 ? 1 : 0);
  const number = span && Math.ceil((month > 12 ? 1 : month) / span);
  if (!number || year > 9999 || (span === 9 && number > 1)) return null;
  return periodCode(kind, year, number);
}

function computeRange(period: PeriodCode, startDay: number): DateRange {
  if (period.kind === PeriodKind.RANGE) return datesOfRange(period.code);
  if (period.kind === PeriodKind.WEEK) return weekRange(period);
  const span = SPAN[kindOfCode(period.code)] ?? 1;
  const first = (period.number - 1) * span + 1;
  return { start: monthStart(period.year, first, startDay), end: monthEnd(period.year, first + span - 1, startDay) };
}

function weekRange({ year, number }: PeriodCode): DateRange {
  const monday = weekStartDay(year, number);
  return { start: fromEpochDay(monday), end: fromEpochDay(monday + 6) };
}

function monthStart(year: number, month: number, startDay: number): LocalDate {
  if (startDay === 1) return localDate(year, month, 1);
  if (month > 1) return localDate(year, month - 1, startDay);
  if (year === 1) throw new AppError("BAD_USER_INPUT", "the period starts before the year 0001");
  return localDate(year - 1, 12, startDay);
}

function monthEnd(year: number, month: number, startDay: number): LocalDate {
  return localDate(year, month, startDay === 1 ? daysInMonth(year, month) : startDay - 1);
}

function rangesFor({ startDay }: ReportingCalendar): BoundedCache<DateRange> {
  const known = rangesByStartDay.get(startDay);
  if (known) return known;
  if (!Number.isInteger(startDay) || startDay < 1 || startDay > 28) {
    throw new AppError("BAD_USER_INPUT", `a reporting calendar starts on day 1 to 28, not ${startDay}`);
  }
  const made = new BoundedCache<DateRange>(5_000);
  rangesByStartDay.set(startDay, made);
  return made;
}
