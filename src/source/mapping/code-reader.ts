import { remembered } from "../../shared/remembered.js";
import { codeKey } from "../config/code-lists.js";
import type { CodeList, SourceConfig } from "../config/source.schema.js";
import type { RecordFault, RecordRule } from "../source-record.js";
import type { Cell } from "./cell.js";
import { isBlank, textOfCell } from "./cell.js";
import { readLabel, withoutFootnote } from "./label.js";
import { refusal, shown } from "./refusal.js";

type Read = SourceConfig["read"];
type Kind = Read["floatCodes"][number];

/** The record is none of ours: its code list says so. */
export const SKIP = Symbol("skip");

export interface CodeRules {
  readonly kind: Kind;
  readonly field: string;
  readonly list: CodeList | null;
  readonly unknown: Extract<RecordRule, `UNKNOWN_${string}`>;
}

/** Cells of one kind to our codes: white space, Unicode form, declared repairs, then the list. Null for an empty cell. */
export function codeReader(rules: CodeRules, read: Read): (cell: Cell) => string | null | typeof SKIP | RecordFault {
  const repair = repairer(rules.kind, read);
  const ofCell = (cell: Cell): string | null | typeof SKIP | RecordFault => {
    if (isBlank(cell) && !rules.list?.map.has("")) return null;
    const label = readLabel(cell, rules.field);
    return typeof label === "string" ? translate(repair(label), textOfCell(cell), rules) : label;
  };
  // Codes repeat all over a delivery.
  const ofText = remembered(ofCell);
  return (cell) => (typeof cell === "string" ? ofText(cell) : ofCell(cell));
}

function translate(
  code: string,
  written: string,
  { list, field, unknown }: CodeRules,
): string | typeof SKIP | RecordFault {
  if (list === null) return code;
  const ours = list.map.get(codeKey(code));
  if (ours !== undefined) return ours;
  if (list.others === "keep") return code;
  if (list.others === "skip") return SKIP;
  return refusal(unknown, field, written, `${shown(written)} is not in the source's list of codes`);
}

/** What a spreadsheet does to codes: 26506 becomes 26506.0, and 01 becomes 1. */
function repairer(kind: Kind, { floatCodes, codeWidths, footnotes }: Read): (code: string) => string {
  const floats = floatCodes.includes(kind);
  const width = codeWidths[kind] ?? 0;
  return (code) => {
    const bare = footnotes === "strip" ? withoutFootnote(code) : code;
    const whole = floats && /^\d+[.,]0+$/.test(bare) ? bare.slice(0, bare.search(/[.,]/)) : bare;
    return /^\d+$/.test(whole) ? whole.padStart(width, "0") : whole;
  };
}
