import { lineMark } from "./block-list.js";
import type { BlockList } from "./block-list.js";
import type { SkippedLines } from "../../source/table/csv-record.js";

/**
 * Finds the blocks of an earlier file in the text of a new one, each at most once and wherever it stands now; passes on the
 * rest of the text, in whole lines.
 */
export class RepeatedText {
  /** Blocks that were found, in the order of the file. */
  readonly found: number[] = [];
  /** The line on which each block was found, by its number in the list; 0 for those that were not. */
  readonly foundOn: Int32Array;
  #text = "";
  #at = 0;
  #line = 1;
  /** The block that should come next. */
  #next = 0;
  readonly #byMark = new Map<number, number>();

  /** @param isSettled false for a block that must be read again although its text is the same */
  constructor(
    private readonly blocks: BlockList,
    private readonly isSettled: (block: number) => boolean,
  ) {
    this.foundOn = new Int32Array(blocks.size);
    for (let block = blocks.size - 1; block >= 0; block--) this.#byMark.set(blocks.read(block, "mark"), block);
  }

  async *sift(pieces: AsyncIterable<string>): AsyncGenerator<string | SkippedLines> {
    let quoted = false;
    for await (const piece of pieces) {
      quoted ||= piece.includes('"');
      this.#text = this.#text.slice(this.#at) + piece;
      this.#at = 0;
      // From a quote on, a line end need not end a record.
      if (quoted) yield this.#release();
      else yield* this.#parts();
    }
    yield this.#release();
  }

  #release(): string {
    const rest = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    return rest;
  }

  /** As far as the text surely goes: a block may go on in the next piece. */
  *#parts(): Generator<string | SkippedLines> {
    let news = this.#at;
    for (;;) {
      const end = this.#text.indexOf("\n", this.#at);
      if (end < 0) break;
      const block = this.#blockAt(end);
      if (block === "UNCLEAR") break;
      if (block === null) {
        this.#at = end + 1;
        this.#line++;
        continue;
      }
      if (news < this.#at) yield this.#text.slice(news, this.#at);
      const skipped = this.#pass(block);
      news = this.#at;
      yield { skipped };
    }
    if (news < this.#at) yield this.#text.slice(news, this.#at);
  }

  #pass(block: number): number {
    const lines = this.blocks.read(block, "rows");
    this.found.push(block);
    this.foundOn[block] = this.#line;
    this.#line += lines;
    this.#at += this.blocks.read(block, "length");
    this.#next = block + 1;
    return lines;
  }

  #blockAt(lineEnd: number): number | "UNCLEAR" | null {
    const mark = lineMark(this.#text.slice(this.#at, lineEnd));
    const isNext = this.#next < this.blocks.size && this.blocks.read(this.#next, "mark") === mark;
    const block = isNext ? this.#next : this.#byMark.get(mark);
    if (block === undefined) return null;
    const here = this.#standsHere(block);
    if (here === "UNCLEAR") return here;
    return here ? block : null;
  }

  #standsHere(block: number): boolean | "UNCLEAR" {
    if (this.foundOn[block] !== 0 || !this.isSettled(block)) return false;
    const end = this.#at + this.blocks.read(block, "length");
    if (end > this.#text.length) return "UNCLEAR";
    return this.blocks.isText(block, this.#text.slice(this.#at, end));
  }
}
