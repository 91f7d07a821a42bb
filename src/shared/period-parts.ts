import { pad2, pad4 } from "./digits.js";
import { weeksInYear } from "./iso-week.js";
import { dateExists, daysBetween, localDate } from "./local-date.js";
import { PeriodKind } from "./period-kind.js";

/**
 * A period by name; a reporting calendar gives it its dates.
 * `number` counts within the year: week, month, quarter, half, day of the year; 1 for YEAR and NINE_MONTHS, 0 for RANGE.
 */
export interface PeriodCode {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly number: number;
  /** Canonical, after SDMX: 2023, 2023-S1, 2023-Q3, 2023-09M, 2023-08, 2023-W35, 2023-08-30, 2020-01-01/P3Y. */
  readonly code: string;
}

/** Why a text is no period: a clause without capital or full stop. */
export interface PeriodRefusal {
  readonly refusal: string;
}

export type PeriodReading = PeriodCode | PeriodRefusal;

export function isRefusal(reading: PeriodReading): reading is PeriodRefusal {
  return "refusal" in reading;
}

export function makePeriod(kind: PeriodKind, year: number, number: number): PeriodReading {
  if (year < 1) return { refusal: "year 0000 does not exist" };
  const last = lastNumber(kind, year);
  if (number < 1 || number > last) return { refusal: outside(kind, year, number, last) };
  return { kind, year, number, code: periodCode(kind, year, number) };
}

export function makeDay(year: number, month: number, day: number): PeriodReading {
  if (year < 1) return { refusal: "year 0000 does not exist" };
  if (month < 1 || month > 12) return { refusal: outside(PeriodKind.MONTH, year, month, 12) };
  if (!dateExists(year, month, day)) return { refusal: `month ${month} of ${year} has no day ${day}` };
  const code = localDate(year, month, day);
  return { kind: PeriodKind.DAY, year, number: daysBetween(localDate(year, 1, 1), code) + 1, code };
}

/** Canonical code of a kind that is counted within the year (not DAY, not RANGE); the numbers are trusted. */
export function periodCode(kind: PeriodKind, year: number, number: number): string {
  const name = pad4(year);
  switch (kind) {
    case PeriodKind.WEEK:
      return `${name}-W${pad2(number)}`;
    case PeriodKind.MONTH:
      return `${name}-${pad2(number)}`;
    case PeriodKind.QUARTER:
      return `${name}-Q${number}`;
    case PeriodKind.HALF:
      return `${name}-S${number}`;
    case PeriodKind.NINE_MONTHS:
      return `${name}-09M`;
    default:
      return name;
  }
}

function lastNumber(kind: PeriodKind, year: number): number {
  switch (kind) {
    case PeriodKind.WEEK:
      return weeksInYear(year);
    case PeriodKind.MONTH:
      return 12;
    case PeriodKind.QUARTER:
      return 4;
    case PeriodKind.HALF:
      return 2;
    default:
      return 1;
  }
}

function outside(kind: PeriodKind, year: number, number: number, last: number): string {
  const name = kind.toLowerCase();
  if (kind === PeriodKind.WEEK) return `week ${number} does not exist, ${pad4(year)} has ${last} weeks`;
  return `${name} ${number} does not exist (1 to ${last})`;
}
