import type { Range } from "@e965/xlsx";
import type { Cell } from "../mapping/cell.js";

/** Merged cells beyond this are decoration. */
const MOST_CELLS = 20_000;

/** The rows of a sheet in which every cell of a merged block says what its first one says. */
export function mergedLabels(grid: readonly (readonly Cell[])[], merges: readonly Range[]): Cell[][] {
  const labels = grid.map((row) => [...row]);
  for (const { s: start, e: last } of merges) {
    const first = grid[start.r]?.[start.c] ?? null;
    if (first === null || first === "") continue;
    const end = Math.min(last.r, grid.length - 1);
    if ((end - start.r + 1) * (last.c - start.c + 1) > MOST_CELLS) continue;
    for (let row = start.r; row <= end; row++)
      for (let column = start.c; column <= last.c; column++) labels[row]![column] = first;
  }
  // Filled cells may leave holes before them.
  return labels.map((row) => Array.from(row, (cell) => cell ?? null));
}
