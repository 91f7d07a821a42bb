import { CsvError, parse } from "csv-parse";
import type { Parser } from "csv-parse";
import type { CsvRecord, SkippedLines } from "./csv-record.js";
import { PlainLines } from "./plain-lines.js";

/** A record this long means a quote that is never closed; without the limit it would fill the memory. */
const LONGEST_RECORD = 1_000_000;

/**
 * Records of a CSV text after RFC 4180, in order, as many at a time as a piece of the text holds; blank lines are none.
 * (A record at a time would cost a promise each.) Up to the first quote of the file there is nothing to parse: lines
 * are split, which takes a fifth of the time. Lines are skipped up to there only.
 * @param broken makes the error to throw when quotes are not closed, since then nobody knows where a record ends
 */
export async function* csvRecords(
  text: AsyncIterable<string | SkippedLines> | Iterable<string>,
  delimiter: string,
  broken: (why: string) => Error,
): AsyncGenerator<CsvRecord[]> {
  const plain = new PlainLines(delimiter);
  let quoted: QuotedReader | undefined;
  for await (const piece of text) {
    if (typeof piece !== "string") plain.skip(piece);
    else if (!quoted && plain.canTake(piece)) yield plain.take(piece);
    else {
      quoted ??= new QuotedReader(delimiter, plain.lines, broken);
      yield await quoted.take(plain.release() + piece);
    }
  }
  yield quoted ? await quoted.end() : plain.end();
}

/** The text from the first quote on, read by csv-parse. */
class QuotedReader {
  #records: CsvRecord[] = [];
  #lastLine: number;
  #fault: CsvError | undefined;
  readonly #parser: Parser;

  /** @param linesBefore lines of the file that were read otherwise */
  constructor(
    delimiter: string,
    private readonly linesBefore: number,
    private readonly broken: (why: string) => Error,
  ) {
    this.#lastLine = linesBefore;
    this.#parser = parse({
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      skip_records_with_error: true,
      on_skip: (error) => this.#skip(error as unknown as QuoteError),
      // Nothing goes on to the parser's readable side, so that it never waits for a reader.
      on_record: (cells: string[], { lines }) => this.#add(cells, this.linesBefore + lines),
    });
    this.#parser.on("error", (error: CsvError) => (this.#fault ??= error)).resume();
  }

  async take(piece: string): Promise<CsvRecord[]> {
    return this.#taken(await new Promise((resolve) => this.#parser.write(piece, resolve)));
  }

  async end(): Promise<CsvRecord[]> {
    return this.#taken(await new Promise((resolve) => this.#parser.end(resolve)));
  }

  #taken(error: unknown): CsvRecord[] {
    if (error instanceof CsvError) this.#fault ??= error;
    if (this.#fault) throw this.broken(quoteFault(this.#fault, this.#lastLine, this.linesBefore));
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #add(cells: string[], lines: number): null {
    this.#records.push({ line: lines - this.#lastLine > 1 ? lines - lineBreaksIn(cells) : lines, cells });
    this.#lastLine = lines;
    return null;
  }

  /** A stray quote in a bare field spoils its record only; after any other fault records can't be told apart. */
  #skip(error: QuoteError): undefined {
    const line = this.linesBefore + error.lines;
    if (error.code !== "INVALID_OPENING_QUOTE") this.#fault ??= error;
    else if (this.#records.at(-1)?.line !== line) this.#records.push({ line, cells: null });
  }
}

type QuoteError = CsvError & { readonly lines: number };

function quoteFault(error: CsvError, lastLine: number, linesBefore: number): string {
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return `a quote that opens after line ${lastLine} is never closed`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `a quote closes in the middle of a field on line ${linesBefore + (error as QuoteError).lines}`;
    default:
      return error.message;
  }
}

/** A quoted field may run over several lines. */
function lineBreaksIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n|\n|\r/g)!.length;
  return count;
}
