import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import type { LocalDate } from "../shared/local-date.js";
import { BatchQueue } from "./batch-queue.js";
import { storedJson } from "./stored-text.js";
import type { Viewer } from "./viewer.js";

/** One answered operation. */
export interface Used {
  /** Bytes of the answer, as they were sent. */
  readonly bytes: number;
  /** Points that it was counted with (docs/api.md); 0 for what was refused before it was known who asks. */
  readonly cost: number;
  readonly failed: boolean;
}

interface Sum {
  readonly day: LocalDate;
  readonly kind: string;
  readonly actor: string;
  name: string | null;
  agency_id: number | null;
  operations: number;
  errors: number;
  cost: number;
  bytes: number;
  last: string;
}

const EVERY_MS = 10_000;

/** Who used how much on which day. Summed up in memory and written every 10 seconds; processes add to the same rows. */
export class UsageMeter {
  #sums = new Map<string, Sum>();
  readonly #queue: BatchQueue<Sum>;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    log: Logger,
    private readonly today: () => LocalDate,
  ) {
    this.#queue = new BatchQueue({ name: "usage", log, write: (sums) => this.#write(sums) });
  }

  add(viewer: Viewer, { bytes, cost, failed }: Used): void {
    const day = this.today();
    const sum = this.#sumOf(viewer, day);
    sum.operations++;
    sum.bytes += bytes;
    sum.cost += cost;
    if (failed) sum.errors++;
    if (viewer.kind === "CLIENT") sum.last = new Date().toISOString();
    this.#timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const sum of this.#sums.values()) this.#queue.add(sum);
    this.#sums = new Map();
    await this.#queue.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    await this.#queue.close();
  }

  #sumOf({ kind, id, name, agencyId }: Viewer, day: LocalDate): Sum {
    const actor = id ?? "";
    const key = `${day} ${kind} ${actor}`;
    const known = this.#sums.get(key);
    if (known) return known;
    const sum = { day, kind, actor, name, agency_id: agencyId, operations: 0, errors: 0, cost: 0, bytes: 0, last: "" };
    this.#sums.set(key, sum);
    return sum;
  }

  async #write(sums: readonly Sum[]): Promise<void> {
    await this.db.rows(sql`
      WITH used AS (
        SELECT u.* FROM jsonb_to_recordset(${storedJson(sums)}::jsonb) AS u
          (day date, kind text, actor text, name text, agency_id int, operations bigint, errors bigint, cost bigint, bytes bigint, last text)
        -- Every process takes rows in the same order, so that none waits for another one in a circle.
        ORDER BY u.day, u.kind, u.actor
      ), seen AS (
        UPDATE api_client c SET last_used_at = greatest(c.last_used_at, used.last::timestamptz)
        FROM (SELECT u.actor, max(u.last) AS last FROM used u WHERE u.kind = 'CLIENT' GROUP BY u.actor) AS used
        WHERE c.public_id = used.actor)
      INSERT INTO client_usage AS cu (day, kind, actor, name, agency_id, operations, errors, cost, bytes)
      SELECT u.day, u.kind, u.actor, max(u.name), max(u.agency_id), sum(u.operations), sum(u.errors), sum(u.cost), sum(u.bytes)
      FROM used u GROUP BY u.day, u.kind, u.actor
      ON CONFLICT (day, kind, actor) DO UPDATE
      SET name = excluded.name, agency_id = excluded.agency_id, operations = cu.operations + excluded.operations,
        errors = cu.errors + excluded.errors, cost = cu.cost + excluded.cost, bytes = cu.bytes + excluded.bytes`);
  }
}
