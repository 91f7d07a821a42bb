import { copyText } from "../publication/staged-rows.js";
import type { CsvRecord } from "../source/table/csv-record.js";
import type { BlockBuilder } from "./blocks/block-builder.js";
import { fault } from "./fault.js";
import type { Fault } from "./fault.js";
import { jsonText } from "./json-text.js";
import type { MappedRow, RowKey, RowMapper } from "./row.mapper.js";

export const ROW_COLUMNS = ["line", "series_ref", "period_start", "period_end", "value", "status", "comment", "fault"];

/** Text is sent in pieces of about this size: each one costs a call of the system. */
const FEWEST_CHARACTERS = 64_000;

/** Records of a file to lines for the staging table, and counts them on the way. */
export class StagingWriter {
  received = 0;
  rejected = 0;

  /** @param blocks takes the rows that the next file may repeat */
  constructor(
    private readonly mapper: RowMapper,
    private readonly blocks: BlockBuilder,
  ) {}

  async *lines(batches: AsyncIterable<readonly CsvRecord[]>): AsyncGenerator<Buffer> {
    let text = "";
    for await (const records of batches) {
      for (const record of records) if (record.cells === null || !isBlank(record.cells)) text += this.#line(record);
      if (text.length < FEWEST_CHARACTERS) continue;
      yield Buffer.from(text);
      text = "";
    }
    yield Buffer.from(text);
  }

  #line({ line, cells, text }: CsvRecord): string {
    this.received++;
    const row = cells === null ? strayQuote() : this.mapper.map(cells);
    if ("rule" in row) {
      this.rejected++;
      return faultLine(line, row);
    }
    this.blocks.add(line, text, row.series.ref, row.start);
    return rowLine(line, row);
  }
}

export function rowLine(line: number, { series, start, end, value, status, comment }: MappedRow): string {
  return `${line}\t${series.ref}\t${start}\t${end}\t${value ?? "\\N"}\t${status}\t${copyText(comment)}\t\\N\n`;
}

/** @param key where it is known: the row counts as delivered then, though it is not taken */
export function faultLine(line: number, row: Fault, key: RowKey["row"] = null): string {
  const place = key === null ? "\\N\t\\N\t\\N" : `${key.series.ref}\t${key.start}\t${key.end}`;
  return `${line}\t${place}\t\\N\t\\N\t\\N\t${copyText(jsonText(row))}\n`;
}

function strayQuote(): Fault {
  return fault("QUOTES", null, null, 'a quote stands in the middle of a field: write "a ""word"" so"');
}

/** Formatted but empty lines of a spreadsheet. */
function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.trim() !== "") return false;
  return true;
}
