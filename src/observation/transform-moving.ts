import type { ExactNumber } from "../shared/exact-number.js";
import { minus, plus, quotient, wholeNumber, ZERO } from "../shared/exact-number.js";
import { previousPeriod } from "../shared/period-steps.js";
import type { DerivedPoint } from "./derived-point.js";
import { incomplete, valued, worst } from "./derived-point.js";

/** The mean of each point and those before it, `window` in all; null when one of them is missing. */
export function movingAverage(points: readonly DerivedPoint[], window: number): DerivedPoint[] {
  const sums = sumsBefore(points);
  const count = wholeNumber(window);
  let run = 0; // values without a gap up to here
  return points.map((point, i) => {
    const follows = i > 0 && previousPeriod(point.period) === points[i - 1]!.period;
    run = point.value === null ? 0 : follows ? run + 1 : 1;
    if (point.value === null) return point;
    if (run < window) return incomplete(point);
    const mean = quotient(minus(sums[i + 1]!, sums[i + 1 - window]!), count);
    return valued(point, mean, worstOf(points, i + 1 - window, i));
  });
}

/** The sum of all values before each point, so that a window's sum is one difference. */
function sumsBefore(points: readonly DerivedPoint[]): ExactNumber[] {
  let sum = ZERO;
  return [ZERO, ...points.map(({ value }) => (sum = value ? plus(sum, value) : sum))];
}

function worstOf(points: readonly DerivedPoint[], first: number, last: number) {
  let status = points[last]!.status;
  for (let i = first; i < last; i++) status = worst(status, points[i]!.status);
  return status;
}
