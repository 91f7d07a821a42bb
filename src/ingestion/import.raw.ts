import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { copyStaged, copyText } from "../publication/staged-rows.js";
import { csvRecords } from "../source/table/csv-reader.js";
import type { CsvRecord } from "../source/table/csv-record.js";
import { splitHeader } from "./csv.header.js";
import { broken, textOf } from "./file.text.js";
import type { ImportSpec } from "./import.spec.js";
import { jsonText } from "./json-text.js";
import { keepPayload } from "./payload.store.js";

/** As many as are kept of a run. */
const WANTED = `
  SELECT r.line FROM staged_row r
  WHERE r.fault->>'rule' NOT IN ('DUPLICATE', 'WITHDRAWN') OR r.fault IS NULL AND r.warning IS NOT NULL
  ORDER BY r.line LIMIT 10000`;

/** The file's own cells of the rows that were not simply taken: read once more, so that nothing is kept of the others. */
export async function stageRawLines(client: ClientBase, file: string, spec: ImportSpec): Promise<void> {
  const { rows } = await client.query<{ line: number }>(WANTED);
  const wanted = new Set(rows.map(({ line }) => line));
  const text = textOf(file, spec.encoding, () => {});
  const { header, rows: batches } = await splitHeader(csvRecords(text, spec.delimiter, broken), spec.headerLine);
  await copyStaged(client, "staged_raw", ["line", "place", "raw"], rawLines(header, batches, wanted));
}

async function* rawLines(
  header: readonly string[],
  batches: AsyncIterable<readonly CsvRecord[]>,
  wanted: ReadonlySet<number>,
): AsyncGenerator<Buffer> {
  let left = wanted.size;
  for await (const records of batches) {
    const found = records.filter(({ line }) => wanted.has(line));
    if (found.length > 0) yield Buffer.from(found.map((record) => rawLine(header, record)).join(""));
    left -= found.length;
    if (left <= 0) return;
  }
}

function rawLine(header: readonly string[], { line, cells }: CsvRecord): string {
  const named = cells?.map((cell, i) => [header[i]?.normalize("NFC").trim() || `column ${i + 1}`, cell] as const);
  return `${line}\tline ${line}\t${copyText(jsonText(named ? Object.fromEntries(named) : null))}\n`;
}

/** Larger files stay with whoever has them: of those only size and checksum are kept. */
const MOST_BYTES = 20_000_000;

export interface FileContent {
  readonly size: number;
  readonly sha256: string;
  /** Null for a large file. */
  readonly bytes: Buffer | null;
}

export async function contentOf(file: string): Promise<FileContent> {
  const hash = createHash("sha256");
  let size = 0;
  let kept: Buffer[] | null = [];
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) kept = null;
      kept?.push(chunk);
    }
  });
  return { size, sha256: hash.digest("hex"), bytes: kept && Buffer.concat(kept) };
}

/** The file as the run's payload, like those of sources. */
export async function keepFile(client: ClientBase, runId: number, file: string, content: FileContent): Promise<void> {
  const about = { page: 1, request: `file ${basename(file)}`, receivedAt: new Date(), contentType: "text/csv" };
  await keepPayload(client, runId, { ...about, ...content });
}
