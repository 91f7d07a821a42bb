/**
 * Divides a whole into integer parts that add up to it exactly, by the method of the largest remainder; of equal
 * remainders the earlier part wins.
 * @param weights none negative, at least one above zero
 */
export function split(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = weights.map((weight) => (whole * weight) / sum);
  const parts = shares.map(Math.floor);
  const left = whole - parts.reduce((a, b) => a + b, 0);
  const byRemainder = shares
    .map((share, i) => ({ i, rest: share - parts[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) parts[i]! += 1;
  return parts;
}

/** An integer of so many decimals as exact text: 12345 with two is "123.45". */
export function scaledText(value: number, decimals: number): string {
  if (decimals === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  const sign = value < 0 ? "-" : "";
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
