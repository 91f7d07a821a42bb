import type { Client } from "pg";

/** What stands in a series and period: value, status letter, and the publication that brought it. */
export interface Standing {
  readonly value: string | null;
  readonly status: string;
  readonly publication: number;
}

/** Everything that stood in one data version, by `series:start`. The naive way: a copy of all of it. */
export type Snapshot = ReadonlyMap<string, Standing>;

const REPLACE = `
  WITH gone AS (DELETE FROM observation o WHERE o.series_id = $1 AND o.period_start = $2 RETURNING o.*)
  INSERT INTO observation_history
    (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
  SELECT g.series_id, g.period_start, g.period_end, g.publication_id, $3, g.value, g.status, $4, g.comment FROM gone g`;

const ADD = `
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
  VALUES ($1, $2::date, ($2::date + interval '1 month - 1 day')::date, $3, $4, $5)`;

/** A small pseudo-random generator (mulberry32): a failing seed can be run again. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * Publishes random additions, revisions, withdrawals and returns of withdrawn periods, and remembers in memory what stood
 * in every version. It writes the tables by itself, so that it shares no code with what it tests.
 */
export class RandomHistory {
  readonly snapshots = new Map<number, Snapshot>();
  #now = new Map<string, Standing>();

  constructor(
    private readonly client: Client,
    private readonly series: readonly number[],
    private readonly random: (below: number) => number,
  ) {}

  async publish(changes: number): Promise<number> {
    await this.client.query("BEGIN");
    const { rows } = await this.client.query<{ id: number }>(
      `INSERT INTO publication (origin) VALUES ('random history') RETURNING id`,
    );
    const publication = rows[0]!.id;
    const next = new Map(this.#now);
    const touched = new Set<string>();
    for (let i = 0; i < changes; i++) await this.#change(next, touched, publication);
    await this.client.query("COMMIT");
    this.#now = next;
    this.snapshots.set(publication, next);
    return publication;
  }

  async #change(next: Map<string, Standing>, touched: Set<string>, publication: number): Promise<void> {
    const series = this.series[this.random(this.series.length)]!;
    const start = `2020-${String(this.random(12) + 1).padStart(2, "0")}-01`;
    const key = `${series}:${start}`;
    if (touched.has(key)) return;
    touched.add(key);
    const withdraws = next.has(key) && this.random(3) === 0;
    const reason = withdraws ? "WITHDRAWN" : "REVISED";
    if (next.has(key)) await this.client.query(REPLACE, [series, start, publication, reason]);
    next.delete(key);
    if (withdraws) return;
    const missing = this.random(5) === 0;
    const standing = { value: missing ? null : `${this.random(1_000)}.50`, status: missing ? "O" : "A", publication };
    await this.client.query(ADD, [series, start, publication, standing.value, standing.status]);
    next.set(key, standing);
  }
}
