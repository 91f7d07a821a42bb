import { setTimeout as pause } from "node:timers/promises";
import type { ClientBase } from "pg";
import type { DeliveryWindow } from "../source/delivery-context.js";
import type { ProblemCount } from "./rejected.store.js";

export type RunCause = "SCHEDULE" | "CATCH_UP" | "MANUAL" | "IMPORT" | "RELEASE";

/** One advisory lock per source; held by the connection of its run, so a run that died has let go of it. */
const SOURCE_LOCK = 1_692_803;

export interface RunCounts {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  /** With the rows that only repeat another row of the same delivery. */
  readonly unchanged: number;
  readonly rejected: number;
  /** Held back until somebody decides: `kho rejected`. */
  readonly quarantined: number;
  /** Published, but flagged UNVALIDATED. */
  readonly warned: number;
  /** With the sample observations that gave way to real ones. */
  readonly withdrawn: number;
}

export interface RunStart {
  readonly sourceId: number | null;
  readonly origin: string;
  readonly cause: RunCause;
  readonly attempt: number;
  readonly window: DeliveryWindow | null;
}

const START = `
  INSERT INTO sync_run (source_id, origin, cause, attempt, state, window_from, window_to)
  VALUES ($1, $2, $3, $4, 'RUNNING', $5, $6) RETURNING id`;

const FINISH = `
  UPDATE sync_run SET state = $2, ended_at = clock_timestamp(), pages = $3, bytes = $4, received = $5, created = $6,
    updated = $7, unchanged = $8, rejected = $9, quarantined = $10, warned = $11, withdrawn = $12, problems = $13,
    version_before = $14, version_after = $15
  WHERE id = $1`;

const FAIL = `
  UPDATE sync_run SET state = 'FAILED', ended_at = clock_timestamp(), pages = $2, bytes = $3, received = $4,
    error_code = $5, error_message = $6
  WHERE id = $1 AND state = 'RUNNING'`;

const INTERRUPT = `
  UPDATE sync_run SET state = 'INTERRUPTED', ended_at = clock_timestamp(), error_code = 'INTERRUPTED',
    error_message = 'the process or the database stopped before the run ended; nothing of it was published'
  WHERE source_id = $1 AND state = 'RUNNING'`;

/** As long as Postgres may need to see that a process was killed. */
const WAIT_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** @returns false when another process has a run of this source, and goes on with it */
export async function lockSource(client: ClientBase, sourceId: number): Promise<boolean> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock($1, $2) AS "locked"`, [
      SOURCE_LOCK,
      sourceId,
    ]);
    if (rows[0]!.locked || Date.now() > deadline) return rows[0]!.locked;
    await pause(LOOK_AGAIN_MS);
  }
}

/** Runs that never told their end; whoever holds the source's lock knows that they are dead. */
export async function closeDeadRuns(client: ClientBase, sourceId: number): Promise<void> {
  await client.query(INTERRUPT, [sourceId]);
}

export async function startRun(
  client: ClientBase,
  { sourceId, origin, cause, attempt, window }: RunStart,
): Promise<number> {
  const values = [sourceId, origin, cause, attempt, window?.from ?? null, window?.to ?? null];
  return (await client.query<{ id: number }>(START, values)).rows[0]!.id;
}

export interface RunEnd {
  readonly counts: RunCounts;
  /** Rows by rule. */
  readonly problems: Readonly<Record<string, number>>;
  readonly traffic: { readonly pages: number; readonly bytes: number };
  readonly versionBefore: number;
  readonly publication: number | null;
}

/** Part of the publishing transaction: a run has ended well exactly when its publication can be seen. */
export async function finishRun(client: ClientBase, id: number, end: RunEnd): Promise<void> {
  const { counts, problems, traffic, versionBefore, publication } = end;
  await client.query(FINISH, [
    id,
    publication === null ? "UNCHANGED" : "PUBLISHED",
    traffic.pages,
    traffic.bytes,
    counts.received,
    counts.created,
    counts.updated,
    counts.unchanged,
    counts.rejected,
    counts.quarantined,
    counts.warned,
    counts.withdrawn,
    JSON.stringify(problems),
    versionBefore,
    publication ?? versionBefore,
  ]);
}

export function byRule(problems: readonly ProblemCount[]): Record<string, number> {
  const rules: Record<string, number> = {};
  for (const { rule, rows } of problems) rules[rule] = (rules[rule] ?? 0) + rows;
  return rules;
}

export async function failRun(
  client: ClientBase,
  id: number,
  error: { readonly code: string; readonly message: string },
  { pages, bytes, received }: { readonly pages: number; readonly bytes: number; readonly received: number },
): Promise<void> {
  await client.query(FAIL, [id, pages, bytes, received, error.code, noted(error.message)]);
}

/** A message as the column takes it. */
export function noted(message: string): string {
  return message.replaceAll("\0", "").slice(0, 1_000);
}

export async function currentVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT coalesce(max(p.id), 0) AS "version" FROM publication p`,
  );
  return rows[0]!.version;
}
