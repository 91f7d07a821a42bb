import { CopyLines } from "../publication/copy-lines.js";
import type { CsvRecord } from "../source/table/csv-record.js";
import type { BlockBuilder } from "./blocks/block-builder.js";
import { fault } from "./fault.js";
import type { Fault } from "./fault.js";
import { jsonText } from "./json-text.js";
import type { MappedRow, RowKey, RowMapper } from "./row.mapper.js";

export const ROW_COLUMNS = ["line", "series_ref", "period_start", "period_end", "value", "status", "comment", "fault"];

/** Lines are sent in pieces of about this size: each one costs a call of the system. */
const FEWEST_BYTES = 64_000;

/** Records of a file to lines for the staging table, and counts them on the way. */
export class StagingWriter {
  received = 0;
  rejected = 0;
  readonly #lines = new CopyLines();

  /** @param blocks takes the rows that the next file may repeat */
  constructor(
    private readonly mapper: RowMapper,
    private readonly blocks: BlockBuilder,
  ) {}

  async *lines(batches: AsyncIterable<readonly CsvRecord[]>): AsyncGenerator<Buffer> {
    for await (const records of batches) {
      for (const record of records) if (record.cells === null || !isBlank(record.cells)) this.#write(record);
      if (this.#lines.size >= FEWEST_BYTES) yield this.#lines.take();
    }
    yield this.#lines.take();
  }

  #write({ line, cells, text }: CsvRecord): void {
    this.received++;
    const row = cells === null ? strayQuote() : this.mapper.map(cells);
    if ("rule" in row) {
      this.rejected++;
      return writeFault(this.#lines, line, row);
    }
    this.blocks.add(line, text, row.series.ref, row.start);
    writeRow(this.#lines, line, row);
  }
}

export function writeRow(lines: CopyLines, line: number, row: MappedRow): void {
  writePlace(lines.integer(line), row);
  if (row.value === null) lines.missing();
  else lines.ascii(row.value);
  lines.ascii(row.status).text(row.comment).missing().endLine();
}

/** @param key where it is known: the row counts as delivered then, though it is not taken */
export function writeFault(lines: CopyLines, line: number, row: Fault, key: RowKey["row"] = null): void {
  lines.integer(line);
  if (key === null) lines.missing(3);
  else writePlace(lines, key);
  lines.missing(3).text(jsonText(row)).endLine();
}

/** A row that says that the observation is withdrawn. */
export function writeWithdrawal(lines: CopyLines, line: number, row: MappedRow): void {
  writePlace(lines.integer(line), row);
  lines.missing(4).endLine();
}

function writePlace(lines: CopyLines, { series, start, end }: Pick<MappedRow, "series" | "start" | "end">): void {
  lines.integer(series.ref).ascii(start).ascii(end);
}

function strayQuote(): Fault {
  return fault("QUOTES", null, null, 'a quote stands in the middle of a field: write "a ""word"" so"');
}

/** Formatted but empty lines of a spreadsheet. */
function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.trim() !== "") return false;
  return true;
}
