import { PeriodKind } from "./period-kind.js";
import { makeDay, makePeriod } from "./period-parts.js";
import type { PeriodReading } from "./period-parts.js";
import { readTimeRange } from "./time-range.js";

/** The ways in which people and report systems write periods. Order matters where a later pattern is wider. */
interface Spelling {
  readonly pattern: RegExp;
  readonly read: (parts: readonly string[]) => PeriodReading;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6 };

const number = (text = ""): number => ROMAN[text] ?? Number(text);
const yearThen =
  (kind: PeriodKind) =>
  ([year, count]: readonly string[]) =>
    makePeriod(kind, number(year), number(count));
const thenYear =
  (kind: PeriodKind) =>
  ([count, year]: readonly string[]) =>
    makePeriod(kind, number(year), number(count));
const fixed =
  (kind: PeriodKind, count: number) =>
  ([year]: readonly string[]) =>
    makePeriod(kind, number(year), count);
const yearMonthDay = ([year, month, day]: readonly string[]) => makeDay(number(year), number(month), number(day));
const dayMonthYear = ([day, month, year]: readonly string[]) => makeDay(number(year), number(month), number(day));
const refuse = (refusal: string) => () => ({ refusal });

/** Patterns see the text folded: lower case, no marks, đ as d, single spaces, none around a slash. */
const SPELLINGS: readonly Spelling[] = [
  { pattern: /^nam (\d{4})$/, read: fixed(PeriodKind.YEAR, 1) },
  { pattern: /^(\d{4})-?a1$/, read: fixed(PeriodKind.YEAR, 1) },

  { pattern: /^(\d{4})(\d{2})$/, read: yearThen(PeriodKind.MONTH) },
  { pattern: /^(\d{4})-?m(\d{1,2})$/, read: yearThen(PeriodKind.MONTH) },
  { pattern: /^(\d{1,2})[/-](\d{4})$/, read: thenYear(PeriodKind.MONTH) },
  { pattern: /^(?:thang |t)(\d{1,2})(?:[/.-]| | nam )(\d{4})$/, read: thenYear(PeriodKind.MONTH) },

  { pattern: /^(\d{4})(\d)$/, read: yearThen(PeriodKind.QUARTER) },
  { pattern: /^(\d{4})[- ]?q(\d{1,2})$/, read: yearThen(PeriodKind.QUARTER) },
  { pattern: /^q(\d{1,2})[/ .-](\d{4})$/, read: thenYear(PeriodKind.QUARTER) },
  { pattern: /^quy (\d{1,2}|i{1,3}|iv|vi?)(?:[/.-]| | nam )(\d{4})$/, read: thenYear(PeriodKind.QUARTER) },

  { pattern: /^(\d{4})-?s(\d{1,2})$/, read: yearThen(PeriodKind.HALF) },
  { pattern: /^(?:6|sau) thang dau (?:nam )?(\d{4})$/, read: fixed(PeriodKind.HALF, 1) },
  { pattern: /^(?:6|sau) thang cuoi (?:nam )?(\d{4})$/, read: fixed(PeriodKind.HALF, 2) },
  { pattern: /^(?:9|chin) thang (?:dau )?(?:nam )?(\d{4})$/, read: fixed(PeriodKind.NINE_MONTHS, 1) },
  { pattern: /^(\d{4})-09m$/, read: fixed(PeriodKind.NINE_MONTHS, 1) },

  { pattern: /^(\d{4})-?w(\d{1,2})$/, read: yearThen(PeriodKind.WEEK) },
  { pattern: /^tuan (\d{1,2})(?:\/|-| | nam )(\d{4})$/, read: thenYear(PeriodKind.WEEK) },

  { pattern: /^(?:ngay )?(\d{1,2})\/(\d{1,2})\/(\d{4})$/, read: dayMonthYear },
  { pattern: /^ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})$/, read: dayMonthYear },
  { pattern: /^(\d{4})(\d{2})(\d{2})$/, read: yearMonthDay },

  { pattern: /^\d{4}[/-]\d{4}$/, read: refuse("two years may be pooled years or a school year, write a range") },
  { pattern: /^\d{4}\/\d{1,2}$/, read: refuse("it may be a month or a school year, write 2023-08 or a range") },
  { pattern: /^\d{4}-\d$/, read: refuse("it may be a month or a quarter, write 2023-08 or 2023-Q3") },
  { pattern: /^\d+ thang/, read: refuse("only 6 months (đầu or cuối năm) and 9 months have a name, write a range") },
];

/** Reads every spelling but the canonical codes, which period-code.ts reads faster. */
export function readSpelling(text: string): PeriodReading {
  const folded = fold(text);
  if (/^\d{4}-\d{2}-\d{2}\//.test(folded)) return readTimeRange(folded);
  for (const { pattern, read } of SPELLINGS) {
    const match = pattern.exec(folded);
    if (match) return read(match.slice(1));
  }
  return readCanonicalAgain(folded);
}

/** Canonical codes that had spaces, lower case or full-width characters around them. */
function readCanonicalAgain(folded: string): PeriodReading {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(folded) ?? [];
  if (!year) return { refusal: "it has no known form" };
  if (!month) return makePeriod(PeriodKind.YEAR, Number(year), 1);
  return day
    ? makeDay(Number(year), Number(month), Number(day))
    : makePeriod(PeriodKind.MONTH, Number(year), Number(month));
}

/** NFC rather than NFKC: the latter turns a footnote mark into a digit, "2023²" into a second quarter. */
function fold(text: string): string {
  const narrow = text
    .normalize("NFC")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const plain = narrow
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .normalize("NFD")
    .replace(/(?<=[a-z]\p{M}*)\p{M}/gu, "");
  return plain
    .trim()
    .replace(/\s+/g, " ")
    .replace(/ ?\/ ?/g, "/");
}
