import type { CsvRecord, SkippedLines } from "./csv-record.js";

/** Ends a line too, in files of old. */
const LONE_RETURN = /\r(?!\n)/;

/** A line this long is left to the parser, which limits records. */
const LONGEST_LINE = 500_000;

/** Reads CSV that has no quotes: a line is a record. Keeps what follows the last line's end for the next piece. */
export class PlainLines {
  /** Lines taken so far. */
  lines = 0;
  #rest = "";

  constructor(private readonly delimiter: string) {}

  canTake(piece: string): boolean {
    return !piece.includes('"') && (piece.includes("\n") || this.#rest.length + piece.length < LONGEST_LINE);
  }

  take(piece: string): CsvRecord[] {
    const text = this.#rest + piece;
    const end = text.lastIndexOf("\n") + 1;
    this.#rest = text.slice(end);
    return this.#records(text.slice(0, end));
  }

  /** Lines that are not to be read; the text before them ended with its line. */
  skip({ skipped }: SkippedLines): void {
    this.lines += skipped;
  }

  /** The last line, when no line end follows it. */
  end(): CsvRecord[] {
    if (this.#rest === "") return [];
    // Not a line as others are: without its line end.
    return this.#records(`${this.release()}\n`).map(({ line, cells }) => ({ line, cells }));
  }

  /** Gives back what is not read yet, for another reader. */
  release(): string {
    const rest = this.#rest;
    this.#rest = "";
    return rest;
  }

  #records(piece: string): CsvRecord[] {
    return LONE_RETURN.test(piece) ? this.#mixedRecords(piece) : this.#usualRecords(piece);
  }

  /** Looks for the ends of lines and cells by itself: splitting takes twice as long. */
  #usualRecords(piece: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      const text = piece.slice(from, end);
      from = end + 1;
      this.lines++;
      const line = text.endsWith("\r") ? text.slice(0, -1) : text;
      if (line !== "") records.push({ line: this.lines, cells: cellsOf(line, this.delimiter), text });
    }
    return records;
  }

  #mixedRecords(piece: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    const lines = piece.split(/\r\n|\n|\r/);
    lines.pop(); // what follows the last line end: nothing
    for (const line of lines) {
      this.lines++;
      if (line !== "") records.push({ line: this.lines, cells: cellsOf(line, this.delimiter), text: undefined });
    }
    return records;
  }
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let from = 0;
  for (let end = line.indexOf(delimiter); end >= 0; end = line.indexOf(delimiter, from)) {
    cells.push(line.slice(from, end));
    from = end + delimiter.length;
  }
  cells.push(line.slice(from));
  return cells;
}
