import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import pg from "pg";
import { Database } from "../../src/database/database.js";
import { Caller, Errand } from "../../src/shared/errand.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
let watch: pg.Client;
beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  watch = new pg.Client({ connectionString: warehouse.databaseUrl });
  await watch.connect();
});
afterAll(async () => {
  await watch.end();
  await warehouse.close();
});

/** Statements of Kho that the database is working on. */
async function running(): Promise<number> {
  const { rows } = await watch.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'kho' AND state = 'active'`,
  );
  return rows[0]!.count;
}

const becomes = (count: number) =>
  vi.waitFor(async () => expect(await running()).toBe(count), { timeout: 700, interval: 10 });

describe("statements that nobody waits for", () => {
  let db: Database;
  beforeAll(async () => {
    // Two connections are shared, one is for statements that may be slow.
    db = new Database({ url: warehouse.databaseUrl, poolSize: 3, statementTimeoutMs: 60_000, endsWithErrands: true });
    await watch.query("CREATE SEQUENCE sent");
  });
  afterAll(() => db.close());

  const sent = async () =>
    (await watch.query<{ count: number }>("SELECT nextval('sent')::int AS count")).rows[0]!.count;
  const slow = () => db.rows(sql`SELECT nextval('sent'), pg_sleep(60)`);

  it("are cancelled when the caller goes, and those behind them are never sent", async () => {
    const before = await sent();
    const caller = new Caller();
    const work = new Errand().for(caller).run(() => Promise.all([slow(), slow(), slow()]));
    await becomes(1);
    caller.leave();
    await expect(work).rejects.toThrow("Nobody waits");
    await becomes(0);
    expect(await db.one(sql`SELECT 1 AS "here"`)).toEqual({ here: 1 });
    expect((await sent()) - before).toBe(2);
  });

  it("are cancelled when what ran beside them failed", async () => {
    const refusal = async (): Promise<never> => {
      await becomes(1);
      throw new Error("refused");
    };
    const work = new Errand().for(new Caller()).run(() => Promise.all([slow(), refusal()]));
    await expect(work).rejects.toThrow("refused");
    await becomes(0);
  });

  it("are not begun for who has gone already", async () => {
    const caller = new Caller();
    caller.leave();
    await expect(new Errand().for(caller).run(slow)).rejects.toThrow("Nobody waits");
    expect(await running()).toBe(0);
  });

  it("never take the next statement of the same connection with them", async () => {
    for (let i = 0; i < 30; i++) {
      const caller = new Caller();
      const left = new Errand().for(caller).run(() => db.rows(sql`SELECT ${i}::int AS "i", pg_sleep(0.002)`));
      setTimeout(() => caller.leave(), i % 5);
      await left.catch(() => undefined);
      expect(await db.one(sql`SELECT ${i}::int AS "i", pg_sleep(0)::text AS "slept"`)).toMatchObject({ i });
    }
  });
});

describe("a caller who goes", () => {
  // It adds up all observations, so that its statement has a connection for itself.
  const query =
    "query ($least: Decimal) { aggregate(filter: { value: { gte: $least } }, groupBy: [AREA, INDICATOR], method: COUNT) { totalCount } }";
  const question = (least: number) => JSON.stringify({ query, variables: { least: `${least}` } });
  const send = (body: string, signal?: AbortSignal) =>
    fetch(`${warehouse.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      ...(signal && { signal }),
    });

  /** Nobody can read observations meanwhile. */
  async function whileLocked(work: () => Promise<void>): Promise<void> {
    await watch.query("BEGIN; LOCK TABLE observation IN ACCESS EXCLUSIVE MODE");
    try {
      await work();
    } finally {
      await watch.query("ROLLBACK");
    }
  }

  const blocked = async () => {
    const { rows } = await watch.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE NOT l.granted AND d.datname = current_database()`,
    );
    return rows[0]!.count;
  };

  it.each([
    ["for the first time", 0],
    ["again, when the question is compiled", 2],
  ])("frees the database: asked %s", async (_when, times) => {
    for (let i = 0; i < times; i++) await (await send(question(i))).text();
    await whileLocked(async () => {
      const gone = new AbortController();
      const asked = send(question(100 + times), gone.signal);
      await vi.waitFor(async () => expect(await blocked()).toBeGreaterThan(0), { interval: 10, timeout: 10_000 });
      gone.abort();
      await expect(asked).rejects.toThrow("aborted");
      // Before the database would give up by itself (lock_timeout is 1 s).
      await vi.waitFor(async () => expect(await blocked()).toBe(0), { timeout: 700, interval: 10 });
    });
  });

  it("takes no answer away from who asked the same and still waits", async () => {
    const body = question(200);
    let answer: Promise<Response> | undefined;
    await whileLocked(async () => {
      const gone = new AbortController();
      const asked = send(body, gone.signal);
      await vi.waitFor(async () => expect(await blocked()).toBeGreaterThan(0), { interval: 10, timeout: 10_000 });
      answer = send(body);
      gone.abort();
      await expect(asked).rejects.toThrow("aborted");
    });
    const { data } = (await (await answer!).json()) as { data: { aggregate: { totalCount: number } } };
    expect(data.aggregate.totalCount).toBeGreaterThan(0);
  });

  it("is no error in the log", () => {
    expect(warehouse.log.filter((line) => line.includes("unexpected error"))).toEqual([]);
  });
});
