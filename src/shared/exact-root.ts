import type { ExactNumber } from "./exact-number.js";
import { trimmed, ZERO } from "./exact-number.js";

const SIGNIFICANT = 20;

/** The square root of a / b, rounded like a quotient; both must not be negative, and `b` not zero. */
export function rootOfQuotient(a: ExactNumber, b: ExactNumber): ExactNumber {
  if (a.digits === 0n) return ZERO;
  const top = a.digits * tenTo(b.scale);
  const bottom = b.digits * tenTo(a.scale);
  const root = squareRoot(top / bottom);
  const scale = root > 0n ? Math.max(0, SIGNIFICANT - root.toString().length) : SIGNIFICANT + leadingZeros(top, bottom);
  const shifted = top * tenTo(2 * scale);
  const low = squareRoot(shifted / bottom);
  // Half a step more, squared: no root of a fraction lies exactly there unless it is rational, and then the tie goes to even.
  const tie = (2n * low + 1n) ** 2n * bottom;
  const above = 4n * shifted;
  const up = above > tie || (above === tie && low % 2n === 1n);
  return trimmed({ digits: up ? low + 1n : low, scale });
}

/** Zeros behind the point of the root of a fraction below one. */
function leadingZeros(top: bigint, bottom: bigint): number {
  let zeros = 0;
  while (top * tenTo(2 * (zeros + 1)) < bottom) zeros++;
  return zeros;
}

/** Newton's method: the largest integer whose square is not more. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << (BigInt(value.toString(2).length + 1) / 2n);
  for (;;) {
    const next = (guess + value / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function tenTo(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
