import type { SourceConfig, SourceOfKind } from "../config/source.schema.js";
import { isBlank, textOfCell } from "../mapping/cell.js";
import { tidy } from "../mapping/label.js";
import type { RecordMapper } from "../mapping/record-mapper.js";
import { refusal } from "../mapping/refusal.js";
import { SourceFault } from "../source-fault.js";
import type { RecordFault, SourceRecord } from "../source-record.js";
import type { Values } from "../template.js";
import { Surroundings } from "./free-text.js";
import { Header, isColumnNumbers } from "./header.js";
import { RowFields } from "./row-fields.js";
import type { RowFact } from "./row-fields.js";
import { rowTest } from "./row-rules.js";
import { columnNumber } from "./sheet.js";
import type { Sheet, SheetRow } from "./sheet.js";

export type TableSource = SourceOfKind<"csv" | "excel">;

/** A header that has not come after so many rows does not come. */
const MOST_ROWS_ABOVE = 2_000;

/** A table once its header is known. */
interface Bound {
  readonly header: Header;
  readonly fields: RowFields;
  skips(row: SheetRow): boolean;
  ends(row: SheetRow): boolean;
}

/** Reads the rows of one sheet in order: title, header, column numbers, data, and what follows it. */
export class TableReader {
  readonly #above: SheetRow[] = [];
  readonly #heading: SheetRow[] = [];
  #bound: Bound | null = null;
  #ended = false;
  #first = true;
  #last: SheetRow | null = null;

  constructor(
    private readonly source: TableSource,
    private readonly sheet: Sheet,
    private readonly values: Values,
    private readonly mapper: RecordMapper,
    private readonly what: string,
  ) {
    if (source.table.header === "none") this.#bound = this.#bind();
  }

