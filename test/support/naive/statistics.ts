import type { Step } from "./calendar.js";
import { allPeriods } from "./calendar.js";
import type { NaivePoint } from "./derivation.js";
import type { Fraction } from "./fraction.js";
import {
  add,
  divide,
  fraction,
  fromText,
  isLess,
  magnitude,
  multiply,
  subtract,
  total,
  written,
  writtenRoot,
} from "./fraction.js";

const PER_YEAR: Readonly<Record<Step, string>> = {
  D: "365.2425",
  W: "52.1775",
  M: "12",
  Q: "4",
  S: "2",
  N: "1",
  A: "1",
};

/** Every figure by its textbook formula, in fractions; the shape is that of the API. */
export function naiveStatistics(points: readonly NaivePoint[], step: Step, startDay: number): object {
  const spans = allPeriods(step, startDay).map(({ code }) => code);
  const valued = points.filter(({ value }) => value !== null);
  const values = valued.map(({ value }) => value!);
  const expected = spans.indexOf(points.at(-1)!.code) - spans.indexOf(points[0]!.code) + 1;
  const times = valued.map(({ code }) => fraction(spans.indexOf(code)));
  const period = (point: NaivePoint | undefined) => (point ? { period: point.code } : null);
  const pick = (isBetter: (a: Fraction, b: Fraction) => boolean) =>
    valued.reduce((best, point) => (isBetter(point.value!, best.value!) ? point : best), valued[0]!);
  return {
    count: valued.length,
    expectedCount: expected,
    missingShare: written(fraction(expected - valued.length, expected)),
    mean: written(mean(values)),
    median: written(median(values)),
    standardDeviation: values.length < 2 ? null : writtenRoot(divide(squares(values), fraction(values.length - 1))),
    minimum: period(pick(isLess)),
    maximum: period(pick((a, b) => isLess(b, a))),
    first: period(valued[0]),
    last: period(valued.at(-1)),
    trend: values.length < 2 ? null : trend(times, values, step),
    seasonalityStrength: seasonality(valued, times, step),
    outliers: outliers(valued),
  };
}

const mean = (values: readonly Fraction[]) => divide(total(values), fraction(values.length));
const square = (value: Fraction) => multiply(value, value);
function squares(values: readonly Fraction[]): Fraction {
  const middle = mean(values);
  return total(values.map((value) => square(subtract(value, middle))));
}

function median(values: readonly Fraction[]): Fraction {
  const sorted = [...values].sort((a, b) => (isLess(a, b) ? -1 : 1));
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : divide(add(sorted[middle - 1]!, sorted[middle]!), fraction(2));
}

function slopeOf(times: readonly Fraction[], values: readonly Fraction[]): Fraction {
  const [x, y] = [mean(times), mean(values)];
  return divide(total(times.map((time, i) => multiply(subtract(time, x), subtract(values[i]!, y)))), squares(times));
}

function trend(times: readonly Fraction[], values: readonly Fraction[], step: Step) {
  const slope = slopeOf(times, values);
  const spread = squares(values);
  return {
    slope: written(slope),
    slopePerYear: written(multiply(slope, fromText(PER_YEAR[step]))),
    rSquared: spread.n === 0n ? null : written(divide(multiply(square(slope), squares(times)), spread)),
  };
}

function seasonOf(code: string, step: Step): string | null {
  if (step === "D") return `${new Date(`${code}T00:00:00Z`).getUTCDay()}`;
  if (step === "A" || step === "N") return null;
  return code.slice(5).replace("W53", "W52");
}

const SEASONS: Readonly<Record<Step, number>> = { D: 7, W: 52, M: 12, Q: 4, S: 2, N: 0, A: 0 };

function seasonality(points: readonly NaivePoint[], times: readonly Fraction[], step: Step): string | null {
  const groups = Map.groupBy(points, ({ code }) => seasonOf(code, step));
  if (SEASONS[step] === 0 || groups.size < SEASONS[step] || [...groups.values()].some(({ length }) => length < 2))
    return null;
  const values = points.map(({ value }) => value!);
  const slope = slopeOf(times, values);
  const [x, y] = [mean(times), mean(values)];
  const left = points.map((_, i) => subtract(subtract(values[i]!, y), multiply(slope, subtract(times[i]!, x))));
  const places = new Map(points.map((point, i) => [point, i]));
  const all = total(left.map(square));
  if (all.n === 0n) return "0";
  const inside = total([...groups.values()].map((group) => squares(group.map((point) => left[places.get(point)!]!))));
  const [n, k] = [points.length, groups.size];
  const strength = subtract(fraction(1), divide(divide(inside, fraction(n - k)), divide(all, fraction(n - 1))));
  return strength.n < 0n ? "0" : written(strength);
}

function outliers(points: readonly NaivePoint[]): object | null {
  const values = points.map(({ value }) => value!);
  if (values.length < 3) return null;
  const middle = median(values);
  const distances = values.map((value) => magnitude(subtract(value, middle)));
  const mad = median(distances);
  const unit = mad.n === 0n ? multiply(fromText("1.253314"), mean(distances)) : divide(mad, fromText("0.6745"));
  if (unit.n === 0n) return null;
  const reach = multiply(fromText("3.5"), unit);
  const scored = points.map(({ code, value }) => ({ period: code, exact: divide(subtract(value!, middle), unit) }));
  return {
    lower: written(subtract(middle, reach)),
    upper: written(add(middle, reach)),
    points: scored
      .filter(({ exact }) => isLess(fromText("3.5"), magnitude(exact)))
      .map(({ period, exact }) => ({ period, score: written(exact) })),
  };
}
