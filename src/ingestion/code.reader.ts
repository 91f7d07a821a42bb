import { BoundedCache } from "../shared/bounded-cache.js";
import { spellingKey } from "../shared/text.js";
import type { Coded, ImportSpec } from "./import.spec.js";

/** Raw cells of one kind to codes: white space, Unicode form, declared repairs, then the map. */
export type CodeReader = (cell: string) => string;

const REMEMBERED = 20_000;

/** @param codes the file's spellings and what they stand for; Hoà Bình and Hòa Bình are one spelling */
export function codeReader(kind: Coded, codes: Readonly<Record<string, string>>, spec: ImportSpec): CodeReader {
  const known = new Map(Object.entries(codes).map(([from, to]) => [spellingKey(from.trim()), to]));
  const repair = repairer(spec.floatCodes.includes(kind), spec.codeWidths[kind] ?? 0);
  return remembered((cell) => {
    const repaired = repair(cell.normalize("NFC").trim());
    return (known.size > 0 ? known.get(spellingKey(repaired)) : undefined) ?? repaired;
  });
}

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

/** What a spreadsheet does to codes: 26506 becomes 26506.0, and 01 becomes 1. */
function repairer(floats: boolean, width: number): (code: string) => string {
  return (code) => {
    const whole = floats && /^\d+\.0+$/.test(code) ? code.slice(0, code.indexOf(".")) : code;
    return /^\d+$/.test(whole) ? whole.padStart(width, "0") : whole;
  };
}
