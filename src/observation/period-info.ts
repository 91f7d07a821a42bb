import type { Frequency } from "../shared/frequency.js";
import { kindOfFrequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import type { PeriodKind } from "../shared/period-kind.js";
import { kindOfCode } from "../shared/period-kind.js";
import { periodAt } from "../shared/reporting-calendar.js";

/** The code of a stored period: from its first day and its series' frequency, or from both days where there is no regular step. */
export function codeOf(start: LocalDate, end: LocalDate | null, frequency: Frequency, startDay: number): string {
  return periodAt(start, kindOfFrequency(frequency) ?? end ?? start, { startDay });
}

interface StoredPeriod {
  readonly periodStart: LocalDate;
  readonly periodEnd: LocalDate;
  readonly frequency: Frequency;
  readonly startDay: number;
}

/** All that the API tells of a stored period. */
export function periodInfo({ periodStart, periodEnd, frequency, startDay }: StoredPeriod): {
  code: string;
  kind: PeriodKind;
  start: LocalDate;
  end: LocalDate;
} {
  const code = codeOf(periodStart, periodEnd, frequency, startDay);
  return { code, kind: kindOfCode(code), start: periodStart, end: periodEnd };
}
