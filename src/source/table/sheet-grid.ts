import type { Range } from "@e965/xlsx";
import type { Cell } from "../mapping/cell.js";
import { isBlank } from "../mapping/cell.js";
import { SourceFault } from "../source-fault.js";
import type { SheetRow } from "./sheet.js";

/** A single cell far to the right makes its row long; so many places are far beyond any form. */
const MOST_PLACES = 10_000_000;
/** Merged cells beyond this are decoration. */
const MOST_MERGED = 1_000_000;

/** The cells of a sheet by row, from 0; rows without a cell are not there. */
export type SheetGrid = ReadonlyMap<number, readonly Cell[]>;

/**
 * @param rows the cells as the workbook's reader has them; blank rows and cells are holes
 * @throws SourceFault TOO_LARGE for a sheet that is wide and long beyond reason
 */
export function sheetGrid<Read>(
  rows: readonly (readonly Read[] | undefined)[],
  read: (cell: Read) => Cell,
  what: string,
): SheetGrid {
  const grid = new Map<number, readonly Cell[]>();
  let places = 0;
  // forEach passes holes over.
  rows.forEach((row, number) => {
    if (row === undefined) return;
    places += row.length;
    if (places > MOST_PLACES)
      throw new SourceFault("TOO_LARGE", `${what}: its cells lie too far apart to be a form`, false);
    grid.set(
      number,
      Array.from(row, (cell) => (cell === undefined ? null : read(cell))),
    );
  });
  return grid;
}

/** Rows that have a cell, with merged cells filled for their labels. */
export function sheetRows(grid: SheetGrid, merges: readonly Range[]): SheetRow[] {
  const labels = mergedLabels(grid, merges);
  return [...grid].flatMap(([row, cells]) =>
    cells.every(isBlank) ? [] : [{ number: row + 1, cells, labels: labels.get(row) ?? cells }],
  );
}

/** The rows of a sheet in which every cell of a merged block says what its first one says. */
function mergedLabels(grid: SheetGrid, merges: readonly Range[]): Map<number, Cell[]> {
  const labels = new Map<number, Cell[]>();
  let merged = 0;
  for (const { s: start, e: end } of merges) {
    const first = grid.get(start.r)?.[start.c] ?? null;
    if (first === null || first === "") continue;
    merged += (end.r - start.r + 1) * (end.c - start.c + 1);
    if (merged > MOST_MERGED) break;
    for (let row = start.r; row <= end.r; row++)
      if (grid.has(row)) fill(labelsOf(labels, grid, row), start.c, end.c, first);
  }
  return labels;
}

function labelsOf(labels: Map<number, Cell[]>, grid: SheetGrid, row: number): Cell[] {
  let own = labels.get(row);
  if (!own) labels.set(row, (own = [...grid.get(row)!]));
  return own;
}

function fill(row: Cell[], from: number, to: number, cell: Cell): void {
  while (row.length <= to) row.push(null);
  row.fill(cell, from, to + 1);
}
