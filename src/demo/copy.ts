import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type CopyValue = string | number | null;

/** Rows of one table, all with the same columns. */
export interface TableRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, CopyValue>>[];
}

const LINES_PER_CHUNK = 2_000;

export async function copyRows(client: Client, { table, rows }: TableRows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => copyLine(columns.map((column) => row[column] ?? null)));
  if (lines.length > 0) await copyLines(client, table, columns, lines);
}

/** @param lines as `copyLine` writes them */
export async function copyLines(
  client: Client,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(chunksOf(lines)), stream);
}

/** One line of COPY's text format, with its line feed. */
export function copyLine(values: readonly CopyValue[]): string {
  return values.map(copyField).join("\t") + "\n";
}

function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  return value.replace(/[\\\n\r\t]/g, (char) => ({ "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" })[char]!);
}

function* chunksOf(lines: readonly string[]): Generator<Buffer> {
  for (let i = 0; i < lines.length; i += LINES_PER_CHUNK) {
    yield Buffer.from(lines.slice(i, i + LINES_PER_CHUNK).join(""));
  }
}
