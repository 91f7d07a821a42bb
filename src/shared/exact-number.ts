/**
 * Exact arithmetic on decimals: digits / 10^scale. Sums, differences and products are exact and keep their scale, as
 * Postgres' numeric does ("1.50" + "2.5" is "4.00"). Only a quotient or a root may have to be rounded, and that happens once,
 * at the end, in the one way that `quotient` says.
 */
export interface ExactNumber {
  readonly digits: bigint;
  readonly scale: number;
}

export const ZERO: ExactNumber = { digits: 0n, scale: 0 };
export const HUNDRED: ExactNumber = { digits: 100n, scale: 0 };

/** Digits that a rounded result keeps. */
const SIGNIFICANT = 20;

const POWERS: bigint[] = [1n];

function power(exponent: number): bigint {
  for (let i = POWERS.length; i <= exponent; i++) POWERS.push(POWERS[i - 1]! * 10n);
  return POWERS[exponent]!;
}

/** A number as it was written. Most are only passed on: the digits are read when somebody computes with them. */
class WrittenNumber implements ExactNumber {
  #digits: bigint | undefined;

  constructor(
    readonly text: string,
    private readonly point: number,
  ) {}

  get scale(): number {
    return this.point < 0 ? 0 : this.text.length - this.point - 1;
  }

  get digits(): bigint {
    return (this.#digits ??= BigInt(this.text.replace(".", "")));
  }
}

/** Reads a text that parseDecimal or Postgres wrote. */
export function exactNumber(text: string): ExactNumber {
  return new WrittenNumber(text, text.indexOf("."));
}

export function wholeNumber(value: number | bigint): ExactNumber {
  return { digits: BigInt(value), scale: 0 };
}

export function exactText(number: ExactNumber): string {
  if (number instanceof WrittenNumber) return number.text;
  const { digits, scale } = number;
  if (scale === 0) return digits.toString();
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

export function plus(a: ExactNumber, b: ExactNumber): ExactNumber {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

export function minus(a: ExactNumber, b: ExactNumber): ExactNumber {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) - atScale(b, scale), scale };
}

export function times(a: ExactNumber, b: ExactNumber): ExactNumber {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function absolute({ digits, scale }: ExactNumber): ExactNumber {
  return { digits: digits < 0n ? -digits : digits, scale };
}

/** Negative, zero or positive as a is less than, equal to or more than b; "1.5" and "1.50" are equal. */
export function compare(a: ExactNumber, b: ExactNumber): number {
  const { digits } = minus(a, b);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** The digits of a number when it is written with that many decimals; the scale must not be smaller than its own. */
export function atScale({ digits, scale }: ExactNumber, wanted: number): bigint {
  return wanted === scale ? digits : digits * power(wanted - scale);
}

/**
 * a / b, rounded half to even to 20 significant digits, but never within its whole part; without trailing zeros.
 * So 1/4 is 0.25, 2/3 is 0.66666666666666666667. `b` must not be zero.
 */
export function quotient(a: ExactNumber, b: ExactNumber): ExactNumber {
  const negative = a.digits < 0n !== b.digits < 0n;
  const top = size(a.digits) * power(b.scale);
  const bottom = size(b.digits) * power(a.scale);
  const scale = decimalsOf(top, bottom);
  const digits = roundHalfEven(top * power(scale), bottom);
  return trimmed({ digits: negative ? -digits : digits, scale });
}

/** The same number without zeros at the end of its decimals. */
export function trimmed({ digits, scale }: ExactNumber): ExactNumber {
  let [left, decimals] = [digits, scale];
  while (decimals > 0 && left % 10n === 0n) {
    left /= 10n;
    decimals--;
  }
  return { digits: left, scale: decimals };
}

function size(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}

/** How many decimals leave 20 significant digits. */
function decimalsOf(top: bigint, bottom: bigint): number {
  if (top === 0n) return 0;
  const whole = top / bottom;
  if (whole > 0n) return Math.max(0, SIGNIFICANT - whole.toString().length);
  let zeros = bottom.toString().length - top.toString().length - 1;
  zeros = Math.max(0, zeros);
  while (top * power(zeros + 1) < bottom) zeros++;
  return SIGNIFICANT + zeros;
}

function roundHalfEven(top: bigint, bottom: bigint): bigint {
  const whole = top / bottom;
  const rest = (top - whole * bottom) * 2n;
  if (rest < bottom || (rest === bottom && whole % 2n === 0n)) return whole;
  return whole + 1n;
}
