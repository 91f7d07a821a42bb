import { BoundedCache } from "./bounded-cache.js";

const REMEMBERED = 20_000;

/** Cells repeat all over a file; what they mean is worked out once. */
export function remembered<Result>(read: (cell: string) => Result): (cell: string) => Result {
  const results = new BoundedCache<{ readonly cell: string; readonly result: Result }>(REMEMBERED);
  // Rows of one series follow each other, and comparing two short texts is cheaper than looking one up.
  let last: { readonly cell: string; readonly result: Result } | undefined;
  return (cell) => {
    if (last !== undefined && last.cell === cell) return last.result;
    last = results.get(cell);
    if (last !== undefined) return last.result;
    const own = owned(cell);
    last = { cell: own, result: read(own) };
    results.set(own, last);
    return last.result;
  };
}

/** A copy: a piece of a larger text would keep all of it in memory for as long as it is remembered. */
export function owned(text: string): string {
  return Buffer.from(text).toString();
}
