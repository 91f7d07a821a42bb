import type { ClientBase } from "pg";
import type { SkippedLines } from "../../source/table/csv-record.js";
import { BlockBuilder } from "./block-builder.js";
import { BlockList } from "./block-list.js";
import type { BlockStore } from "./block.store.js";
import { RepeatedText } from "./repeated-text.js";

/** Smaller files are read in no time. */
const FEWEST_ROWS = 10_000;
/** Below it the rows of a series hardly ever follow each other, and the list would be as large as the file. */
const FEWEST_ROWS_PER_BLOCK = 3;

const SERIES = `SELECT ss.ref, ss.series_id AS "id" FROM staged_series ss WHERE ss.series_id IS NOT NULL`;
/** Rows that were not simply taken, and those with the same key: the two must meet again. */
const SPOILT = `
  WITH spoilt AS MATERIALIZED (
    SELECT r.line, r.series_ref, r.period_start FROM staged_row r WHERE r.fault IS NOT NULL OR r.warning IS NOT NULL)
  SELECT s.line FROM spoilt s
  UNION SELECT r.line FROM staged_row r JOIN spoilt s USING (series_ref, period_start)`;

/** What a file repeats of the one before, and what the next one may repeat of it: docs/decisions/0042. */
export class FileBlocks {
  readonly builder = new BlockBuilder();
  readonly #repeated: RepeatedText;
  /** Ids of series by their numbers in the file. */
  #ids: ReadonlyMap<number, number> | undefined;

  private constructor(
    private readonly store: BlockStore,
    private readonly known: BlockList,
    moved: ReadonlySet<number>,
  ) {
    this.#repeated = new RepeatedText(known, (block) => !moved.has(known.read(block, "series")));
  }

  /** @param leaveOut false when every row is to be read */
  static async recall(client: ClientBase, store: BlockStore, leaveOut: boolean): Promise<FileBlocks> {
    if (!leaveOut) return new FileBlocks(store, new BlockList(), new Set());
    const { blocks, moved } = await store.recall(client);
    return new FileBlocks(store, blocks, moved);
  }

  /** The text without what it repeats. */
  sift(text: AsyncIterable<string>): AsyncIterable<string | SkippedLines> {
    return this.known.size === 0 ? text : this.#repeated.sift(text);
  }

  /** Rows that were not read, because the warehouse says the same. */
  get repeatedRows(): number {
    return rowsOf(this.known, this.#repeated.found);
  }

  /** Does a row that was read have the key of one that was not? Then nobody has compared the two. */
  async repeatKeys(client: ClientBase): Promise<boolean> {
    if (this.#repeated.found.length === 0) return false;
    const ids = (this.#ids ??= await seriesIds(client));
    const { list } = this.builder;
    const read = Map.groupBy(list.all, (block) => ids.get(list.read(block, "series")));
    return this.#repeated.found.some((block) =>
      read.get(this.known.read(block, "series"))?.some((other) => meet(this.known, block, list, other)),
    );
  }

  /**
   * Keeps the blocks for the next file, if that is worth it. Every row of them is published by now.
   * @param anySpoilt some rows were refused, held back or flagged: they are left out
   */
  async keep(client: ClientBase, publicationId: number, anySpoilt: boolean): Promise<void> {
    if (rowsOf(this.builder.list, this.builder.list.all) + this.repeatedRows < FEWEST_ROWS) return;
    const spoilt = anySpoilt ? await spoiltLines(client) : new Set<number>();
    const blocks = await this.#all(client, spoilt);
    const rows = rowsOf(blocks, blocks.all);
    if (rows < FEWEST_ROWS || rows < blocks.size * FEWEST_ROWS_PER_BLOCK) return;
    await this.store.keep(client, blocks, publicationId);
  }

  /** Those that were found again and those that are new, in the order of the file. */
  async #all(client: ClientBase, spoilt: ReadonlySet<number>): Promise<BlockList> {
    const ids = (this.#ids ??= await seriesIds(client));
    const { list } = this.builder;
    const { found, foundOn } = this.#repeated;
    const takeFound = (at: number): void => all.take(this.known, found[at]!, foundOn[found[at]!]);
    const all = new BlockList();
    let next = 0;
    for (const block of list.all.filter((each) => isWhole(list, each, spoilt))) {
      const line = list.read(block, "line");
      while (next < found.length && foundOn[found[next]!]! < line) takeFound(next++);
      list.write(block, "series", ids.get(list.read(block, "series"))!);
      all.take(list, block);
    }
    while (next < found.length) takeFound(next++);
    return all;
  }
}

/** A row that can't be found by its text is a block of no length. */
function isWhole(list: BlockList, block: number, spoilt: ReadonlySet<number>): boolean {
  if (list.read(block, "length") === 0) return false;
  const line = list.read(block, "line");
  for (let i = 0; i < list.read(block, "rows"); i++) if (spoilt.has(line + i)) return false;
  return true;
}

function meet(a: BlockList, block: number, b: BlockList, other: number): boolean {
  return a.read(block, "from") <= b.read(other, "to") && b.read(other, "from") <= a.read(block, "to");
}

async function seriesIds(client: ClientBase): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ ref: number; id: number }>(SERIES);
  return new Map(rows.map(({ ref, id }) => [ref, id]));
}

async function spoiltLines(client: ClientBase): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ line: number }>(SPOILT);
  return new Set(rows.map(({ line }) => line));
}

function rowsOf(list: BlockList, blocks: readonly number[]): number {
  return blocks.reduce((sum, block) => sum + list.read(block, "rows"), 0);
}
