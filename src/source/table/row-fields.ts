import type { SourceConfig } from "../config/source.schema.js";
import type { Across, TableLayout } from "../config/table.schema.js";
import type { Cell } from "../mapping/cell.js";
import { textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import { NO_CELLS, type RecordCells } from "../mapping/record-mapper.js";
import { fill } from "../template.js";
import type { Values } from "../template.js";
import type { Surroundings } from "./free-text.js";
import type { Header } from "./header.js";
import { Sections } from "./sections.js";
import { columnLetters } from "./sheet.js";
import type { SheetRow } from "./sheet.js";

const LABELS = ["indicator", "area", "period", "month", "quarter", "comment", "status", "withdrawn", "unit"] as const;
const FIXED = ["indicator", "area", "period", "comment"] as const;
const FREE = [...FIXED, "month", "quarter"] as const;

/** One fact of a row: its cells, and the column of its value. */
export interface RowFact {
  readonly column: string;
  readonly cells: RecordCells;
}

interface ValueColumn {
  readonly column: number;
  /** What is the same for all values of the column. */
  readonly cells: Partial<RecordCells>;
  readonly breakdowns: readonly (readonly [string, Cell])[];
  readonly factors: readonly string[];
}

/** Takes the facts out of the rows of one table: one of each row, or one of each value column. */
export class RowFields {
  readonly #labels: readonly (readonly [role: (typeof LABELS)[number], column: number])[];
  readonly #breakdowns: readonly (readonly [dimension: string, column: number])[];
  readonly #values: readonly ValueColumn[];
  readonly #shared: Partial<RecordCells>;
  readonly #sharedBreakdowns: readonly (readonly [string, Cell])[];
  readonly #filled: ReadonlySet<number>;
  readonly #sections: Sections;
  readonly #above = new Map<number, Cell>();

  constructor(
    private readonly layout: TableLayout,
    private readonly header: Header,
    private readonly values: Values,
    { constants, surroundings }: { constants: SourceConfig["constants"]; surroundings: Surroundings },
  ) {
    const { columns, cells, unit, fillDown } = layout;
    const column = (name: string | undefined, role: string): number | null =>
      name === undefined ? null : header.findOptional(name, role);
    this.#labels = found(LABELS.map((role) => [role, column(columns[role], role)]));
    this.#breakdowns = found(
      Object.entries(columns.breakdowns).map(([dimension, name]) => [dimension, column(name, dimension)]),
    );
    const free = FREE.flatMap((role) =>
      cells[role] === undefined ? [] : [[role, surroundings.text(cells[role], role)] as const],
    );
    this.#shared = { ...this.#constants(constants), ...Object.fromEntries(free) };
    this.#sharedBreakdowns = Object.entries(constants.breakdowns).map(([dimension, text]) => [
      dimension,
      fill(text, values),
    ]);
    const factors = unit === undefined ? [] : [surroundings.factor(unit)];
    this.#values = this.#valueColumns(factors);
    this.#sections = new Sections(layout.sections, header);
    this.#filled = new Set(fillDown.map((name) => header.find(name, "fillDown")));
  }

  /** The facts of a row, from left to right. Rows come in order, since empty cells may mean the cell above. */
  facts(row: SheetRow): RowFact[] {
    if (this.#sections.take(row)) return [];
    const { told } = this.#sections;
    const above = Object.fromEntries([...told].filter(([gives]) => !isBreakdown(gives)));
    const aboveBreakdowns = [...told].flatMap(([gives, cell]) => dimensionOf(gives, cell));
    const label = (column: number): Cell => this.#label(row, column);
    const labels = Object.fromEntries(this.#labels.map(([role, column]) => [role, this.#part(role, label(column))]));
    const breakdowns = this.#breakdowns.map(([dimension, column]) => [dimension, label(column)] as const);
    return this.#values.map((value) => ({
      column: columnLetters(value.column),
      cells: {
        ...NO_CELLS,
        ...this.#shared,
        ...above,
        ...labels,
        ...value.cells,
        value: this.#part("value", row.cells?.[value.column - 1] ?? null),
        breakdowns: latest([...this.#sharedBreakdowns, ...aboveBreakdowns, ...breakdowns, ...value.breakdowns]),
        factors: value.factors,
      },
    }));
  }

  /** Only texts have parts; a text that does not match stays whole, and is refused if it means nothing. */
  #part(role: keyof RecordCells, cell: Cell): Cell {
    const pattern = (this.layout.parts as Readonly<Partial<Record<string, RegExp>>>)[role];
    return pattern === undefined || typeof cell !== "string" ? cell : partOf(cell, pattern);
  }

  #label({ labels }: SheetRow, column: number): Cell {
    const cell = labels[column - 1] ?? null;
    if (!this.#filled.has(column)) return cell;
    const empty = textOfCell(cell).trim() === "";
    if (!empty) this.#above.set(column, cell);
    return empty ? (this.#above.get(column) ?? null) : cell;
  }

  #valueColumns(factors: readonly string[]): ValueColumn[] {
    const { columns, across } = this.layout;
    if (columns.value !== undefined)
      return [{ column: this.header.find(columns.value, "value"), cells: {}, breakdowns: [], factors }];
    return across.flatMap((block) => {
      const numbers = block.columns.flatMap((reference) => this.header.range(reference, "across"));
      return numbers.map((column) => this.#valueColumn(column, block, factors));
    });
  }

  #valueColumn(column: number, block: Across, factors: readonly string[]): ValueColumn {
    const { headerGives, headerRow, breakdowns, multiplyBy } = block;
    const told = Object.entries(headerGives).map(([gives, { row = headerRow, matches }]) => {
      const cell = this.header.above(column, row);
      return [gives, matches === undefined || cell === null ? cell : partOf(textOfCell(cell), matches)] as const;
    });
    const given = Object.entries(breakdowns).map(([name, text]) => [name, fill(text, this.values)] as const);
    return {
      column,
      cells: {
        ...this.#constants(block),
        ...Object.fromEntries(told.filter(([gives]) => !isBreakdown(gives))),
        ...(block.status !== undefined && { usualStatus: block.status }),
      },
      breakdowns: [...given, ...told.flatMap(([gives, cell]) => dimensionOf(gives, cell))],
      factors: multiplyBy === undefined ? factors : [...factors, multiplyBy],
    };
  }

  #constants(given: Readonly<Partial<Record<(typeof FIXED)[number], string | undefined>>>): Partial<RecordCells> {
    const entries = FIXED.flatMap((role) =>
      given[role] === undefined ? [] : [[role, fill(given[role], this.values)] as const],
    );
    return Object.fromEntries(entries);
  }
}

const BREAKDOWN = "breakdown:";

function isBreakdown(gives: string): boolean {
  return gives.startsWith(BREAKDOWN);
}

function dimensionOf(gives: string, cell: Cell): (readonly [dimension: string, cell: Cell])[] {
  return isBreakdown(gives) ? [[gives.slice(BREAKDOWN.length), cell]] : [];
}

function partOf(text: string, pattern: RegExp): string {
  const match = pattern.exec(tidy(text));
  return match ? (match[1] ?? match[0]) : text;
}

function found<Name extends string>(columns: readonly [Name, number | null][]): [Name, number][] {
  return columns.filter((entry): entry is [Name, number] => entry[1] !== null);
}

/** Of two texts for one dimension the nearer one: that of the column before that of the row before that of all. */
function latest(breakdowns: readonly (readonly [string, Cell])[]): readonly (readonly [string, Cell])[] {
  return [...new Map(breakdowns)];
}
