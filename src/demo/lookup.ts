import { AppError } from "../shared/errors.js";

/** Numbers rows from 1 in the order of their file. */
export function numbered<Row extends object>(rows: readonly Row[]): (Row & { readonly id: number })[] {
  return rows.map((row, i) => ({ ...row, id: i + 1 }));
}

/**
 * Finds a file's rows by a key.
 * @returns a function that throws AppError INTERNAL for a key that the file does not have
 */
export function finder<Row>(file: string, rows: readonly Row[], key: (row: Row) => string): (wanted: string) => Row {
  const byKey = new Map(rows.map((row) => [key(row), row]));
  if (byKey.size < rows.length) throw new AppError("INTERNAL", `demo/${file}.csv has one key twice`);
  return (wanted) => {
    const row = byKey.get(wanted);
    if (row === undefined) throw new AppError("INTERNAL", `demo/${file}.csv has no ${JSON.stringify(wanted)}`);
    return row;
  };
}

/** An empty cell is null in the database. */
export function orNull(cell: string): string | null {
  return cell === "" ? null : cell;
}
