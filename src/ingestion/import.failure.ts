import { basename } from "node:path";
import pg from "pg";
import { contentOf, keepFile } from "./import.raw.js";
import { runErrorOf } from "./run.error.js";
import { noted } from "./run.record.js";

export interface FailedImport {
  readonly databaseUrl: string;
  readonly file: string;
  readonly totalBytes: number;
  readonly milliseconds: number;
}

const NOTE = `
  INSERT INTO sync_run (origin, cause, state, started_at, ended_at, pages, bytes, error_code, error_message)
  SELECT $1, 'IMPORT', 'FAILED', ended.at - $2 * interval '1 millisecond', ended.at, 1, $3, $4, $5
  FROM (SELECT clock_timestamp() AS at) AS ended
  RETURNING id`;

/**
 * Notes that a file was brought and nothing of it was taken, on a connection of its own: the import's may be what failed.
 * Where that fails too, only the import's own error is worth telling.
 */
export async function noteFailedImport(failed: FailedImport, error: unknown): Promise<void> {
  const { databaseUrl } = failed;
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, lock_timeout: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("BEGIN");
    await note(client, failed, error);
    await client.query("COMMIT");
  } catch {
    return;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function note(client: pg.Client, { file, totalBytes, milliseconds }: FailedImport, error: unknown) {
  const { code, message } = runErrorOf(error);
  const values = [`import ${basename(file)}`, milliseconds, totalBytes, code, noted(message)];
  const { rows } = await client.query<{ id: number }>(NOTE, values);
  await keepFile(client, rows[0]!.id, file, await contentOf(file));
}
