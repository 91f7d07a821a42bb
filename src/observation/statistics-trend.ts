import type { ExactNumber } from "../shared/exact-number.js";
import { exactNumber, exactText, quotient, times, wholeNumber } from "../shared/exact-number.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import type { DerivedSeries } from "./derived-series.js";
import type { Sample } from "./statistics-sample.js";
import { sumOf } from "./statistics-sample.js";

/** A line by least squares; the unit is that of the values by one period. */
export interface Trend {
  readonly slope: string;
  readonly slopePerYear: string;
  readonly rSquared: string | null;
  readonly kind: PeriodKind;
  readonly unitVi: string;
  readonly unitEn: string;
}

/** Mean length of the Gregorian year is 365.2425 days. */
const PER_YEAR: Readonly<Record<Exclude<PeriodKind, PeriodKind.RANGE>, string>> = {
  [PeriodKind.DAY]: "365.2425",
  [PeriodKind.WEEK]: "52.1775",
  [PeriodKind.MONTH]: "12",
  [PeriodKind.QUARTER]: "4",
  [PeriodKind.HALF]: "2",
  [PeriodKind.NINE_MONTHS]: "1",
  [PeriodKind.YEAR]: "1",
};

/** Sums that a line by least squares is made of, all whole: n Σxy - Σx Σy and the like. */
export interface Line {
  readonly n: bigint;
  readonly sumX: bigint;
  readonly xy: bigint;
  readonly xx: bigint;
  readonly yy: bigint;
}

/** Null with fewer than two periods. */
export function lineThrough({ values, times: xs, sum, sumOfSquares }: Sample): Line | null {
  if (xs === null || values.length < 2) return null;
  const n = BigInt(values.length);
  const sumX = sumOf(xs);
  const xy = n * sumOf(xs.map((x, i) => x * values[i]!)) - sumX * sum;
  return { n, sumX, xy, xx: n * sumOf(xs.map((x) => x * x)) - sumX * sumX, yy: n * sumOfSquares - sum * sum };
}

export function trendOf(sample: Sample, { unitVi, unitEn }: DerivedSeries): Trend | null {
  const line = lineThrough(sample);
  if (!line) return null;
  const kind = kindOfCode(sample.periods[0]!) as keyof typeof PER_YEAR;
  const rise: ExactNumber = { digits: line.xy, scale: sample.scale };
  const run = wholeNumber(line.xx);
  return {
    slope: exactText(quotient(rise, run)),
    slopePerYear: exactText(quotient(times(rise, exactNumber(PER_YEAR[kind])), run)),
    rSquared: line.yy === 0n ? null : exactText(quotient(wholeNumber(line.xy ** 2n), wholeNumber(line.xx * line.yy))),
    kind,
    unitVi,
    unitEn,
  };
}
