/** Pseudo-random numbers that are the same on each machine: integer arithmetic, no clock, no Math.random. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Evenly between the two. */
  between(low: number, high: number): number;
  /** Bell-shaped around 0 with deviation 1, never beyond ±3. A sum, because Math.log and Math.cos differ between machines. */
  bell(): number;
}

/** A stream of its own for each text, such as the key of a series. */
export function randomOf(text: string): Random {
  let state = hashOf(text);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0; // mulberry32
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    bell: () => (next() + next() + next() - 1.5) * 2,
  };
}

/** FNV-1a over UTF-16 units, with a last mix so that keys which differ in one digit start far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
