import { hash } from "node:crypto";

/** Lines of a file that follow each other and belong to one series, period after period: known again by their digest. */
export interface Block {
  /** The first line's number in the file. */
  readonly line: number;
  readonly rows: number;
  /** Characters, line ends included. */
  readonly length: number;
  /** Its bytes as characters of latin1. */
  readonly digest: string;
  /** Finds the block by its first line: see {@link lineMark}. */
  readonly mark: number;
  readonly series: number;
  /** First days of the first and the last period, as 20230115. */
  readonly from: number;
  readonly to: number;
}

/** Where the parts of a block lie; all but the digest take four bytes. */
const AT = { line: 0, rows: 4, length: 8, mark: 12, series: 16, from: 20, to: 24, digest: 28 } as const;
const DIGEST_BYTES = 16;
const BLOCK_BYTES = AT.digest + DIGEST_BYTES;

type Number32 = Exclude<keyof typeof AT, "digest">;
const NUMBERS = ["line", "rows", "length", "mark", "series", "from", "to"] as const satisfies readonly Number32[];

/** Blocks in the order of a file, packed: a large file has hundreds of thousands. */
export class BlockList {
  #bytes: Buffer;
  #size: number;

  constructor(packed: Buffer = Buffer.alloc(0)) {
    this.#bytes = packed;
    this.#size = packed.length / BLOCK_BYTES;
  }

  get size(): number {
    return this.#size;
  }

  /** The numbers of all blocks. */
  get all(): number[] {
    return Array.from({ length: this.#size }, (_, block) => block);
  }

  get packed(): Buffer {
    return this.#bytes.subarray(0, this.#size * BLOCK_BYTES);
  }

  read(block: number, part: Number32): number {
    return this.#bytes.readInt32LE(block * BLOCK_BYTES + AT[part]);
  }

  write(block: number, part: Number32, value: number): void {
    this.#bytes.writeInt32LE(value, block * BLOCK_BYTES + AT[part]);
  }

  /** Are these its lines? */
  isText(block: number, text: string): boolean {
    const start = block * BLOCK_BYTES + AT.digest;
    return this.#bytes.toString("latin1", start, start + DIGEST_BYTES) === digestOf(text);
  }

  add(made: Block): void {
    this.#grow();
    const block = this.#size++;
    for (const part of NUMBERS) this.write(block, part, made[part]);
    this.#bytes.write(made.digest, block * BLOCK_BYTES + AT.digest, "latin1");
  }

  /** Takes over a block of another list; it may stand on another line now. */
  take(list: BlockList, block: number, line = list.read(block, "line")): void {
    this.#grow();
    list.#bytes.copy(this.#bytes, this.#size * BLOCK_BYTES, block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES);
    this.write(this.#size++, "line", line);
  }

  #grow(): void {
    if (this.#size * BLOCK_BYTES < this.#bytes.length) return;
    const wider = Buffer.alloc(Math.max(this.#bytes.length * 2, 1_000 * BLOCK_BYTES));
    this.#bytes.copy(wider);
    this.#bytes = wider;
  }
}

/** Not as a buffer of its own: making one takes twice as long as the digest. */
export function digestOf(text: string): string {
  return hash("sha256", text, "binary").slice(0, DIGEST_BYTES);
}

/** FNV-1a of a line: two lines seldom have the same. */
export function lineMark(line: string): number {
  let mark = 0x811c9dc5;
  for (let i = 0; i < line.length; i++) mark = Math.imul(mark ^ line.charCodeAt(i), 0x01000193);
  return mark;
}
