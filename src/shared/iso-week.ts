import { epochDay, isoWeekday, isoWeekdayOfEpochDay, localDate, yearOf } from "./local-date.js";
import type { LocalDate } from "./local-date.js";

/** ISO 8601: week 1 is the one with 4 January in it; weeks run Monday to Sunday. Result: epoch day of the Monday. */
export function weekStartDay(year: number, week: number): number {
  const fourth = epochDay(localDate(year, 1, 4));
  return fourth - isoWeekdayOfEpochDay(fourth) + 1 + (week - 1) * 7;
}

/** 53 in years that start on a Thursday, or end on one; 52 otherwise. */
export function weeksInYear(year: number): 52 | 53 {
  const startsOn = isoWeekday(localDate(year, 1, 1));
  const endsOn = isoWeekday(localDate(year, 12, 31));
  return startsOn === 4 || endsOn === 4 ? 53 : 52;
}

/** The year a week belongs to is the year of its Thursday: 2023-01-01 is in week 52 of 2022. */
export function isoWeekOf(date: LocalDate): { year: number; week: number } {
  const year = yearOf(date);
  const day = epochDay(date);
  if (year > 1 && day < weekStartDay(year, 1)) return { year: year - 1, week: weeksInYear(year - 1) };
  const week = Math.floor((day - weekStartDay(year, 1)) / 7) + 1;
  return week > weeksInYear(year) ? { year: year + 1, week: 1 } : { year, week };
}
