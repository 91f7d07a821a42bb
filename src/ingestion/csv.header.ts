import type { CsvRecord } from "../source/table/csv-record.js";
import { broken } from "./file.text.js";

export interface CsvTable {
  readonly header: readonly string[];
  /** The records below the header, some at a time. */
  readonly rows: AsyncGenerator<readonly CsvRecord[]>;
}

/**
 * Takes the header off the records: the first one that begins on this line or below it.
 * @throws AppError BAD_USER_INPUT when there is none
 */
export async function splitHeader(batches: AsyncGenerator<CsvRecord[]>, headerLine: number): Promise<CsvTable> {
  for (;;) {
    const { value: records, done } = await batches.next();
    if (done) throw broken("it is empty");
    const at = records.findIndex(({ line, cells }) => line >= headerLine && cells !== null);
    if (at >= 0) return { header: records[at]!.cells!, rows: before(records.slice(at + 1), batches) };
  }
}

async function* before(first: readonly CsvRecord[], rest: AsyncGenerator<CsvRecord[]>) {
  yield first;
  yield* rest;
}
