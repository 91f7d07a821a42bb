import { atScale } from "../shared/exact-number.js";
import { periodNumber } from "../shared/period-steps.js";
import type { DerivedPoint } from "./derived-point.js";

/** The values of a series as whole numbers of its smallest decimal: digits / 10^scale. */
export interface Sample {
  readonly scale: number;
  readonly values: readonly bigint[];
  /** Where each value stands among the points, and its period. */
  readonly places: readonly number[];
  readonly periods: readonly string[];
  /** Numbers of the periods from the first one on, so that a gap keeps its place; null where periods have no order (ranges). */
  readonly times: readonly bigint[] | null;
  readonly sum: bigint;
  readonly sumOfSquares: bigint;
  readonly sorted: readonly bigint[];
}

export function sampleOf(points: readonly DerivedPoint[]): Sample {
  const places = points.flatMap(({ value }, i) => (value === null ? [] : [i]));
  const scale = places.reduce((most, i) => Math.max(most, points[i]!.value!.scale), 0);
  const values = places.map((i) => atScale(points[i]!.value!, scale));
  const periods = places.map((i) => points[i]!.period);
  return {
    scale,
    values,
    places,
    periods,
    times: timesOf(periods),
    sum: sumOf(values),
    sumOfSquares: sumOf(values.map((value) => value * value)),
    sorted: sortedValues(values),
  };
}

export function sumOf(values: readonly bigint[]): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}

/** Twice the median of sorted values, so that it is whole. */
export function median(sorted: readonly bigint[]): bigint {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! * 2n : sorted[middle - 1]! + sorted[middle]!;
}

export function sortedValues(values: readonly bigint[]): bigint[] {
  return values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function timesOf(periods: readonly string[]): bigint[] | null {
  const numbers = periods.map(periodNumber);
  const first = numbers[0];
  if (first == null || numbers.includes(null)) return null;
  return numbers.map((number) => BigInt(number! - first));
}
