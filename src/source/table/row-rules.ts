import type { RowRule } from "../config/table.schema.js";
import { isBlank, textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import type { Header } from "./header.js";
import type { SheetRow } from "./sheet.js";

/** Whether one of a table's rules (`skip`, `until`) is true of a row. */
export function rowTest(rules: readonly RowRule[], header: Header, role: string): (row: SheetRow) => boolean {
  const tests = rules.map((rule) => testOf(rule, header, role));
  return (row) => tests.some((test) => test(row));
}

function testOf({ column, matches, blank }: RowRule, header: Header, role: string): (row: SheetRow) => boolean {
  const index = column === undefined ? null : header.find(column, role) - 1;
  return ({ labels }) => {
    const cells = index === null ? labels : [labels[index] ?? null];
    if (blank === true) return cells.every(isBlank);
    return cells.some((cell) => matches!.test(tidy(textOfCell(cell))));
  };
}
