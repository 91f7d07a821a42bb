/** Fractions, as at school: the reference for exact decimals shares no code with what it tests. */
export interface Fraction {
  readonly n: bigint;
  /** More than zero. */
  readonly d: bigint;
}

export function fraction(n: bigint | number, d: bigint | number = 1): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  const common = commonDivisor(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n);
  return { n: top / common, d: bottom / common };
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}

export function fromText(text: string): Fraction {
  const [whole = "", decimals = ""] = text.split(".");
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

export const add = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction) => fraction(a.n * b.n, a.d * b.d);
export const divide = (a: Fraction, b: Fraction) => fraction(a.n * b.d, a.d * b.n);
export const magnitude = (a: Fraction) => fraction(a.n < 0n ? -a.n : a.n, a.d);
export const isLess = (a: Fraction, b: Fraction) => a.n * b.d < b.n * a.d;
export const total = (all: readonly Fraction[]) => all.reduce(add, fraction(0));

/** Rounded half to even to 20 significant digits, without trailing zeros. */
export function written(value: Fraction): string {
  const size = magnitude(value);
  if (size.n === 0n) return "0";
  let decimals = 0n;
  while (size.n * 10n ** decimals < size.d * 10n ** 19n) decimals++;
  const digits = halfEven(size.n * 10n ** decimals, size.d)
    .toString()
    .padStart(Number(decimals) + 1, "0");
  const point = digits.length - Number(decimals);
  return plain(`${value.n < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** All digits of a fraction that has an end as a decimal. */
export function writtenInFull({ n, d }: Fraction): string {
  let decimals = 0n;
  while (10n ** decimals % d !== 0n) decimals++;
  const digits = ((n < 0n ? -n : n) * (10n ** decimals / d)).toString().padStart(Number(decimals) + 1, "0");
  const point = digits.length - Number(decimals);
  return plain(`${n < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** The square root, rounded in the same way. */
export function writtenRoot(value: Fraction): string {
  if (value.n === 0n) return "0";
  let decimals = 0n;
  while (value.n * 100n ** decimals < value.d * 100n ** 19n) decimals++;
  // Bisection over whole numbers of the last digit, in half steps.
  let [low, high] = [0n, 10n ** 21n * (value.n / value.d + 1n)];
  const isAtMost = (halves: bigint) => halves * halves * value.d <= 4n * value.n * 100n ** decimals;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isAtMost(2n * middle)) low = middle;
    else high = middle;
  }
  const up = isAtMost(2n * low + 1n);
  const digits = (up ? low + 1n : low).toString().padStart(Number(decimals) + 1, "0");
  const point = digits.length - Number(decimals);
  return plain(`${digits.slice(0, point)}.${digits.slice(point)}`);
}

/** A decimal without trailing zeros. */
export function plain(text: string): string {
  const short = text.includes(".") ? text.replace(/\.?0*$/, "") : text;
  return short === "-0" ? "0" : short;
}

function halfEven(top: bigint, bottom: bigint): bigint {
  const down = top / bottom;
  const rest = top - down * bottom;
  if (2n * rest === bottom) return down % 2n === 0n ? down : down + 1n;
  return 2n * rest > bottom ? down + 1n : down;
}