  /** The records of some rows, which must come in order. */
  *read(rows: readonly SheetRow[]): Generator<SourceRecord> {
    for (const row of rows) {
      if (this.#ended) return;
      this.#last = row;
      if (this.#bound === null) this.#seekHeader(row);
      else yield* this.#records(row, this.#bound);
    }
  }

  /** @throws SourceFault when the sheet had no table, or broke off */
  end(): void {
    this.#refuseBrokenOff();
    if (this.#bound === null && this.#heading.length > 0) this.#bound = this.#bind();
    if (this.#bound !== null) return;
    const { header } = this.source.table;
    const find = header === "none" ? undefined : header.find;
    const why = find === undefined ? "it is empty" : `no cell matches ${find.source} (table.header.find)`;
    throw new SourceFault(
      find === undefined ? "BROKEN_TABLE" : "FORM_CHANGED",
      `${this.what} has no table: ${why}`,
      false,
    );
  }

  /** A file that was cut in a line lacks all that should follow it. */
  #refuseBrokenOff(): void {
    const { cells, number } = this.#last ?? { cells: null, number: 0 };
    const width = this.#bound?.header.width ?? 0;
    if (this.sheet.endsOpen !== true || this.#ended || cells === null || cells.length >= width) return;
    const why = `breaks off on line ${number}: it has ${cells.length} cells of ${width}`;
    throw new SourceFault("BROKEN_TABLE", `${this.what} ${why}`, true);
  }

  #seekHeader(row: SheetRow): void {
    const { header } = this.source.table;
    if (header === "none") return;
    if (this.#heading.length === 0 && !isHeader(row, header)) {
      this.#above.push(row);
      if (this.#above.length > MOST_ROWS_ABOVE) this.end();
      return;
    }
    const last = (this.#heading[0]?.number ?? row.number) + header.rows - 1;
    if (row.number <= last) this.#heading.push(row);
    if (row.number >= last) this.#bound = this.#bind();
    // A blank header row was none, so this one is data already.
    if (row.number > last) this.#first = false;
  }

  #bind(): Bound {
    const { table, constants } = this.source;
    const surroundings = new Surroundings(this.sheet, [...this.#above, ...this.#heading], this.what);
    surroundings.expect(table.expect);
    const header = new Header(
      this.#heading.map(({ labels }) => labels),
      this.what,
      table.header === "none" ? "none" : table.header.fill,
    );
    return {
      header,
      fields: new RowFields(table, header, this.values, { constants, surroundings }),
      skips: rowTest(table.skip, header, "skip"),
      ends: rowTest(table.until, header, "until"),
    };
  }

  *#records(row: SheetRow, { header, fields, skips, ends }: Bound): Generator<SourceRecord> {
    const first = this.#first;
    this.#first = false;
    const numbers = this.source.table.columnNumbers ?? (this.source.kind === "excel" ? "skip" : "read");
    if (first && numbers === "skip" && isColumnNumbers(row.cells ?? [])) return;
    if (row.cells !== null && row.labels.every(isBlank)) return;
    if (ends(row)) {
      this.#ended = true;
      return;
    }
    if (skips(row)) return;
    const raw = rawRow(row, header);
    const fault = shapeFault(row, this.source.kind === "csv" ? header.width : 0);
    for (const fact of fields.facts(row)) {
      const why = fault ?? (this.source.kind === "csv" ? cutFault(row, fact, this.source.read.empty) : undefined);
      const record = this.mapper.map(this.#place(row, fact), raw, why ? { ...fact.cells, fault: why } : fact.cells);
      if (record) yield record;
    }
  }

  #place({ number }: SheetRow, { column }: RowFact): string {
    const { file, name, rowWord } = this.sheet;
    const parts = [file, name === null ? null : `sheet ${name}`, `${rowWord} ${number}`];
    const wide = this.source.table.across.length > 0 ? [`column ${column}`] : [];
    return [...parts.filter((part) => part !== null), ...wide].join(", ");
  }
}

type HeaderPlace = Exclude<
  SourceConfig extends infer S ? (S extends TableSource ? S["table"]["header"] : never) : never,
  "none"
>;

function isHeader({ number, cells, labels }: SheetRow, { row, find }: HeaderPlace): boolean {
  if (cells === null) return false;
  if (find !== undefined) return labels.some((cell) => find.test(tidy(textOfCell(cell))));
  return row === undefined ? !labels.every(isBlank) : number >= row;
}

function rawRow({ cells, number }: SheetRow, header: Header): Readonly<Record<string, string>> {
  const raw: Record<string, string> = {};
  for (const [i, cell] of (cells ?? []).entries()) {
    const text = textOfCell(cell);
    if (text === "" && i >= header.width) continue;
    const name = header.nameOf(i + 1);
    raw[Object.hasOwn(raw, name) ? `${name} (${i + 1})` : name] = text;
  }
  return cells === null ? { line: `${number}` } : raw;
}

/**
 * Cells beyond the header of a CSV file belong to nothing: a separator inside a text that was not quoted moved them. Beside
 * the table of a form somebody may have written a note.
 * @param width 0: any
 */
function shapeFault({ cells }: SheetRow, width: number): RecordFault | undefined {
  if (cells === null) return refusal("RECORD_SHAPE", "record", "", "a quote stands in the middle of a bare field");
  const beyond = width === 0 ? undefined : cells.slice(width).find((cell) => !isBlank(cell));
  if (beyond === undefined) return undefined;
  const text = textOfCell(beyond);
  return refusal("RECORD_SHAPE", "record", text, `the row has more cells than the header's ${width}`);
}

/** A row that ends before its value says nothing of it, which is not the same as an empty value. */
function cutFault({ cells }: SheetRow, { column }: RowFact, empty: string): RecordFault | undefined {
  if (cells === null || empty === "skip" || cells.length >= columnNumber(column)) return undefined;
  return refusal("RECORD_SHAPE", "record", "", `the row ends after ${cells.length} cells, before its value`);
}
