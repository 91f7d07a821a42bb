import { AppError } from "./errors.js";
import { isoWeekOf, weekStartDay, weeksInYear } from "./iso-week.js";
import { addMonths, dateExists, dayOf, epochDay, fromEpochDay, monthOf, yearOf } from "./local-date.js";
import { parsePeriod } from "./period-code.js";
import { PeriodKind } from "./period-kind.js";
import { periodCode } from "./period-parts.js";
import type { PeriodCode } from "./period-parts.js";

/** How many there are in a year, for kinds that are a fixed number of months. */
const PER_YEAR: Readonly<Partial<Record<PeriodKind, number>>> = {
  [PeriodKind.MONTH]: 12,
  [PeriodKind.QUARTER]: 4,
  [PeriodKind.HALF]: 2,
  [PeriodKind.NINE_MONTHS]: 1,
  [PeriodKind.YEAR]: 1,
};

const DAYS = { first: epochDay("0001-01-01"), last: epochDay("9999-12-31") };

/** The period after this one, same kind; null for RANGE, whose next is anyone's guess, and past the year 9999. */
export function nextPeriod(code: string): string | null {
  return step(parsePeriod(code), 1);
}

/** The period before this one, same kind; null for RANGE and before the year 0001. */
export function previousPeriod(code: string): string | null {
  return step(parsePeriod(code), -1);
}

/** One year back by name: null for week 53 and for 29 February, which the year before does not have. */
export function samePeriodLastYear(code: string): string | null {
  const period = parsePeriod(code);
  const year = period.year - 1;
  if (year < 1) return null;
  if (period.kind === PeriodKind.DAY || period.kind === PeriodKind.RANGE) return datesLastYear(period.code);
  if (period.kind === PeriodKind.WEEK && period.number > weeksInYear(year)) return null;
  return periodCode(period.kind, year, period.number);
}

/**
 * Codes from first to last, both included; empty when last is earlier.
 * @throws AppError BAD_USER_INPUT when the kinds differ or are RANGE, TOO_EXPENSIVE when there are more than `limit`
 */
export function periodsBetween(first: string, last: string, limit = 10_000): string[] {
  const { kind } = parsePeriod(first);
  const from = ordinal(parsePeriod(first));
  const to = ordinal(parsePeriod(last));
  if (kind !== parsePeriod(last).kind || from === null || to === null) {
    throw new AppError("BAD_USER_INPUT", `${first} and ${last} are not two periods of one kind that can be counted`);
  }
  const count = Math.max(0, to - from + 1);
  if (count > limit)
    throw new AppError("TOO_EXPENSIVE", `${count} periods from ${first} to ${last}, allowed: ${limit}`);
  return Array.from({ length: count }, (_, i) => codeOfOrdinal(kind, from + i)).filter((code) => code !== null);
}

/** A period's number among those of its kind, counted without gaps from an arbitrary start; null for RANGE. */
export function periodNumber(code: string): number | null {
  return ordinal(parsePeriod(code));
}

function step(period: PeriodCode, by: number): string | null {
  const at = ordinal(period);
  return at === null ? null : codeOfOrdinal(period.kind, at + by);
}

/** Numbers the periods of a kind without gaps, so that steps and counts are additions; null for RANGE. */
function ordinal({ kind, year, number, code }: PeriodCode): number | null {
  if (kind === PeriodKind.DAY) return epochDay(code);
  if (kind === PeriodKind.WEEK) return (weekStartDay(year, number) + 3) / 7; // 1969-12-29 is a Monday and day -3
  const perYear = PER_YEAR[kind];
  return perYear ? year * perYear + number - 1 : null;
}

function codeOfOrdinal(kind: PeriodKind, at: number): string | null {
  if (kind === PeriodKind.DAY) return dayAt(at);
  if (kind === PeriodKind.WEEK) return weekAt(at * 7);
  const perYear = PER_YEAR[kind] ?? 1;
  const year = Math.floor(at / perYear);
  return year < 1 || year > 9999 ? null : periodCode(kind, year, at - year * perYear + 1);
}

function dayAt(day: number): string | null {
  return day < DAYS.first || day > DAYS.last ? null : fromEpochDay(day);
}

/** The week is told by its Thursday, 1970-01-01 being one. */
function weekAt(thursday: number): string | null {
  if (thursday < DAYS.first || thursday + 3 > DAYS.last) return null;
  const { year, week } = isoWeekOf(fromEpochDay(thursday));
  return periodCode(PeriodKind.WEEK, year, week);
}

function datesLastYear(code: string): string | null {
  const start = code.slice(0, 10);
  return dateExists(yearOf(start) - 1, monthOf(start), dayOf(start)) ? addMonths(start, -12) + code.slice(10) : null;
}
