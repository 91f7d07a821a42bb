import { Big } from "big.js";

/**
 * Exact decimals: sums, differences and products keep every digit; only a quotient is cut, after 40 decimals, long behind
 * whatever is shown or compared. Its own constructor, because big.js has its settings on the constructor.
 */
export const Exact = Big();
Exact.DP = 40;
Exact.RM = Exact.roundHalfUp;

export type ExactValue = Big;

const HUNDRED = new Exact(100);

export function exact(text: string): ExactValue {
  return new Exact(text);
}

export function exactOrNull(text: string | null): ExactValue | null {
  return text === null ? null : new Exact(text);
}

/** part / whole * 100; null where there is no whole. */
export function percentOf(part: ExactValue, whole: ExactValue): ExactValue | null {
  return whole.eq(0) ? null : part.times(HUNDRED).div(whole);
}

/** Plain decimal text, rounded half up, without zeros at its end: "21.32", "100". */
export function rounded(value: ExactValue | null, decimals: number): string | null {
  return value === null ? null : value.round(decimals, Exact.roundHalfUp).toFixed();
}
