import type { LocalDate } from "../../shared/local-date.js";
import { exactText } from "../json/exact-number.js";

/** What stands in one place of a record: a text, which needs a profile to be read, or something that has a type already. */
export type Cell = string | NumberCell | DateCell | ErrorCell | null;

/** A number that the format itself knows as one; exact text with a point. */
export interface NumberCell {
  readonly number: string;
}

export interface DateCell {
  readonly date: LocalDate;
}

/** What can't be read at all: #REF! of a workbook, an object where a value should be. */
export interface ErrorCell {
  readonly error: string;
}

/** The cell as people would write it. */
export function textOfCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if ("number" in cell) return cell.number;
  return "date" in cell ? cell.date : cell.error;
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

/** How systems say yes. */
export function isTrue(cell: Cell): boolean {
  return /^(?:true|1|yes|y|x)$/i.test(textOfCell(cell).trim());
}

/** A value as JSON has it; expressions may have computed it. */
export function cellOfJson(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return { number: numberText(value) };
  if (typeof value === "boolean") return `${value}`;
  const exact = exactText(value);
  return exact === null ? { error: JSON.stringify(value) ?? "?" } : { number: exact };
}

/** Numbers that were sent have at most 15 digits here (exact-json.ts); longer ones were computed, with a double's dust. */
function numberText(value: number): string {
  const text = `${value}`;
  return text.length <= 15 ? text : `${Number(value.toPrecision(15))}`;
}
