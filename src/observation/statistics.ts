import type { ExactNumber } from "../shared/exact-number.js";
import { exactText, quotient, times, wholeNumber } from "../shared/exact-number.js";
import { rootOfQuotient } from "../shared/exact-root.js";
import type { DerivedSeries, Point } from "./derived-series.js";
import { outliersOf } from "./statistics-outliers.js";
import type { Outliers } from "./statistics-outliers.js";
import type { Sample } from "./statistics-sample.js";
import { median, sampleOf } from "./statistics-sample.js";
import { seasonalStrength } from "./statistics-season.js";
import { trendOf } from "./statistics-trend.js";
import type { Trend } from "./statistics-trend.js";

/** Statistics of the points of a series. Each is only computed when selected, and all are exact until one last rounding. */
export class SeriesStatistics {
  readonly #sample: Sample;

  constructor(private readonly series: DerivedSeries) {
    this.#sample = sampleOf(series.exact);
  }

  get count(): number {
    return this.#sample.values.length;
  }

  get expectedCount(): number {
    return this.series.expectedCount;
  }

  get missingShare(): string | null {
    const expected = this.expectedCount;
    if (expected === 0) return null;
    return exactText(quotient(wholeNumber(expected - this.count), wholeNumber(expected)));
  }

  get mean(): string | null {
    const { sum, values, scale } = this.#sample;
    return values.length === 0 ? null : exactText(quotient({ digits: sum, scale }, wholeNumber(values.length)));
  }

  get median(): string | null {
    const { sorted, scale } = this.#sample;
    if (sorted.length === 0) return null;
    return exactText(half({ digits: median(sorted), scale }));
  }

  get standardDeviation(): string | null {
    const { values, sum, sumOfSquares, scale } = this.#sample;
    const n = BigInt(values.length);
    if (n < 2n) return null;
    const spread = { digits: n * sumOfSquares - sum * sum, scale: 2 * scale };
    return exactText(rootOfQuotient(spread, wholeNumber(n * (n - 1n))));
  }

  get minimum(): Point | null {
    return this.#pointWith((value, least) => value < least);
  }

  get maximum(): Point | null {
    return this.#pointWith((value, most) => value > most);
  }

  get first(): Point | null {
    const at = this.#sample.places[0];
    return at === undefined ? null : this.series.pointAt(at);
  }

  get last(): Point | null {
    const at = this.#sample.places.at(-1);
    return at === undefined ? null : this.series.pointAt(at);
  }

  get trend(): Trend | null {
    return trendOf(this.#sample, this.series);
  }

  get seasonalityStrength(): string | null {
    const strength = seasonalStrength(this.#sample);
    return strength && exactText(strength);
  }

  get outliers(): Outliers | null {
    return outliersOf(this.#sample, this.series);
  }

  /** The first point whose value is more extreme than all before it and no less than all after. */
  #pointWith(isMore: (value: bigint, than: bigint) => boolean): Point | null {
    const { values, places } = this.#sample;
    let best = 0;
    values.forEach((value, i) => {
      if (isMore(value, values[best]!)) best = i;
    });
    return values.length === 0 ? null : this.series.pointAt(places[best]!);
  }
}

/** Exact, whatever the number of digits. */
function half(value: ExactNumber): ExactNumber {
  const { digits, scale } = times(value, { digits: 5n, scale: 1 });
  return digits % 10n === 0n && scale > 0 ? { digits: digits / 10n, scale: scale - 1 } : { digits, scale };
}
