import type { RecordFault } from "../source-record.js";
import type { Cell } from "./cell.js";
import { textOfCell } from "./cell.js";
import { encodingFault } from "./mojibake.js";
import { refusal, shown } from "./refusal.js";

/** Marks behind a text that lead to a footnote: (1), 1), [2], *, and raised figures. */
const FOOTNOTES = /(?:\s*(?:\((?:\d{1,2}|\*{1,3})\)|\[\d{1,2}\]|(?<=[\s\p{L}])\d\)|\*{1,3}|[¹²³⁴-⁹⁰]+))+$/u;

/** What a label says: in NFC, with single blanks. A fault when it can't be what its author wrote. */
export function readLabel(cell: Cell, field: string): string | RecordFault {
  const text = textOfCell(cell);
  if (typeof cell === "object" && cell !== null && "error" in cell)
    return refusal("RECORD_SHAPE", field, text, `${shown(text)} is no text`);
  const why = encodingFault(text);
  if (why !== null) return refusal("TEXT_ENCODING", field, text, `${shown(text)} can't be read: ${why}`);
  return tidy(text);
}

export function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\u200B\uFEFF]+/gu, " ")
    .trim();
}

/** Never all of a text: a lone (1) is what the cell says. */
export function withoutFootnote(text: string): string {
  return text.replace(FOOTNOTES, "").trimEnd() || text;
}
