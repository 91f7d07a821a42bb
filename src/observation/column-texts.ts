import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { BoundedCache } from "../shared/bounded-cache.js";
import type { ObservationStatus } from "./observation-enums.js";
import { codeOf } from "./period-info.js";

interface Periods {
  readonly starts: readonly LocalDate[];
  readonly codes: readonly string[];
}

/** Longer columns are taken apart each time: kept, they would be large and seldom met again. */
const LONGEST = 2_000;

/** Columns of many series are the same: the last 120 months, and 120 times NORMAL. */
const periods = new BoundedCache<Periods>(500);
const statuses = new BoundedCache<readonly ObservationStatus[]>(500);

/** First days and codes of a series' periods, from the array texts of their first and, for ranges, last days. */
export function periodsOf(
  startsText: string | null,
  endsText: string | null,
  frequency: Frequency,
  startDay: number,
): Periods {
  const isShared = endsText === null && startsText !== null && startsText.length <= LONGEST;
  if (!isShared) return readPeriods(startsText, endsText, frequency, startDay);
  const key = `${frequency}${startDay}${startsText}`;
  const known = periods.get(key);
  if (known) return known;
  const read = readPeriods(startsText, null, frequency, startDay);
  periods.set(key, read);
  return read;
}

function readPeriods(
  startsText: string | null,
  endsText: string | null,
  frequency: Frequency,
  startDay: number,
): Periods {
  const starts = chronological(startsText);
  const ends = endsText === null ? null : chronological(endsText);
  return { starts, codes: starts.map((start, i) => codeOf(start, ends?.[i] ?? null, frequency, startDay)) };
}

/** Letters of statuses, one after the other, newest first. */
export function statusesOf(text: string | null): readonly ObservationStatus[] {
  if (text === null) return [];
  const known = statuses.get(text);
  if (known) return known;
  const read = [...text].toReversed() as ObservationStatus[];
  if (text.length <= LONGEST) statuses.set(text, read);
  return read;
}

/** Exact values from an array text, newest first. */
export function valuesOf(text: string | null): (string | null)[] {
  const values: (string | null)[] = chronological(text);
  for (let i = 0; i < values.length; i++) if (values[i] === "NULL") values[i] = null;
  return values;
}

/** Elements of a Postgres array text whose elements need no quotes: dates and numbers. */
export function elementsOf(text: string | null): string[] {
  return text === null || text.length < 3 ? [] : text.slice(1, -1).split(",");
}

/** The same, of a column that comes newest first. */
function chronological(text: string | null): string[] {
  return elementsOf(text).toReversed();
}
