import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { errorLine } from "../database/startup.error.js";
import { AppError } from "../shared/errors.js";

export interface CsvLine {
  /** As an editor counts; of a record over several lines the last one. */
  readonly line: number;
  /** By the names of the header. */
  readonly cells: Readonly<Record<string, string>>;
}

interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: Readonly<Record<string, string>>;
}

/**
 * The records of a small UTF-8 file that people keep by hand.
 * @throws AppError BAD_USER_INPUT for one that can't be read
 */
export async function readCsvLines(path: string): Promise<CsvLine[]> {
  const options = { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true } as const;
  try {
    const parsed = parse(await readFile(path, "utf8"), options) as unknown as Parsed[];
    return parsed.map(({ info: { lines }, record }) => ({ line: lines, cells: record }));
  } catch (error) {
    throw new AppError("BAD_USER_INPUT", `Can't read ${path}: ${errorLine(error)}`);
  }
}
