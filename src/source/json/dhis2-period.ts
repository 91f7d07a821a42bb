import { addDays, addMonths, fromEpochDay, localDate } from "../../shared/local-date.js";
import type { LocalDate } from "../../shared/local-date.js";
import { weeksInYear, weekStartDay } from "../../shared/iso-week.js";
import { rangeCode } from "../../shared/time-range.js";

/** First month of the years and half years that DHIS2 names after it. */
const FIRST: Readonly<Record<string, number>> = { April: 4, July: 7, Oct: 10 };

/**
 * The periods that only DHIS2 knows, as ranges: financial years (2023April is April 2023 to March 2024), their halves
 * (2023AprilS2), pairs of months (202301B) and of weeks (2023BiW1). Null for every other text.
 * https://docs.dhis2.org/en/develop/using-the-api/dhis-core-version-master/introduction.html#webapi_date_perid_format
 */
export function dhis2Period(text: string): string | null {
  const [, year, month, half] = /^(\d{4})(?:(April|July|Oct)|AprilS([12]))$/.exec(text) ?? [];
  if (month !== undefined) return months(Number(year), FIRST[month]!, 12);
  if (half !== undefined) return half === "1" ? months(Number(year), 4, 6) : months(Number(year), 10, 6);
  const [, pairYear, pair] = /^(\d{4})(0[13579]|11)B$/.exec(text) ?? [];
  if (pair !== undefined) return months(Number(pairYear), Number(pair), 2);
  const [, weekYear, weeks] = /^(\d{4})BiW([1-9]|1\d|2[0-6])$/.exec(text) ?? [];
  return weeks === undefined ? null : fortnight(Number(weekYear), Number(weeks));
}

function months(year: number, first: number, count: number): string {
  const start = localDate(year, first, 1);
  return range(start, addMonths(start, count));
}

/** The 53rd week of a long year belongs to no pair. */
function fortnight(year: number, number: number): string | null {
  if (number * 2 > weeksInYear(year)) return null;
  const start = fromEpochDay(weekStartDay(year, number * 2 - 1));
  return range(start, addDays(start, 14));
}

function range(start: LocalDate, after: LocalDate): string {
  return rangeCode(start, addDays(after, -1));
}
