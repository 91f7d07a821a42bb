import type { Cell } from "../mapping/cell.js";

/** One row of a table as its file has it. */
export interface SheetRow {
  /** Number of the row on its sheet, or of the line in its file, from 1. */
  readonly number: number;
  /** Null where the row can't be read. */
  readonly cells: readonly Cell[] | null;
  /** The same with merged cells filled, for headers and labels; values are never copied. */
  readonly labels: readonly Cell[];
}

/** A sheet of a workbook, or a CSV file. */
export interface Sheet {
  /** Null for CSV. */
  readonly name: string | null;
  /** Name of the file, where it has one. */
  readonly file: string | null;
  /** The last line has no end: where it is short, the file broke off. */
  readonly endsOpen?: boolean;
  /** How people find a row: "row 12" of a sheet, "line 12" of a file. */
  readonly rowWord: "row" | "line";
  /** Rows in order, some at a time; rows without a cell are none. */
  readonly rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;
  /** A cell by row and column from 1, when the sheet is in memory as a whole; undefined: look into what was read. */
  readonly at?: (row: number, column: number) => Cell;
}

/** 1 for A, 27 for AA. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

export function columnLetters(number: number): string {
  const rest = Math.floor((number - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : "") + String.fromCharCode(65 + ((number - 1) % 26));
}

/** Row and column of a cell such as B4. */
export function cellPlace(cell: string): { readonly row: number; readonly column: number } {
  const [, letters = "", row = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return { row: Number(row), column: columnNumber(letters) };
}
