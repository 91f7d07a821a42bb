import { epochDay, fromEpochDay, isoWeekday, monthOf } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodsBetween } from "../shared/period-steps.js";
import { parsePeriod } from "../shared/period-code.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";

/** First and last period by frequency: fine steps reach back less far, which keeps the demo near 300,000 observations. */
const REACH: Readonly<Record<string, readonly [string, string]>> = {
  D: ["2022-01-01", "2023-12-31"],
  W: ["2021-W01", "2023-W52"],
  M: ["2018-01", "2023-12"],
  Q: ["2016-Q1", "2023-Q4"],
  S: ["2016-S1", "2023-S2"],
  A: ["2012", "2023"],
};

/** Periods at the end of 2023 whose figures were revised later, by frequency. */
const REVISABLE: Readonly<Record<string, number>> = { D: 45, W: 8, M: 3, Q: 2, S: 1, A: 1 };

const MONTHS_IN: Readonly<Record<string, number>> = { M: 1, Q: 3, S: 6, A: 12 };
const MIDDLE_OF_2023 = epochDay("2023-07-01");

export interface SamplePeriod {
  readonly code: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly year: number;
  /** 1 to 12: the months that the period is made of, or the one in which it lies. */
  readonly months: readonly number[];
  /** Years from the middle of 2023, negative before. */
  readonly age: number;
  /** ISO, Monday 1 to Sunday 7; 0 for periods longer than a day. */
  readonly weekday: number;
  /** 1 for the last one, 2 for the one before, ... */
  readonly fromEnd: number;
  readonly revisable: boolean;
}

/** All periods of a sample series of this frequency, oldest first. */
export function samplePeriods(frequency: string, calendar: ReportingCalendar): readonly SamplePeriod[] {
  const key = `${frequency}${calendar.startDay}`;
  const known = made.get(key);
  if (known) return known;
  const [first, last] = REACH[frequency]!;
  const codes = periodsBetween(first, last);
  const periods = codes.map((code, i) => samplePeriod(code, frequency, calendar, codes.length - i));
  made.set(key, periods);
  return periods;
}

const made = new Map<string, readonly SamplePeriod[]>();

function samplePeriod(code: string, frequency: string, calendar: ReportingCalendar, fromEnd: number): SamplePeriod {
  const { start, end } = periodRange(code, calendar);
  const firstDay = epochDay(start);
  const lastDay = epochDay(end);
  return {
    code,
    start,
    end,
    firstDay,
    lastDay,
    year: parsePeriod(code).year,
    months: monthsOf(code, frequency, firstDay),
    age: ((firstDay + lastDay) / 2 - MIDDLE_OF_2023) / 365.25,
    weekday: frequency === "D" ? isoWeekday(start) : 0,
    fromEnd,
    revisable: fromEnd <= REVISABLE[frequency]!,
  };
}

function monthsOf(code: string, frequency: string, firstDay: number): number[] {
  const span = MONTHS_IN[frequency];
  if (span === undefined) return [monthOf(fromEpochDay(firstDay + (frequency === "W" ? 3 : 0)))];
  const { number } = parsePeriod(code);
  return Array.from({ length: span }, (_, i) => (number - 1) * span + i + 1);
}

/** Days of the year, as epoch days, on which no office works; Lunar New Year is told elsewhere. */
export function isFixedHoliday(day: number): boolean {
  const date = fromEpochDay(day);
  return ["01-01", "04-30", "05-01", "09-02"].includes(date.slice(5));
}
