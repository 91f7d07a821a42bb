import { isUtf8 } from "node:buffer";
import type { Encoding } from "../../shared/encodings.js";
import { htmlFault, isHtmlPage } from "../html-page.js";
import { SourceFault } from "../source-fault.js";
import { csvRecords } from "./csv-reader.js";
import type { Sheet, SheetRow } from "./sheet.js";
import { decodeText } from "./text-decoder.js";

interface Form {
  readonly encoding: Encoding;
  readonly delimiter: string;
}

/**
 * A CSV file as a sheet.
 * @throws SourceFault, now or while its rows are read, when it is no such text
 */
export function csvSheet(bytes: Buffer, form: Form, file: string | null, what: string): Sheet {
  refuseOtherEncoding(bytes, form.encoding, what);
  if (isHtmlPage(bytes.toString("latin1", 0, 4_000))) throw htmlFault(bytes.toString(), what);
  return { name: null, file, rowWord: "line", rows: rowsOf(bytes, form, what), endsOpen: endsOpen(bytes, form) };
}

function endsOpen(bytes: Buffer, { encoding }: Form): boolean {
  const last =
    encoding === "utf-16le"
      ? bytes.toString("utf16le", Math.max(0, bytes.length - 2))
      : bytes.toString("latin1", Math.max(0, bytes.length - 1));
  return last !== "\n" && last !== "\r";
}

async function* rowsOf(bytes: Buffer, { encoding, delimiter }: Form, what: string): AsyncGenerator<SheetRow[]> {
  const text = decodeText([bytes], encoding, (why) => new SourceFault("ENCODING", `${what}: ${why}`, false));
  const broken = (why: string): SourceFault => new SourceFault("BROKEN_TABLE", `${what}: ${why}`, true);
  for await (const records of csvRecords(inPieces(text), delimiter, broken))
    yield records.map(({ line, cells }) => ({ number: line, cells, labels: cells ?? [] }));
}

const PIECE = 64 * 1024;

/** Rows come some at a time, so that a long file is never in memory as rows. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}

/** Every byte means something in a table of 256; only UTF-8 can be told from it, and hardly ever by accident. */
function refuseOtherEncoding(bytes: Buffer, encoding: Encoding, what: string): void {
  const table = encoding !== "utf-8" && encoding !== "utf-16le";
  if (table && isUtf8(bytes) && bytes.some((byte) => byte >= 0x80))
    throw new SourceFault("ENCODING", `${what} is UTF-8 text, and ${encoding} is declared`, false);
}
