import type { ExactValue } from "./exact.js";
import { Exact, exact, percentOf } from "./exact.js";
import type { TargetComparator } from "./plan-enums.js";

/** What was promised, as numbers: `lower` and `upper` are the same but for BETWEEN. */
export interface Goal {
  readonly comparator: `${TargetComparator}`;
  readonly lower: ExactValue;
  readonly upper: ExactValue;
}

const ZERO = new Exact(0);

export function goalOf(comparator: Goal["comparator"], value: string, upperValue: string | null): Goal {
  return { comparator, lower: exact(value), upper: exact(upperValue ?? value) };
}

/** The same comparison with another value: what a milestone promises. */
export function goalAt({ comparator }: Goal, value: ExactValue): Goal {
  return { comparator, lower: value, upper: value };
}

/**
 * How much is missing, in the target's unit. Of an open end, "at least" and "at most", it is negative where more was
 * reached than promised; of EQUAL and BETWEEN it is the distance, never negative.
 */
export function shortfall({ comparator, lower, upper }: Goal, value: ExactValue): ExactValue {
  switch (comparator) {
    case "AT_LEAST":
    case "MORE_THAN":
      return lower.minus(value);
    case "AT_MOST":
    case "LESS_THAN":
      return value.minus(upper);
    default:
      return value.lt(lower) ? lower.minus(value) : value.gt(upper) ? value.minus(upper) : ZERO;
  }
}

/** Kept between two ends, or at one value: it can be missed on either side. */
export function isBand({ comparator }: Goal): boolean {
  return comparator === "EQUAL" || comparator === "BETWEEN";
}

export function isStrict({ comparator }: Goal): boolean {
  return comparator === "MORE_THAN" || comparator === "LESS_THAN";
}

/** "Trên 8,5%" is not met by 8,5%. */
export function isMet(goal: Goal, value: ExactValue): boolean {
  const missing = shortfall(goal, value);
  return isStrict(goal) ? missing.lt(0) : missing.lte(0);
}

/** The value to which a way from `from` leads: the promised one, or the nearest end of what is promised. */
export function destination({ comparator, lower, upper }: Goal, from: ExactValue | null): ExactValue {
  if (from === null || comparator === "AT_LEAST" || comparator === "MORE_THAN") return lower;
  if (comparator === "AT_MOST" || comparator === "LESS_THAN") return upper;
  return from.lt(lower) ? lower : from.gt(upper) ? upper : from;
}

/**
 * Actual against promised, in percent: 100 or more is reached. Less is better: promised against actual, so rank 10 of
 * 15 is 150. Null where the quotient says nothing: a promised value of zero or below, an actual value of zero or below
 * where less is better.
 */
export function achievement({ comparator, lower, upper }: Goal, value: ExactValue): ExactValue | null {
  switch (comparator) {
    case "AT_LEAST":
    case "MORE_THAN":
      return lower.gt(0) ? percentOf(value, lower) : null;
    case "AT_MOST":
    case "LESS_THAN":
      return value.gt(0) && upper.gt(0) ? percentOf(upper, value) : null;
    default:
      return withinBounds(lower, upper, value);
  }
}

function withinBounds(lower: ExactValue, upper: ExactValue, value: ExactValue): ExactValue | null {
  if (value.gte(lower) && value.lte(upper)) return new Exact(100);
  if (value.lt(lower)) return lower.gt(0) ? percentOf(value, lower) : null;
  return upper.gt(0) ? percentOf(upper, value) : null;
}
