import type { ClientBase } from "pg";
import { CopyLines } from "../publication/copy-lines.js";
import { copyStaged } from "../publication/staged-rows.js";
import type { SourceRecord } from "../source/source-record.js";
import { jsonText } from "./json-text.js";
import type { RecordCells } from "./record.cells.js";
import type { MappedRow, RowKey, RowMapper } from "./row.mapper.js";
import { ROW_COLUMNS, writeFault, writeRow, writeWithdrawal } from "./staging.writer.js";

const RECORDS_PER_COPY = 1_000;
/** Characters of a raw record that are kept, for people to look at. */
const LONGEST_RAW = 50_000;

/** What the rows that can't be read may stand for: a snapshot without them says nothing of these. */
export interface Unread {
  everything: boolean;
  /** Rows came of indicators that the warehouse does not know: one of its own under another code, perhaps. */
  strangers: boolean;
  readonly indicators: Set<number>;
}

/** Brings records into the staging tables, a thousand at a time, and counts them on the way. */
export class RecordStaging {
  received = 0;
  faulty = 0;
  /** Records that say of their observation that it is withdrawn. */
  told = 0;
  readonly unread: Unread = { everything: false, strangers: false, indicators: new Set() };
  readonly #rows = new CopyLines();
  readonly #raws = new CopyLines();
  #waiting = 0;

  constructor(
    private readonly client: ClientBase,
    private readonly cells: RecordCells,
    private readonly mapper: RowMapper,
  ) {}

  async add(record: SourceRecord): Promise<void> {
    const line = ++this.received;
    this.#writeRow(line, record);
    this.#raws.integer(line).text(record.place.replaceAll("\0", "")).text(rawText(record.raw)).endLine();
    if (++this.#waiting >= RECORDS_PER_COPY) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting === 0) return;
    await copyStaged(this.client, "staged_row", ROW_COLUMNS, [this.#rows.take()]);
    await copyStaged(this.client, "staged_raw", ["line", "place", "raw"], [this.#raws.take()]);
    this.#waiting = 0;
  }

  #writeRow(line: number, record: SourceRecord): void {
    const cells = this.cells.of(record);
    const row = this.cells.faultOf(record) ?? this.mapper.map(cells);
    if (!("rule" in row)) return this.#writeGood(line, row, record.withdrawn);
    this.faulty++;
    const key = this.mapper.keyOf(cells);
    if (key.row === null) this.#missRow(record, key);
    writeFault(this.#rows, line, row, key.row);
  }

  #writeGood(line: number, row: MappedRow, withdrawn: boolean): void {
    if (!withdrawn) return writeRow(this.#rows, line, row);
    this.told++;
    writeWithdrawal(this.#rows, line, row);
  }

  /** A code that could not be read may stand for anything; one that the warehouse does not know for what did not come at all. */
  #missRow({ indicator }: SourceRecord, key: RowKey): void {
    if (key.indicator !== null) this.unread.indicators.add(key.indicator.id!);
    else if (indicator === null) this.unread.everything = true;
    else this.unread.strangers = true;
  }
}

function rawText(raw: unknown): string {
  const text = jsonText(raw);
  return text.length <= LONGEST_RAW ? text : jsonText({ cut: text.slice(0, LONGEST_RAW) });
}
