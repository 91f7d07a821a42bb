import { copyText } from "../publication/staged-rows.js";
import type { CsvRecord } from "../source/table/csv-record.js";
import { fault } from "./fault.js";
import type { Fault } from "./fault.js";
import { jsonText } from "./json-text.js";
import type { MappedRow, RowKey, RowMapper } from "./row.mapper.js";

export const ROW_COLUMNS = ["line", "series_ref", "period_start", "period_end", "value", "status", "comment", "fault"];

/** Records of a file to lines for the staging table, and counts them on the way. */
export class StagingWriter {
  received = 0;
  rejected = 0;

  constructor(private readonly mapper: RowMapper) {}

  async *lines(batches: AsyncIterable<readonly CsvRecord[]>): AsyncGenerator<Buffer> {
    for await (const records of batches) {
      let text = "";
      for (const { line, cells } of records) if (cells === null || !isBlank(cells)) text += this.#line(line, cells);
      yield Buffer.from(text);
    }
  }

  #line(line: number, cells: readonly string[] | null): string {
    this.received++;
    const row = cells === null ? strayQuote() : this.mapper.map(cells);
    if (!("rule" in row)) return rowLine(line, row);
    this.rejected++;
    return faultLine(line, row);
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
