import { BoundedCache } from "./bounded-cache.js";
import { digitsAt } from "./digits.js";
import { AppError } from "./errors.js";
import { isRefusal, makeDay, makePeriod } from "./period-parts.js";
import type { PeriodCode, PeriodReading } from "./period-parts.js";
import { PeriodKind } from "./period-kind.js";
import { readSpelling } from "./period-spelling.js";

const ALLOWED = "2023, 2023-S1, 2023-Q3, 2023-09M, 2023-08, 2023-W35, 2023-08-30 or a range such as 2020-01-01/P3Y";
const LONGEST = 60;

const known = new BoundedCache<PeriodCode>(5_000);

/**
 * A period from its canonical code or from any accepted spelling ("Quý III/2023", "8/2023", "202308").
 * @throws AppError BAD_USER_INPUT that says why the text is refused and what is allowed
 */
export function parsePeriod(text: string): PeriodCode {
  const reading = readPeriod(text);
  if (!isRefusal(reading)) return reading;
  const shown = JSON.stringify(text.slice(0, LONGEST));
  const message = `${shown} is not a period: ${reading.refusal}. Allowed: ${ALLOWED}`;
  throw new AppError("BAD_USER_INPUT", message, { reason: reading.refusal });
}

/** Like parsePeriod, but a refusal is an answer: for imports, where a bad cell is expected. */
export function readPeriod(text: string): PeriodReading {
  const cached = known.get(text);
  if (cached) return cached;
  const reading = readCanonical(text) ?? readSpelled(text);
  if (!isRefusal(reading)) known.set(text, reading);
  return reading;
}

function readSpelled(text: string): PeriodReading {
  if (text.trim() === "") return { refusal: "it is empty" };
  if (text.length > LONGEST) return { refusal: `it is longer than ${LONGEST} characters` };
  if (text.includes("\0")) return { refusal: "it contains a NUL character" };
  return readSpelling(text);
}

/** The common case, without regular expressions; null for every text of another shape. */
function readCanonical(text: string): PeriodReading | null {
  const year = digitsAt(text, 0, 4);
  if (year < 0) return null;
  if (text.length === 4) return makePeriod(PeriodKind.YEAR, year, 1);
  if (text[4] !== "-") return null;
  if (text.length === 7) return readSeven(text, year);
  if (text.length === 8) return readEight(text, year);
  return text.length === 10 && text[7] === "-" ? readDay(text, year) : null;
}

function readSeven(text: string, year: number): PeriodReading | null {
  const month = digitsAt(text, 5, 7);
  if (month >= 0) return makePeriod(PeriodKind.MONTH, year, month);
  const number = digitsAt(text, 6, 7);
  if (number < 0) return null;
  if (text[5] === "Q") return makePeriod(PeriodKind.QUARTER, year, number);
  return text[5] === "S" ? makePeriod(PeriodKind.HALF, year, number) : null;
}

function readEight(text: string, year: number): PeriodReading | null {
  if (text.endsWith("-09M")) return makePeriod(PeriodKind.NINE_MONTHS, year, 1);
  const week = digitsAt(text, 6, 8);
  return text[5] === "W" && week >= 0 ? makePeriod(PeriodKind.WEEK, year, week) : null;
}

function readDay(text: string, year: number): PeriodReading | null {
  const month = digitsAt(text, 5, 7);
  const day = digitsAt(text, 8, 10);
  return month < 0 || day < 0 ? null : makeDay(year, month, day);
}
