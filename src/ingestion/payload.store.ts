import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ClientBase } from "pg";
import { payloadKey } from "../source/raw-payload.js";
import type { RawPayload } from "../source/raw-payload.js";
import { inTransaction } from "./transaction.js";

const compress = promisify(gzip);

const KEEP = `
  INSERT INTO raw_payload (run_id, page, request, received_at, content_type, size, sha256, bytes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** The bytes go when their time is over; what they were (size, checksum, request) stays. */
const FORGET = `
  UPDATE raw_payload SET bytes = NULL
  WHERE bytes IS NOT NULL AND received_at < now() - make_interval(days => $1)`;

/** What is known of a payload whose bytes may be too many to keep. */
export interface KeptPayload extends Omit<RawPayload, "bytes"> {
  readonly bytes: Buffer | null;
  /** Where the bytes are not kept. */
  readonly size?: number;
}

/** Keeps a payload at once, so that it is there whatever becomes of its run. */
export async function keepPayload(client: ClientBase, runId: number, payload: KeptPayload): Promise<void> {
  const { page, request, receivedAt, contentType, size, bytes, sha256 } = payload;
  const packed = bytes && (await compress(bytes));
  await client.query(KEEP, [runId, page, request, receivedAt, contentType, size ?? bytes?.length, sha256, packed]);
}

const KNOWN = `
  SELECT DISTINCT p.request, p.sha256
  FROM raw_payload p
  JOIN sync_run r ON r.id = p.run_id
  WHERE r.source_id = $1 AND r.state IN ('PUBLISHED', 'UNCHANGED')`;

/** What good runs of a source have read. */
export async function knownPayloads(client: ClientBase, sourceId: number): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ request: string; sha256: string }>(KNOWN, [sourceId]);
  return new Set(rows.map(({ request, sha256 }) => payloadKey(request, sha256)));
}

/** @returns how many payloads were forgotten */
export async function forgetPayloads(client: ClientBase, days: number): Promise<number> {
  return (await client.query(FORGET, [days])).rowCount ?? 0;
}

/** The same on a connection of its own. */
export function forgetOldPayloads(databaseUrl: string, days: number): Promise<number> {
  return inTransaction(databaseUrl, "kho jobs", (client) => forgetPayloads(client, days));
}
