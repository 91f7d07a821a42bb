import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMPILED } from "./support/kho-process.js";
import { record, StorySource, SyncWarehouse } from "./sync.support.js";

const ROWS = 4_000;
const KILLS = 20;

const dayOf = (i: number): string => new Date(i * 86_400_000).toISOString().slice(0, 10);
const delivery = (value: string) => Array.from({ length: ROWS }, (_, i) => record("THU", dayOf(i), value));

/** A run in a process of its own, which delivers the same value for every day. */
const CHILD = `
  const [modules, databaseUrl, value, rows] = process.argv.slice(1);
  const { runSync } = await import(modules + "/sync.service.js");
  const dayOf = (i) => new Date(i * 86400000).toISOString().slice(0, 10);
  const none = { frequency: null, breakdown: {}, status: null, comment: null, withdrawn: false, fault: null };
  async function* deliver(window, { onPayload }) {
    const bytes = Buffer.from(value);
    await onPayload({ page: 1, request: "GET", receivedAt: new Date(), contentType: null, bytes, sha256: "0".repeat(64) });
    for (let i = 0; i < Number(rows); i++)
      yield { place: String(i), raw: { i }, indicator: "THU", area: "77", period: dayOf(i), value, ...none };
  }
  const source = { code: "LRIS", nameVi: "LRIS", nameEn: null, agency: "STC", kind: "story", address: "story:", snapshot: true, provenance: "DELIVERED",
    schedule: null, asks: { from: false, to: false }, since: null, overlapDays: 0, deliver };
  console.log("ready");
  const log = { info() {}, warn() {} };
  console.log((await runSync({ databaseUrl, source, cause: "MANUAL", log })).outcome);`;

const MODULES = fileURLToPath(new URL("../dist/src/ingestion", import.meta.url));

describe("kill -9", () => {
  let warehouse: SyncWarehouse;
  let reading = true;
  beforeAll(async () => {
    warehouse = await SyncWarehouse.open();
  });
  afterAll(() => warehouse.close());

  /** What readers see again and again: a version, and the values that stand in it. */
  async function watch(seen: Map<number, Set<string>>): Promise<void> {
    const client = new pg.Client({ connectionString: warehouse.url });
    await client.connect();
    while (reading) {
      const { rows } = await client.query<{ version: number; state: string }>(`
        SELECT (SELECT max(id) FROM publication) AS version,
          count(*) || ' rows of ' || string_agg(DISTINCT o.value::text, ', ') AS state
        FROM observation o`);
      const { version, state } = rows[0]!;
      if (!seen.has(version)) seen.set(version, new Set());
      seen.get(version)!.add(state);
    }
    await client.end();
  }

  /** @returns whether the run ended before it was killed */
  async function killedRun(value: number, after: number): Promise<boolean> {
    const args = ["--input-type=module", "-e", CHILD, MODULES, warehouse.url, String(value), String(ROWS)];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...COMPILED },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "close");
    await once(child.stdout, "data");
    const over = await Promise.race([ended.then(() => true), pause(after, false)]);
    child.kill("SIGKILL");
    await ended;
    return over;
  }

  it("at 20 points of a run: readers see one version or the next, whole, and the next run heals", async () => {
    await warehouse.sync(new StorySource("LRIS", delivery("0")));
    const began = performance.now();
    await killedRun(1, 60_000);
    const whole = performance.now() - began;

    const seen = new Map<number, Set<string>>();
    const readers = [watch(seen), watch(seen)];
    let finished = 0;
    for (let i = 0; i < KILLS; i++) if (await killedRun(i + 2, (whole * (i + Math.random())) / KILLS)) finished++;
    reading = false;
    await Promise.all(readers);

    // Every version that anybody saw had one state only, and that state was whole.
    for (const states of seen.values()) {
      expect(states.size).toBe(1);
      expect([...states][0]).toMatch(new RegExp(`^${ROWS} rows of \\d+$`));
    }
    const healed = await warehouse.sync(new StorySource("LRIS", delivery("99")));
    expect(healed.outcome).toBe("PUBLISHED");
    expect(finished).toBeLessThan(KILLS);
    expect(await warehouse.list(`SELECT DISTINCT value::text FROM observation`)).toEqual(["99"]);
    expect(await warehouse.list(`SELECT count(*)::int FROM sync_run WHERE state = 'RUNNING'`)).toEqual([0]);
    await expectWholeHistory();
  });

  /** As of each version every day has exactly one value, the same for all; and no number is missing. */
  async function expectWholeHistory(): Promise<void> {
    const versions = await warehouse.rows(`
      WITH told AS (
        SELECT h.period_start, h.value, h.from_publication AS first, h.to_publication AS last FROM observation_history h
        UNION ALL SELECT o.period_start, o.value, o.publication_id, NULL FROM observation o)
      SELECT p.id, count(*)::int AS rows, count(DISTINCT t.value)::int AS values
      FROM publication p JOIN told t ON t.first <= p.id AND (t.last IS NULL OR t.last > p.id)
      GROUP BY p.id ORDER BY p.id`);
    expect(versions).toEqual(versions.map((_, i) => ({ id: i + 1, rows: ROWS, values: 1 })));
    expect(versions.length).toBeGreaterThan(2);
  }
});
