import type { RowRule } from "../config/table.schema.js";
import type { Cell } from "../mapping/cell.js";
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
  return ({ cells, labels }) => {
    const of = (row: readonly Cell[]): readonly Cell[] => (index === null ? row : [row[index] ?? null]);
    // A merged cell is blank below its first row.
    if (blank === true) return of(cells ?? []).every(isBlank);
    return of(labels).some((cell) => matches!.test(tidy(textOfCell(cell))));
  };
}
