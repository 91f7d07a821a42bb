import { digitsAt } from "./digits.js";
import { AppError } from "./errors.js";
import { addDays, addMonths, daysBetween, isLocalDate, monthOf, yearOf } from "./local-date.js";
import type { LocalDate } from "./local-date.js";
import { PeriodKind } from "./period-kind.js";
import type { PeriodReading } from "./period-parts.js";

/** First and last day, both included. */
export interface DateRange {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

const DURATION = /^P(\d{1,7})([YMD])$/;

/**
 * SDMX time range: start and the largest unit that fits exactly. 2020-01-01 to 2022-12-31 is 2020-01-01/P3Y.
 * @throws AppError BAD_USER_INPUT when the end is before the start
 */
export function rangeCode(start: LocalDate, end: LocalDate): string {
  if (end < start) throw new AppError("BAD_USER_INPUT", `the range ends (${end}) before it starts (${start})`);
  const after = addDays(end, 1);
  const months = (yearOf(after) - yearOf(start)) * 12 + monthOf(after) - monthOf(start);
  if (months < 1 || addMonths(start, months) !== after) return `${start}/P${daysBetween(start, after)}D`;
  return months % 12 === 0 ? `${start}/P${months / 12}Y` : `${start}/P${months}M`;
}

/** Dates of a canonical range code; every reporting calendar agrees on them. */
export function datesOfRange(code: string): DateRange {
  const start = code.slice(0, 10);
  return { start, end: lastDay(start, digitsAt(code, 12, code.length - 1), code.slice(-1)) };
}

/** Reads start/end and start/duration; the code that comes back is canonical (P12M becomes P1Y). */
export function readTimeRange(text: string): PeriodReading {
  const [start = "", rest = "", ...more] = text.toUpperCase().split("/");
  if (more.length > 0 || !isLocalDate(start)) return { refusal: `the range starts with no date (${start})` };
  const range = readRest(start, rest);
  if (typeof range === "string") return { refusal: range };
  return { kind: PeriodKind.RANGE, year: yearOf(start), number: 0, code: rangeCode(range.start, range.end) };
}

function readRest(start: LocalDate, rest: string): DateRange | string {
  const [, count, unit] = DURATION.exec(rest) ?? [];
  const end = count && unit ? lastDayWithin(start, Number(count), unit) : rest;
  if (end === null) return "the range is empty or leaves the years 0001 to 9999";
  if (!isLocalDate(end)) return "a range ends with a date or with a duration in one unit (P3Y, P9M, P10D)";
  if (end < start) return `the range ends (${end}) before it starts (${start})`;
  return end === "9999-12-31" ? "the range leaves the years 0001 to 9999" : { start, end };
}

/** Null for an empty range and for one that leaves the calendar. */
function lastDayWithin(start: LocalDate, count: number, unit: string): LocalDate | null {
  const days = { Y: 366, M: 31, D: 1 }[unit] ?? 1;
  const yearsLeft = 9999 - yearOf(start);
  return count < 1 || count * days > yearsLeft * 365 ? null : lastDay(start, count, unit);
}

function lastDay(start: LocalDate, count: number, unit: string): LocalDate {
  if (unit === "D") return addDays(start, count - 1);
  return addDays(addMonths(start, unit === "Y" ? count * 12 : count), -1);
}
