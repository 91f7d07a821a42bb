import type { ClientBase } from "pg";
import { analyseStagedRows, copyStaged, createStagedTables } from "../publication/staged-rows.js";
import { csvRecords } from "../source/table/csv-reader.js";
import { BlockStore } from "./blocks/block.store.js";
import { FileBlocks } from "./blocks/file-blocks.js";
import type { StagedSeries } from "./catalogue.entries.js";
import { loadCatalogue } from "./catalogue.loading.js";
import { calendarOfNew } from "./catalogue.surroundings.js";
import type { Calendar } from "./catalogue.surroundings.js";
import { bindColumns } from "./column.binding.js";
import type { Binding } from "./column.binding.js";
import { splitHeader } from "./csv.header.js";
import { broken, textOf } from "./file.text.js";
import type { ImportSpec } from "./import.spec.js";
import { RowMapper } from "./row.mapper.js";
import { ROW_COLUMNS, StagingWriter } from "./staging.writer.js";

export interface FileToRead {
  readonly file: string;
  readonly spec: ImportSpec;
  /** Also what the last file of the kind said already. */
  readonly everyRow: boolean;
  /** Called with the bytes read so far. */
  readonly onRead: (bytes: number) => void;
}

export interface Read {
  readonly received: number;
  /** By the rules that look at a row alone. */
  readonly rejected: number;
  /** False when the rows' order excludes that one comes twice. */
  readonly mayRepeat: boolean;
  readonly inOrder: boolean;
  readonly binding: Binding;
  readonly series: readonly StagedSeries[];
  readonly calendar: Calendar;
  readonly blocks: FileBlocks;
}

/**
 * The file into the staging tables, which it makes; without what it repeats of the last file of the kind.
 * @throws AppError BAD_USER_INPUT for a broken file, or a map that does not fit it
 */
export async function readFile(client: ClientBase, { file, spec, everyRow, onRead }: FileToRead): Promise<Read> {
  const catalogue = await loadCatalogue(client);
  const calendar = await calendarOfNew(client, spec.newIndicators.calendar);
  const header = await headerOf(file, spec);
  const binding = bindColumns(header, spec);
  const mapper = new RowMapper(catalogue, binding, spec, calendar.startDay);
  const blocks = await FileBlocks.recall(client, new BlockStore(spec, header), !everyRow);
  const text = blocks.sift(textOf(file, spec.encoding, onRead));
  const { rows } = await splitHeader(csvRecords(text, spec.delimiter, broken), spec.headerLine);
  const writer = new StagingWriter(mapper, blocks.builder);
  await createStagedTables(client);
  await copyStaged(client, "staged_row", ROW_COLUMNS, writer.lines(rows));
  blocks.builder.close();
  const received = writer.received + blocks.repeatedRows;
  if (received === 0) throw broken("it has a header and no rows");
  await analyseStagedRows(client);
  const { all: series, mayRepeat, inOrder } = mapper.series;
  return { received, rejected: writer.rejected, mayRepeat, inOrder, binding, series, calendar, blocks };
}

async function headerOf(file: string, { encoding, delimiter, headerLine }: ImportSpec): Promise<readonly string[]> {
  const records = csvRecords(
    textOf(file, encoding, () => {}),
    delimiter,
    broken,
  );
  const { header, rows } = await splitHeader(records, headerLine);
  await rows.return(undefined);
  await records.return(undefined);
  return header;
}
