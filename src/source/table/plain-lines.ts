import type { CsvRecord } from "./csv-record.js";

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

  /** The last line, when no line end follows it. */
  end(): CsvRecord[] {
    return this.#rest === "" ? [] : this.#records(`${this.release()}\n`);
  }

  /** Gives back what is not read yet, for another reader. */
  release(): string {
    const rest = this.#rest;
    this.#rest = "";
    return rest;
  }

  #records(text: string): CsvRecord[] {
    const lines = text.includes("\r") ? text.split(/\r\n|\n|\r/) : text.split("\n");
    lines.pop(); // what follows the last line end: nothing
    const records: CsvRecord[] = [];
    for (const line of lines) {
      this.lines++;
      if (line !== "") records.push({ line: this.lines, cells: line.split(this.delimiter) });
    }
    return records;
  }
}
