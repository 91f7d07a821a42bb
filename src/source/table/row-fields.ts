import type { SourceConfig } from "../config/source.schema.js";
import type { Across, TableLayout } from "../config/table.schema.js";
import type { Cell } from "../mapping/cell.js";
import { textOfCell } from "../mapping/cell.js";
import { NO_CELLS, type RecordCells } from "../mapping/record-mapper.js";
import { fill } from "../template.js";
import type { Values } from "../template.js";
import type { Surroundings } from "./free-text.js";
import type { Header } from "./header.js";
import { Sections } from "./sections.js";
import { columnLetters } from "./sheet.js";
import type { SheetRow } from "./sheet.js";

const LABELS = ["indicator", "area", "period", "month", "quarter", "comment", "status", "withdrawn"] as const;
const FIXED = ["indicator", "area", "period", "comment"] as const;

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
    const free = FIXED.flatMap((role) =>
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
    const above = Object.fromEntries([...told].filter(([gives]) => !gives.startsWith("breakdown:")));
    const aboveBreakdowns = [...told].flatMap(([gives, cell]) =>
      gives.startsWith("breakdown:") ? [[gives.slice("breakdown:".length), cell] as const] : [],
    );
    const label = (column: number): Cell => this.#label(row, column);
    const labels = Object.fromEntries(this.#labels.map(([role, column]) => [role, label(column)]));
    const breakdowns = this.#breakdowns.map(([dimension, column]) => [dimension, label(column)] as const);
    return this.#values.map((value) => ({
      column: columnLetters(value.column),
      cells: {
        ...NO_CELLS,
        ...this.#shared,
        ...above,
        ...labels,
        ...value.cells,
        value: row.cells?.[value.column - 1] ?? null,
        breakdowns: latest([...this.#sharedBreakdowns, ...aboveBreakdowns, ...breakdowns, ...value.breakdowns]),
        factors: value.factors,
      },
    }));
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
    const told = headerGives === undefined ? null : this.header.above(column, headerRow);
    const dimension = /^breakdown:(.+)$/.exec(headerGives ?? "")?.[1];
    const given = Object.entries(breakdowns).map(([name, text]) => [name, fill(text, this.values)] as const);
    return {
      column,
      cells: {
        ...this.#constants(block),
        ...(headerGives !== undefined && dimension === undefined && { [headerGives]: told }),
        ...(block.status !== undefined && { usualStatus: block.status }),
      },
      breakdowns: dimension === undefined ? given : [...given, [dimension, told]],
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

function found<Name extends string>(columns: readonly [Name, number | null][]): [Name, number][] {
  return columns.filter((entry): entry is [Name, number] => entry[1] !== null);
}

/** Of two texts for one dimension the nearer one: that of the column before that of the row before that of all. */
function latest(breakdowns: readonly (readonly [string, Cell])[]): readonly (readonly [string, Cell])[] {
  return [...new Map(breakdowns)];
}
