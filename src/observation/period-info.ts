import type { Frequency } from "../shared/frequency.js";
import { kindOfFrequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodAt } from "../shared/reporting-calendar.js";

/** The code of a stored period: from its first day and its series' frequency, or from both days where there is no regular step. */
export function codeOf(start: LocalDate, end: LocalDate | null, frequency: Frequency, startDay: number): string {
  return periodAt(start, kindOfFrequency(frequency) ?? end ?? start, { startDay });
}
