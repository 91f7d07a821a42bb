import { utils, write } from "@e965/xlsx";
import type { BookType, CellObject, WorkSheet } from "@e965/xlsx";

export interface WrittenSheet {
  readonly name: string;
  /** Rows of texts, numbers, cells with a format of their own, or null. */
  readonly rows: readonly (readonly (string | number | null | CellObject)[])[];
  /** Merged blocks, such as "C5:D5". */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

/** A workbook as an agency's Excel writes it: "xlsx", or "biff8" for the .xls of Excel 97 and "biff5" for that of Excel 95. */
export function workbook(sheets: readonly WrittenSheet[], bookType: BookType = "xlsx"): Buffer {
  const book = utils.book_new();
  for (const { name, rows, merges = [] } of sheets) {
    const sheet: WorkSheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
    sheet["!merges"] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { Sheets: sheets.map(({ name, hidden = false }) => ({ name, Hidden: hidden ? 1 : 0 })) };
  return write(book, { type: "buffer", bookType, compression: true }) as Buffer;
}
