import type { ExactNumber } from "../shared/exact-number.js";
import { compare, exactNumber, exactText, minus, plus, quotient, times, wholeNumber } from "../shared/exact-number.js";
import type { DerivedSeries, Point } from "./derived-series.js";
import type { Sample } from "./statistics-sample.js";
import { median, sortedValues, sumOf } from "./statistics-sample.js";

/** Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): scores over 3.5 are potential outliers. */
const THRESHOLD = exactNumber("3.5");
/** Make both measures of spread comparable with the standard deviation of a normal distribution. */
const MEDIAN_FACTOR = exactNumber("0.6745");
const MEAN_FACTOR = exactNumber("1.253314");
const FEWEST = 3;

export interface Outliers {
  readonly lower: string;
  readonly upper: string;
  readonly threshold: string;
  readonly points: readonly (Point & { readonly score: string })[];
}

/**
 * Values whose robust z-score is over the threshold: 0.6745 (x - median) / MAD, MAD being the median of the distances from
 * the median. Where more than half of the values are equal MAD is 0, and the mean of the distances stands in, times
 * 1.253314. Null with fewer than three values, and where all are equal.
 */
export function outliersOf(sample: Sample, series: DerivedSeries): Outliers | null {
  const { values, sorted, scale } = sample;
  if (values.length < FEWEST) return null;
  const middle = median(sorted); // twice the median
  const distances = values.map((value) => 2n * value - middle); // twice the distances
  const unit = unitOf(distances, scale);
  if (!unit) return null;
  const center: ExactNumber = { digits: middle * 5n, scale: scale + 1 };
  const reach = times(THRESHOLD, unit.top);
  const scored = distances.map((distance) => times({ digits: distance * 5n, scale: scale + 1 }, unit.bottom));
  const points = scored.flatMap((score, i) => {
    const size = score.digits < 0n ? minus(wholeNumber(0), score) : score;
    if (compare(size, reach) <= 0) return [];
    return [{ ...series.pointAt(sample.places[i]!), score: exactText(quotient(score, unit.top)) }];
  });
  const bound = (move: typeof plus) => exactText(quotient(move(times(center, unit.bottom), reach), unit.bottom));
  return { lower: bound(minus), upper: bound(plus), threshold: exactText(THRESHOLD), points };
}

/** One unit of the score as a fraction of the values' own unit: MAD / 0.6745. */
function unitOf(distances: readonly bigint[], scale: number): { top: ExactNumber; bottom: ExactNumber } | null {
  const sizes = sortedValues(distances.map((distance) => (distance < 0n ? -distance : distance)));
  const spread = median(sizes); // four times MAD
  if (spread > 0n) return { top: { digits: spread * 25n, scale: scale + 2 }, bottom: MEDIAN_FACTOR };
  const total = sumOf(sizes); // twice the sum of the distances
  if (total === 0n) return null;
  const top = times({ digits: total * 5n, scale: scale + 1 }, MEAN_FACTOR);
  return { top, bottom: wholeNumber(sizes.length) };
}
