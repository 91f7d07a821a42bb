import { remembered } from "../../shared/remembered.js";
import { BlockList, digestOf, lineMark } from "./block-list.js";

/** Few, so that a changed line spoils few others; not so few that the list becomes a second file. */
const MOST_ROWS = 10;

interface OpenBlock {
  readonly line: number;
  readonly series: number;
  readonly from: string;
  to: string;
  readonly texts: string[];
}

/** Gathers the rows of a file that were taken to blocks. */
export class BlockBuilder {
  readonly list = new BlockList();
  #open: OpenBlock | null = null;

  /**
   * @param text the line as it stands in the file, without its line feed; undefined where it can't be found again by it
   * @param series number of the series in this file
   */
  add(line: number, text: string | undefined, series: number, start: string): void {
    if (text === undefined) return this.#addLoose(line, series, dayNumber(start));
    const open = this.#open;
    if (open && open.series === series && open.to < start && open.line + open.texts.length === line) {
      open.to = start;
      open.texts.push(text);
    } else {
      this.close();
      this.#open = { line, series, from: start, to: start, texts: [text] };
    }
    if (this.#open!.texts.length === MOST_ROWS) this.close();
  }

  #addLoose(line: number, series: number, day: number): void {
    this.close();
    this.list.add({ line, rows: 1, length: 0, digest: "", mark: 0, series, from: day, to: day });
  }

  /** No later row belongs to the block that is open. */
  close(): void {
    if (this.#open === null) return;
    const { line, series, from, to, texts } = this.#open;
    this.#open = null;
    const text = `${texts.join("\n")}\n`;
    this.list.add({
      line,
      rows: texts.length,
      length: text.length,
      digest: digestOf(text),
      mark: lineMark(texts[0]!),
      series,
      from: dayNumber(from),
      to: dayNumber(to),
    });
  }
}

/** 2023-01-15 as 20230115. */
const dayNumber = remembered((date) => Number(date.replaceAll("-", "")));
