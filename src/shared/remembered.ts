import { BoundedCache } from "./bounded-cache.js";

const REMEMBERED = 20_000;

/** Cells repeat all over a file; what they mean is worked out once. */
export function remembered<Result>(read: (cell: string) => Result): (cell: string) => Result {
  const results = new BoundedCache<{ readonly result: Result }>(REMEMBERED);
  return (cell) => {
    const known = results.get(cell);
    if (known) return known.result;
    const own = owned(cell);
    const result = read(own);
    results.set(own, { result });
    return result;
  };
}

/** A copy: a piece of a larger text would keep all of it in memory for as long as it is remembered. */
export function owned(text: string): string {
  return Buffer.from(text).toString();
}
