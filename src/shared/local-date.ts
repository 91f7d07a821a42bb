import { digitsAt, pad2, pad4 } from "./digits.js";
import { AppError } from "./errors.js";

/**
 * A day without a time zone, "YYYY-MM-DD", year 0001 to 9999. Text order is date order.
 * Never a JavaScript `Date`: 06:00 in Asia/Ho_Chi_Minh is 23:00 UTC of the day before.
 */
export type LocalDate = string;

const DAYS_BEFORE_1970 = 719_468; // from 0000-03-01, where the count below begins
const DAYS_PER_400_YEARS = 146_097;
const FIRST_EPOCH_DAY = -719_162; // 0001-01-01
const LAST_EPOCH_DAY = 2_932_896; // 9999-12-31
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28 to 31; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

export function isLocalDate(text: string): boolean {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return false;
  return dateExists(digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10));
}

export function dateExists(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** @throws AppError BAD_USER_INPUT when the text is not a day of the calendar, such as 2023-02-30. */
export function parseLocalDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  const shown = JSON.stringify(text.slice(0, 40));
  throw new AppError("BAD_USER_INPUT", `${shown} is not a date: write YYYY-MM-DD, such as 2023-08-30`);
}

export function localDate(year: number, month: number, day: number): LocalDate {
  return `${pad4(year)}-${pad2(month)}-${pad2(day)}`;
}

export function yearOf(date: LocalDate): number {
  return digitsAt(date, 0, 4);
}

export function monthOf(date: LocalDate): number {
  return digitsAt(date, 5, 7);
}

export function dayOf(date: LocalDate): number {
  return digitsAt(date, 8, 10);
}

/** Days since 1970-01-01. Years start in March here, so that the leap day comes last and needs no case of its own. */
export function epochDay(date: LocalDate): number {
  const month = monthOf(date);
  const year = yearOf(date) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOf(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_400_YEARS + dayOfEra - DAYS_BEFORE_1970;
}

/** @throws AppError BAD_USER_INPUT for days outside 0001-01-01 to 9999-12-31. */
export function fromEpochDay(days: number): LocalDate {
  if (!(days >= FIRST_EPOCH_DAY && days <= LAST_EPOCH_DAY)) throw outOfCalendar();
  const shifted = days + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return localDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** @throws AppError BAD_USER_INPUT when the result leaves the years 0001 to 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const day = dayOf(date) + days;
  if (day >= 1 && day <= 28) return date.slice(0, 8) + pad2(day);
  return fromEpochDay(epochDay(date) + days);
}

/**
 * The same day of another month, or that month's last day where it is shorter: 2023-01-31 + 1 is 2023-02-28.
 * @throws AppError BAD_USER_INPUT when the result leaves the years 0001 to 9999.
 */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  if (year < 1 || year > 9999) throw outOfCalendar();
  return localDate(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

/** Days from one date to the other; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** ISO: Monday 1 to Sunday 7. */
export function isoWeekday(date: LocalDate): number {
  return isoWeekdayOfEpochDay(epochDay(date));
}

export function isoWeekdayOfEpochDay(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1; // 1970-01-01 was a Thursday
}

export function compareLocalDate(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The day it is in a time zone at an instant: the one door from clock to calendar.
 * @param timeZone IANA name, such as Asia/Ho_Chi_Minh; from configuration, never from a caller
 * @throws RangeError when the time zone is unknown
 */
export function todayIn(timeZone: string, now: Date): LocalDate {
  const parts = formatterFor(timeZone).formatToParts(now);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return localDate(part("year"), part("month"), part("day"));
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const options = { timeZone, year: "numeric", month: "numeric", day: "numeric" } as const;
  const made = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", options);
  formatters.set(timeZone, made);
  return made;
}

function outOfCalendar(): AppError {
  return new AppError("BAD_USER_INPUT", "the date is outside the years 0001 to 9999");
}
