import { spellingKey } from "../../shared/text.js";
import type { Cell } from "../mapping/cell.js";
import { isBlank, textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import { encodingFault } from "../mapping/mojibake.js";
import { SourceFault } from "../source-fault.js";
import { columnLetters, columnNumber } from "./sheet.js";

/** The columns of a table by what stands above them, in one row or in several. */
export class Header {
  /** Of each column, the texts above it from top to bottom; an empty cell is "". */
  readonly #texts: readonly (readonly string[])[];
  /** Columns that have a header. */
  readonly width: number;

  private readonly rows: readonly (readonly Cell[])[];

  constructor(
    rows: readonly (readonly Cell[])[],
    private readonly what: string,
    fill: "none" | "right" = "none",
  ) {
    this.rows = fill === "right" ? filledRight(rows) : rows;
    const widest = Math.max(0, ...rows.map((row) => row.length));
    const columns = Array.from({ length: widest }, (_, i) => this.rows.map((row) => tidy(textOfCell(row[i] ?? null))));
    this.width = columns.findLastIndex((texts) => texts.some((text) => text !== "")) + 1;
    this.#texts = columns.slice(0, this.width);
  }

  /** What the header row says above a column, both counted from 1; the lowest text where no row is named. */
  above(column: number, row: number | undefined): Cell {
    const cells = this.rows.map((each) => each[column - 1] ?? null);
    return (row === undefined ? cells.findLast((cell) => !isBlank(cell)) : cells[row - 1]) ?? null;
  }

  /** A column's name for people and for raw records; its letters where it has none. */
  nameOf(column: number): string {
    return fullName(this.#texts[column - 1] ?? []) || columnLetters(column);
  }

  /**
   * The number of the column that is meant, from 1: `$B`, or a text above it, or all texts above it joined by " / ".
   * @throws SourceFault COLUMNS_MISSING when there is none, or more than one
   */
  find(reference: string, role: string): number {
    const letters = /^\$([A-Z]{1,3})$/.exec(reference)?.[1];
    if (letters !== undefined) return columnNumber(letters);
    const wanted = keyOf(reference);
    const ways = [
      (texts: readonly string[]) => [fullName(texts)],
      (texts: readonly string[]) => [lowest(texts)],
      names,
    ];
    for (const way of ways) {
      const found = this.#texts.flatMap((texts, i) =>
        way(texts).some((text) => keyOf(text) === wanted) ? [i + 1] : [],
      );
      if (found.length === 1) return found[0]!;
      if (found.length > 1)
        throw this.#fault(
          `has ${found.length} columns ${quoted(reference)} (for ${role}): name one by $${columnLetters(found[0]!)}`,
        );
    }
    throw this.#fault(`has no column ${quoted(reference)} (for ${role})`);
  }

  /** The same, but a reference that ends with ? may name a column that is not there: null. */
  findOptional(reference: string, role: string): number | null {
    if (!reference.endsWith("?")) return this.find(reference, role);
    const wanted = reference.slice(0, -1);
    const isThere = this.#texts.some((texts) =>
      [fullName(texts), ...texts].some((text) => keyOf(text) === keyOf(wanted)),
    );
    return isThere ? this.find(wanted, role) : null;
  }

  /** Columns from one to another ("$C:$N"), or a single one. */
  range(reference: string, role: string): number[] {
    const [from = "", to] = /^(\$[A-Z]{1,3}):(\$[A-Z]{1,3})$/.exec(reference)?.slice(1) ?? [reference];
    const first = this.find(from, role);
    const last = to === undefined ? first : this.find(to, role);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  }

  #fault(problem: string): SourceFault {
    const all = this.#texts.map((texts) => fullName(texts)).filter((text) => text !== "");
    const garbled = all.map(encodingFault).find((why) => why !== null);
    if (garbled !== undefined)
      return new SourceFault("ENCODING", `${this.what} ${problem}: its header can't be read: ${garbled}`, false);
    const hint = all.length === 1 && /[;\t|]/.test(all[0]!) ? " (is the delimiter another one?)" : "";
    const has = all.slice(0, 40).map(quoted).join(", ");
    return new SourceFault("COLUMNS_MISSING", `${this.what} ${problem}: it has ${has || "none"}${hint}`, false);
  }
}

/** Above the last row, an empty cell belongs to the one left of it. */
function filledRight(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  const widest = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row, number) => {
    if (number === rows.length - 1) return row;
    let last: Cell = null;
    return Array.from({ length: widest }, (_, i) => {
      const cell = row[i] ?? null;
      if (!isBlank(cell)) last = cell;
      return last;
    });
  });
}

function names(texts: readonly string[]): readonly string[] {
  return texts;
}

function lowest(texts: readonly string[]): string {
  return texts.findLast((text) => text !== "") ?? "";
}

/** Merged cells say the same in several rows. */
function fullName(texts: readonly string[]): string {
  return texts.filter((text, i) => text !== "" && text !== texts[i - 1]).join(" / ");
}

function keyOf(text: string): string {
  return spellingKey(tidy(text)).toLowerCase();
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text);
}

/** A row that numbers the columns: A B 1 2 3 4=5+6. Its numbers run on from 1, which those of data hardly do. */
export function isColumnNumbers(cells: readonly Cell[]): boolean {
  const texts = cells.map((cell) => tidy(textOfCell(cell)).replace(/^\((.+)\)$/, "$1")).filter((text) => text !== "");
  const letters = texts.filter((text) => /^[A-Z]$/.test(text));
  const numbers = texts.slice(letters.length).map((text) => /^(\d{1,2})(?: ?=.+)?$/.exec(text)?.[1]);
  const letterRun = letters.every((letter, i) => texts[i] === letter && letter.charCodeAt(0) === 65 + i);
  const numberRun = numbers.every((number, i) => Number(number) === i + Number(numbers[0]));
  const first = Number(numbers[0] ?? 1);
  return letterRun && numberRun && (first === 1 || letters.length > 0 || first === 0) && texts.length >= 3;
}
