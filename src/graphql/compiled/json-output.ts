const BLOCK = 65_536;
/** So many blocks wait to be used again. */
const MOST_FREE = 64;

const free: Buffer[] = [];

/**
 * JSON that is being written, as bytes in blocks that are used again and again. As a text an answer is made of many small
 * pieces, all of which the garbage collector meets, and a large one stays until the whole heap is collected.
 */
export class JsonOutput {
  /** Where the writing goes on: `bytes[at]`. Whoever has not asked `room` for it must not write. */
  bytes: Buffer = free.pop() ?? Buffer.allocUnsafeSlow(BLOCK);
  at = 0;
  readonly #full: Buffer[] = [];
  readonly #blocks: Buffer[] = [];

  /** Makes room for so many bytes in one piece. */
  room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    this.#close();
    this.bytes = length > BLOCK ? Buffer.allocUnsafeSlow(length) : (free.pop() ?? Buffer.allocUnsafeSlow(BLOCK));
    this.at = 0;
  }

  /** The whole answer. Nothing may be written any more. */
  finish(): WrittenJson {
    this.#close();
    return new WrittenJson(this.#full, this.#blocks);
  }

  /** For an answer that nobody will get. */
  drop(): void {
    this.finish().release();
  }

  #close(): void {
    this.#full.push(this.bytes.subarray(0, this.at));
    this.#blocks.push(this.bytes);
  }
}

/** An answer as bytes. Whoever has sent or copied it calls `release`; nobody may look at it afterwards. */
export class WrittenJson {
  readonly length: number;

  constructor(
    readonly parts: readonly Buffer[],
    private readonly blocks: Buffer[],
  ) {
    this.length = parts.reduce((sum, part) => sum + part.length, 0);
  }

  release(): void {
    for (const block of this.blocks.splice(0)) if (block.length === BLOCK && free.length < MOST_FREE) free.push(block);
  }
}
