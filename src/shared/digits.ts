const ZERO = 48;
const NINE = 57;

/** The number written in text[from..to), or -1 where that is empty or holds anything but ASCII digits. */
export function digitsAt(text: string, from: number, to: number): number {
  if (from >= to || to > text.length) return -1;
  let value = 0;
  for (let i = from; i < to; i++) {
    const char = text.charCodeAt(i);
    if (char < ZERO || char > NINE) return -1;
    value = value * 10 + char - ZERO;
  }
  return value;
}

export function pad2(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

export function pad4(value: number): string {
  return value > 999 ? `${value}` : `${value}`.padStart(4, "0");
}
