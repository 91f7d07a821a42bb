import type { SourceOfKind } from "../config/source.schema.js";
import type { DeliveryContext } from "../delivery-context.js";
import { baseRequest } from "../http/base-request.js";
import { SourceClient } from "../http/source-client.js";
import { failureFault, messageOf } from "../json/failure.js";
import { htmlFault } from "../html-page.js";
import { RecordMapper } from "../mapping/record-mapper.js";
import { unpacked } from "../packed.js";
import { SourceFault } from "../source-fault.js";
import type { SourceRecord } from "../source-record.js";
import { combinations } from "../template.js";
import type { Values } from "../template.js";
import { piecesOf } from "../window-pieces.js";
import { csvSheet } from "./csv-sheet.js";
import { droppedFiles } from "./dropped-files.js";
import type { Sheet } from "./sheet.js";
import { TableReader } from "./table-reader.js";
import type { TableSource } from "./table-reader.js";

/** A file as it came, from a folder or by HTTP. */
interface TableFile {
  readonly bytes: Buffer;
  /** Its name, where it has one. */
  readonly file: string | null;
  /** For messages. */
  readonly what: string;
  readonly values: Values;
}

/** All records of a source whose deliveries are tables: CSV files or workbooks. */
export async function* tableRecords(source: TableSource, context: DeliveryContext): AsyncGenerator<SourceRecord> {
  const mapper = new RecordMapper(source);
  for await (const file of source.folder === undefined ? fetched(source, context) : dropped(source, context))
    for (const sheet of await sheetsOf(source, file)) yield* recordsOf(source, sheet, file, mapper, context);
}

async function* recordsOf(
  source: TableSource,
  sheet: Sheet,
  { what, values }: TableFile,
  mapper: RecordMapper,
  context: DeliveryContext,
): AsyncGenerator<SourceRecord> {
  const where = sheet.name === null ? what : `${what}, sheet ${sheet.name},`;
  const reader = new TableReader(source, sheet, values, mapper, where);
  for await (const rows of sheet.rows) {
    context.count(rows.length);
    if (context.records > source.limits.records) throw tooMany(where, source.limits.records);
    yield* reader.read(rows);
  }
  reader.end();
}

async function sheetsOf(source: TableSource, { bytes: packed, file, what }: TableFile): Promise<Sheet[]> {
  const bytes = await unpacked(packed, source.packed, source.limits.inflated, what);
  refuseErrors(bytes, what);
  if (source.kind === "csv") return [csvSheet(bytes, source.csv, file, what)];
  // The reader of workbooks is large, and most sources never need it.
  const { workbookSheets } = await import("./workbook.js");
  return workbookSheets({ bytes, file, what }, source.workbook, source.limits.inflated);
}

/** Longer ones are no errors. */
const LONGEST_ERROR = 64_000;

/** What is no table at all, but an error in JSON or XML, may be a table the next time. */
function refuseErrors(bytes: Buffer, what: string): void {
  if (bytes.length > LONGEST_ERROR) return;
  const text = bytes.toString();
  if (/^\s*<\?xml/i.test(text) && !text.includes("schemas-microsoft-com")) throw htmlFault(text, what);
  if (!/^\s*\{/.test(text)) return;
  const body = parsed(text);
  if (body !== null) throw failureFault(what, messageOf(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* fetched(source: TableSource, context: DeliveryContext): AsyncGenerator<TableFile> {
  const origin = { ...source, address: source.address! };
  const client = new SourceClient(source, origin, context.secrets, context.signal);
  try {
    for (const values of askedFor(source, context)) {
      const request = baseRequest(origin, values, context.secrets);
      const answer = await client.ask(request);
      await context.onAnswer(answer, request);
      const name = decodeURIComponent(answer.url.pathname.split("/").at(-1) ?? "") || null;
      yield { bytes: answer.bytes, file: name, what: context.shown(answer.url), values };
    }
  } finally {
    await client.close();
  }
}

/** One request for each piece of the window and each combination of `each`. */
function askedFor({ window, each }: TableSource, context: DeliveryContext): Values[] {
  return piecesOf(context.window, window).flatMap((piece) =>
    combinations(each).map((one) => ({ ...piece, each: one })),
  );
}

async function* dropped(source: SourceOfKind<"csv" | "excel">, context: DeliveryContext): AsyncGenerator<TableFile> {
  for await (const { name, path, bytes } of droppedFiles(source, context)) {
    if (source.folder?.take === "new" && (await context.isKnown(path, bytes))) continue;
    await context.onPayload(path, null, bytes);
    yield { bytes, file: name, what: name, values: { ...context.window, each: {} } };
  }
}

function tooMany(what: string, limit: number): SourceFault {
  return new SourceFault("TOO_MANY_RECORDS", `${what} brings more than ${limit} rows (limits)`, false);
}
