import type { ExactNumber } from "../shared/exact-number.js";
import { quotient, wholeNumber, ZERO } from "../shared/exact-number.js";
import { isoWeekday } from "../shared/local-date.js";
import { parsePeriod } from "../shared/period-code.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import type { Sample } from "./statistics-sample.js";
import { sumOf } from "./statistics-sample.js";
import { lineThrough } from "./statistics-trend.js";

/** Seasons in a cycle: days of the week, weeks, months, quarters and halves of the year. */
const SEASONS: Readonly<Partial<Record<PeriodKind, number>>> = {
  [PeriodKind.DAY]: 7,
  [PeriodKind.WEEK]: 52,
  [PeriodKind.MONTH]: 12,
  [PeriodKind.QUARTER]: 4,
  [PeriodKind.HALF]: 2,
};

/**
 * How much of what a straight line leaves over is explained by the season, from 0 (nothing) to 1 (all of it): one minus the
 * variance within seasons through the variance of all, each by its degrees of freedom, and never below 0. Null where a
 * season has fewer than two values, and for years.
 */
export function seasonalStrength(sample: Sample): ExactNumber | null {
  const seasons = seasonsOf(sample);
  const left = residuals(sample);
  if (!seasons || !left) return null;
  const [n, k] = [BigInt(left.length), BigInt(seasons.length)];
  const total = sumOf(left.map((value) => value * value));
  if (total === 0n) return ZERO;
  const { digits: between, over } = betweenSeasons(left, seasons);
  const within = total * over - between;
  // 1 - (within / (n - k)) / (total / (n - 1)), rounded once.
  const all = total * over * (n - k);
  const explained = all - within * (n - 1n);
  return explained < 0n ? ZERO : quotient(wholeNumber(explained), wholeNumber(all));
}

/** Places of the values in each season. */
function seasonsOf({ periods }: Sample): number[][] | null {
  const count = periods[0] === undefined ? undefined : SEASONS[kindOfCode(periods[0])];
  if (count === undefined) return null;
  const places = Array.from({ length: count }, (): number[] => []);
  periods.forEach((code, i) => places[seasonOf(code, count) - 1]!.push(i));
  return places.every(({ length }) => length >= 2) ? places : null;
}

/** The 53rd week goes with the 52nd. */
function seasonOf(code: string, count: number): number {
  return kindOfCode(code) === PeriodKind.DAY ? isoWeekday(code) : Math.min(parsePeriod(code).number, count);
}

/** What a line by least squares leaves over, times a whole number that makes all of it whole. */
function residuals(sample: Sample): bigint[] | null {
  const line = lineThrough(sample);
  if (!line) return null;
  const { n, sumX, xy, xx } = line;
  return sample.values.map((y, i) => xx * (n * y - sample.sum) - xy * (n * sample.times![i]! - sumX));
}

/** Σ (sum of a season)² / (values in it), as a fraction. */
function betweenSeasons(left: readonly bigint[], seasons: readonly number[][]): { digits: bigint; over: bigint } {
  const over = seasons.reduce((product, { length }) => leastCommonMultiple(product, BigInt(length)), 1n);
  const digits = sumOf(
    seasons.map((places) => sumOf(places.map((i) => left[i]!)) ** 2n * (over / BigInt(places.length))),
  );
  return { digits, over };
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
