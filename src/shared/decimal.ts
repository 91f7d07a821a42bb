const WRITTEN = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const MOST_INTEGER_DIGITS = 38;
const MOST_FRACTION_DIGITS = 20;

/**
 * Exact decimal text: sign, digits, optional fraction, no exponent; never through a float. Given fraction digits stay
 * ("1.50"), leading zeros and the sign of zero go. Exponents are read because JSON numbers come with them.
 * @returns null for anything else: NaN, Infinity, ".5", over 38 integer digits or 20 fraction digits
 */
export function parseDecimal(text: string): string | null {
  if (isPlainCanonical(text)) return text;
  const [, sign, whole = "", fraction = "", exponent = "0"] = WRITTEN.exec(text) ?? [];
  if (whole === "") return null;
  return canonical(sign === "-", whole + fraction, whole.length + Number(exponent));
}

/** Exact product of two texts that come from parseDecimal; null when it needs over 38 integer or 20 fraction digits. */
export function multiplyDecimal(a: string, b: string): string | null {
  const [left, right] = [unscaled(a), unscaled(b)];
  const digits = `${left.digits * right.digits}`;
  const negative = digits.startsWith("-");
  return trimmed(`${negative ? "-" : ""}${digits.slice(negative ? 1 : 0)}e-${left.scale + right.scale}`);
}

function unscaled(text: string): { readonly digits: bigint; readonly scale: number } {
  const point = text.indexOf(".");
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** Without zeros at the end of the fraction, which multiplying makes. */
function trimmed(written: string): string | null {
  const [, sign = "", digits = "", scale = ""] = /^(-?)(\d+)e-(\d+)$/.exec(written) ?? [];
  const zeros = Math.min(Number(scale), digits.length - digits.replace(/0+$/, "").length);
  const kept = zeros === 0 ? digits : digits.slice(0, -zeros) || "0";
  return parseDecimal(`${sign}${kept}e-${Number(scale) - zeros}`);
}

/** Exact; "1.5" and "1.50" are equal. Both must come from parseDecimal. */
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  const negative = a[0] === "-" && !isZero(a);
  if (negative !== (b[0] === "-" && !isZero(b))) return negative ? -1 : 1;
  return negative ? compareSizes(b.slice(1), a.slice(1)) : compareSizes(a, b);
}

/** The common case without a regular expression: up to 15 characters that are canonical already. */
function isPlainCanonical(text: string): boolean {
  const from = text.charCodeAt(0) === 45 ? 1 : 0;
  const first = text.charCodeAt(from);
  if (text.length > 15 || !(first >= 49 && first <= 57)) return false;
  let point = false;
  for (let i = from + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 46 && !point && i < text.length - 1) point = true;
    else if (!(char >= 48 && char <= 57)) return false;
  }
  return true;
}

/** `point` is where the decimal point stands in `digits`; it may lie outside them. */
function canonical(negative: boolean, digits: string, point: number): string | null {
  if (point < -MOST_FRACTION_DIGITS || point > digits.length + MOST_INTEGER_DIGITS) return null;
  const padded = "0".repeat(Math.max(0, -point)) + digits.padEnd(point, "0");
  const at = Math.max(0, point);
  const whole = padded.slice(0, at).replace(/^0+/, "") || "0";
  const fraction = padded.slice(at);
  if (whole.length > MOST_INTEGER_DIGITS || fraction.length > MOST_FRACTION_DIGITS) return null;
  const plain = fraction === "" ? whole : `${whole}.${fraction}`;
  return negative && !isZero(plain) ? `-${plain}` : plain;
}

function isZero(text: string): boolean {
  return !/[1-9]/.test(text);
}

function compareSizes(a: string, b: string): -1 | 0 | 1 {
  const [wholeA = "", fractionA = ""] = a.split(".");
  const [wholeB = "", fractionB = ""] = b.split(".");
  if (wholeA.length !== wholeB.length) return wholeA.length < wholeB.length ? -1 : 1;
  const left = wholeA + fractionA.padEnd(MOST_FRACTION_DIGITS, "0");
  const right = wholeB + fractionB.padEnd(MOST_FRACTION_DIGITS, "0");
  return left < right ? -1 : left > right ? 1 : 0;
}
