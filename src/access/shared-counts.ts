import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import type { Count } from "./budget.js";
import type { RateLimits } from "./rate-limits.js";

interface Told {
  readonly caller: string;
  readonly points: string;
}

const EVERY_MS = 500;

/** Longer than the clocks of replicas differ. */
const KEPT_MS = 120_000;

/**
 * Lets processes count together: twice a second each tells the database what its callers have used, in one statement, and learns
 * what they have used elsewhere. Requests wait for none of it. While the database does not answer, each counts for itself.
 */
export class SharedCounts {
  readonly #timer: NodeJS.Timeout;
  #telling: Promise<void> | undefined;
  #isBroken = false;
  #swept = 0;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
    private readonly rates: RateLimits,
    everyMs = EVERY_MS,
  ) {
    this.#timer = setInterval(() => void this.exchange(), everyMs).unref();
  }

  /** One exchange at a time; whoever asks meanwhile waits for the one that runs. */
  exchange(): Promise<void> {
    return (this.#telling ??= this.#exchange().finally(() => (this.#telling = undefined)));
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.exchange();
  }

  async #exchange(): Promise<void> {
    const { counts, window } = this.rates.running;
    const told = [...counts]
      .filter(([, { untold }]) => untold > 0)
      .map(([caller, count]) => ({ caller, count, points: count.untold }));
    if (told.length === 0) return;
    for (const { count } of told) count.untold = 0;
    try {
      const totals = await this.#add(told, new Date(window.endsAt).toISOString());
      for (const { caller, points } of totals) learn(counts.get(caller), Number(points));
      await this.#sweep(window.endsAt);
      this.#isBroken = false;
    } catch (err) {
      for (const { count, points } of told) count.untold += points;
      if (!this.#isBroken) this.log.warn({ err }, "points are not counted together: the database does not answer");
      this.#isBroken = true;
    }
  }

  #add(told: readonly { caller: string; points: number }[], endsAt: string): Promise<Told[]> {
    const rows = JSON.stringify(told.map(({ caller, points }) => ({ caller, points })));
    return this.db.rows<Told>(sql`
      INSERT INTO rate_window AS rw (caller, ends_at, points)
      SELECT used.caller, ${endsAt}::timestamptz, used.points
      FROM jsonb_to_recordset(${rows}::jsonb) AS used (caller text, points bigint)
      -- Every process takes rows in the same order, so that none waits for another one in a circle.
      ORDER BY used.caller
      ON CONFLICT (caller, ends_at) DO UPDATE SET points = rw.points + excluded.points
      RETURNING caller, points`);
  }

  /** Minutes that are over, once in each minute. */
  async #sweep(endsAt: number): Promise<void> {
    if (this.#swept === endsAt) return;
    this.#swept = endsAt;
    await this.db.rows(
      sql`DELETE FROM rate_window rw WHERE rw.ends_at < ${new Date(endsAt - KEPT_MS).toISOString()}::timestamptz`,
    );
  }
}

function learn(count: Count | undefined, total: number): void {
  if (count) count.used = total + count.untold;
}
