import type { ClientBase } from "pg";
import { copyStaged, copyText } from "../publication/staged-rows.js";
import type { SourceRecord } from "../source/source-record.js";
import { jsonText } from "./json-text.js";
import type { RecordCells } from "./record.cells.js";
import type { MappedRow, RowKey, RowMapper } from "./row.mapper.js";
import { faultLine, ROW_COLUMNS, rowLine } from "./staging.writer.js";

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
  #rows = "";
  #raws = "";
  #waiting = 0;

  constructor(
    private readonly client: ClientBase,
    private readonly cells: RecordCells,
    private readonly mapper: RowMapper,
  ) {}

  async add(record: SourceRecord): Promise<void> {
    const line = ++this.received;
    this.#rows += this.#row(line, record);
    this.#raws += `${line}\t${copyText(record.place.replaceAll("\0", ""))}\t${copyText(rawText(record.raw))}\n`;
    if (++this.#waiting >= RECORDS_PER_COPY) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#waiting === 0) return;
    await copyStaged(this.client, "staged_row", ROW_COLUMNS, [Buffer.from(this.#rows)]);
    await copyStaged(this.client, "staged_raw", ["line", "place", "raw"], [Buffer.from(this.#raws)]);
    this.#rows = this.#raws = "";
    this.#waiting = 0;
  }

  #row(line: number, record: SourceRecord): string {
    const cells = this.cells.of(record);
    const row = this.cells.faultOf(record) ?? this.mapper.map(cells);
    if (!("rule" in row)) return record.withdrawn ? this.#toldLine(line, row) : rowLine(line, row);
    this.faulty++;
    const key = this.mapper.keyOf(cells);
    if (key.row === null) this.#missRow(record, key);
    return faultLine(line, row, key.row);
  }

  #toldLine(line: number, { series, start, end }: MappedRow): string {
    this.told++;
    return `${line}\t${series.ref}\t${start}\t${end}\t\\N\t\\N\t\\N\t\\N\n`;
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
