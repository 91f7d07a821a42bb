import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import { BatchQueue } from "./batch-queue.js";
import { storedJson } from "./stored-text.js";
import type { Viewer } from "./viewer.js";

export type AuditKind = "SIGN_IN" | "READ" | "WRITE" | "ADMINISTRATION";
export type AuditOutcome = "DONE" | "REFUSED" | "FAILED";

/** Who did what, from where, and how it ended; the moment is added. */
export interface AuditEvent {
  readonly kind: AuditKind;
  /** A mutation's name, or a word such as signIn. */
  readonly action: string;
  readonly outcome: AuditOutcome;
  readonly viewer: Viewer;
  readonly address: string | null;
  readonly requestId: string | null;
  /** What it was done to, in its own words: a code, a client's id. */
  readonly subject: string | null;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** Written only if there is such a row: whoever asked was told that there is none. */
  readonly onlyIf?: HiddenRow | undefined;
}

/** A row that was asked for and not found by someone who may not see it. */
export type HiddenRow =
  | { readonly table: "indicator"; readonly code?: string; readonly id?: number }
  | { readonly table: "series"; readonly key?: string; readonly id?: number };

const LONGEST_TEXT = 500;
const LONGEST_DETAILS = 4_000;
const DAY_MS = 86_400_000;

/**
 * The audit log. What only happens to someone (a failed sign-in, a denied read) is written a moment later and in batches;
 * what someone changes is written before he is told that it is done.
 */
export class AuditTrail {
  readonly #queue: BatchQueue<object>;
  #cleaning: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {
    this.#queue = new BatchQueue({ name: "audit log", log, write: (entries) => this.#write(entries) });
  }

  note(event: AuditEvent): void {
    this.#queue.add(entryOf(event));
  }

  async record(event: AuditEvent): Promise<void> {
    await this.#write([entryOf(event)]);
  }

  /** Forgets entries that are older than so many days, now and once a day. */
  keepFor(days: number): void {
    const clean = async (): Promise<void> => {
      try {
        await this.db.rows(sql`DELETE FROM audit_entry ae WHERE ae.at < now() - make_interval(days => ${days}::int)`);
      } catch (error) {
        this.log.warn({ err: error }, "old entries of the audit log could not be removed");
      }
    };
    void clean();
    this.#cleaning = setInterval(() => void clean(), DAY_MS).unref();
  }

  flush(): Promise<void> {
    return this.#queue.flush();
  }

  async close(): Promise<void> {
    clearInterval(this.#cleaning);
    await this.#queue.close();
  }

  async #write(entries: readonly object[]): Promise<void> {
    await this.db.rows(sql`
      INSERT INTO audit_entry
        (at, kind, action, outcome, actor_kind, actor_id, actor_name, agency_id, address, request_id, subject, details)
      SELECT e.at, e.kind, e.action, e.outcome, e.actor_kind, e.actor_id, e.actor_name, e.agency_id, e.address, e.request_id,
        e.subject, e.details
      FROM jsonb_to_recordset(${storedJson(entries)}::jsonb) AS e
        (at timestamptz, kind text, action text, outcome text, actor_kind text, actor_id text, actor_name text, agency_id int,
         address text, request_id text, subject text, details jsonb,
         conditional boolean, indicator_code text, indicator_id int, series_key text, series_id int)
      WHERE NOT e.conditional
        OR EXISTS (SELECT FROM indicator i WHERE i.code = e.indicator_code OR i.id = e.indicator_id)
        OR EXISTS (SELECT FROM series s WHERE s.key = e.series_key OR s.id = e.series_id)
      ORDER BY e.at`);
  }
}

function entryOf({ viewer, kind, action, outcome, address, requestId, subject, details, onlyIf }: AuditEvent): object {
  return {
    at: new Date().toISOString(),
    kind,
    action,
    outcome,
    actor_kind: viewer.kind,
    actor_id: viewer.id,
    actor_name: viewer.name,
    agency_id: viewer.agencyId,
    address,
    request_id: requestId,
    subject: subject?.slice(0, LONGEST_TEXT) ?? null,
    details: details ? bounded(details) : null,
    conditional: onlyIf !== undefined,
    ...(onlyIf?.table === "indicator" && { indicator_code: onlyIf.code, indicator_id: onlyIf.id }),
    ...(onlyIf?.table === "series" && { series_key: onlyIf.key, series_id: onlyIf.id }),
  };
}

function bounded(details: object): object {
  const text = JSON.stringify(details, withoutSecrets);
  if (text.length <= LONGEST_DETAILS) return JSON.parse(text) as object;
  return { shortened: text.slice(0, LONGEST_DETAILS) };
}

/** Nothing that is called a secret is written down, whoever invented the argument. */
function withoutSecrets(name: string, value: unknown): unknown {
  return /secret|password|passwd|token|credential|authorization/i.test(name) ? "***" : value;
}
