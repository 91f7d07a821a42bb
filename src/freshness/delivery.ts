import { firstFrom, lastTo } from "../observation/expected-count.js";
import { AppError } from "../shared/errors.js";
import { Frequency, kindOfFrequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { addDays } from "../shared/local-date.js";
import { periodsBetween } from "../shared/period-steps.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";

/** What an indicator's owner promises: which periods, and how long after their end. */
export interface DeliveryTerms {
  readonly frequency: Frequency;
  /** First day of the months of its reporting calendar. */
  readonly startDay: number;
  /** Null is the frequency's own delay. */
  readonly deliveryDays: number | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** A period that is expected: its code and its dates. */
export interface ExpectedPeriod extends DateRange {
  readonly code: string;
}

/** Days from the end of a period to the day by which its number has to be there, where the indicator says nothing else. */
const DELIVERY_DAYS: Readonly<Record<Frequency, number>> = {
  [Frequency.DAILY]: 1,
  [Frequency.WEEKLY]: 3,
  [Frequency.MONTHLY]: 10,
  [Frequency.QUARTERLY]: 20,
  [Frequency.HALF_YEARLY]: 30,
  [Frequency.YEARLY]: 60,
  [Frequency.OTHER]: 60, // never asked: without a regular step, nobody knows the next period
};

/** Periods of one indicator that a question may be about: a year of days. */
const MAX_PERIODS = 366;
const YEARS = { first: "0001-02-01", last: "9999-11-30" };

export function deliveryDaysOf({ frequency, deliveryDays }: DeliveryTerms): number {
  return deliveryDays ?? DELIVERY_DAYS[frequency];
}

/** The last day on which a period that ends on `end` is on time. */
export function dueDate(terms: DeliveryTerms, end: LocalDate): LocalDate {
  return addDays(end, deliveryDaysOf(terms));
}

/** Was the whole period within the indicator's life? What it measured for a part of a period is not expected. */
export function isExpected({ validFrom, validTo }: DeliveryTerms, { start, end }: DateRange): boolean {
  return start >= validFrom && (validTo === null || end < validTo);
}

/** The first period that begins on a day or after it; null without a regular step. */
export function periodFrom({ frequency, startDay }: DeliveryTerms, day: LocalDate): ExpectedPeriod | null {
  const kind = kindOfFrequency(frequency);
  const code = kind && firstFrom(day, kind, { startDay });
  return code ? { code, ...periodRange(code, { startDay }) } : null;
}

/**
 * Every period of the terms' frequency that lies wholly in the window.
 * @throws AppError TOO_EXPENSIVE when they are more than a year of days
 */
export function periodsWithin({ frequency, startDay }: DeliveryTerms, { start, end }: DateRange): ExpectedPeriod[] {
  const kind = kindOfFrequency(frequency);
  if (kind === null) return [];
  if (start < YEARS.first || end > YEARS.last)
    throw new AppError("BAD_USER_INPUT", "period leaves the years 0001 to 9999.", { argument: "period" });
  const [first, last] = [firstFrom(start, kind, { startDay }), lastTo(end, kind, { startDay })];
  if (first === null || last === null) return [];
  return periodsBetween(first, last, MAX_PERIODS).map((code) => ({ code, ...periodRange(code, { startDay }) }));
}
