import { remembered } from "../shared/remembered.js";
import { spellingKey } from "../shared/text.js";
import type { Coded, ImportSpec } from "./import.spec.js";

/** Raw cells of one kind to codes: white space, Unicode form, declared repairs, then the map. */
export type CodeReader = (cell: string) => string;

/** @param codes the file's spellings and what they stand for; Hoà Bình and Hòa Bình are one spelling */
export function codeReader(kind: Coded, codes: Readonly<Record<string, string>>, spec: ImportSpec): CodeReader {
  const known = new Map(Object.entries(codes).map(([from, to]) => [spellingKey(from.trim()), to]));
  const repair = repairer(spec.floatCodes.includes(kind), spec.codeWidths[kind] ?? 0);
  return remembered((cell) => {
    const repaired = repair(cell.normalize("NFC").trim());
    return (known.size > 0 ? known.get(spellingKey(repaired)) : undefined) ?? repaired;
  });
}

/** What a spreadsheet does to codes: 26506 becomes 26506.0, and 01 becomes 1. */
function repairer(floats: boolean, width: number): (code: string) => string {
  return (code) => {
    const whole = floats && /^\d+\.0+$/.test(code) ? code.slice(0, code.indexOf(".")) : code;
    return /^\d+$/.test(whole) ? whole.padStart(width, "0") : whole;
  };
}
