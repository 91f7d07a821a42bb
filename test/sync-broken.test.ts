import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { postgresAccount } from "../src/database/embedded-account.js";
import { runSync } from "../src/ingestion/sync.service.js";
import { migrateTo } from "../src/database/data-source.js";
import { CATALOGUE, counts, record, SILENT, StorySource, SyncWarehouse } from "./sync.support.js";
import { startThrowawayServer, type ThrowawayServer } from "./support/throwaway-server.js";

const JULY = record("THU", "2023-07", "10");
const days = (value: string, count: number) =>
  Array.from({ length: count }, (_, i) => record("THU", new Date(i * 86_400_000).toISOString().slice(0, 10), value));

describe("two runs at once", () => {
  let warehouse: SyncWarehouse;
  beforeEach(async () => {
    warehouse = await SyncWarehouse.open();
  });
  afterEach(() => warehouse.close());

  it("of one source: one publishes, and the other one finds nothing new", async () => {
    const source = new StorySource("LRIS", [JULY]);
    const results = await Promise.all([warehouse.sync(source), warehouse.sync(source)]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(["PUBLISHED", "UNCHANGED"]);
    expect(await warehouse.versions()).toEqual([1]);
  });

  it("of one source: the other one leaves when the first goes on and on", async () => {
    let release = (): void => {};
    const slow = new StorySource("LRIS", [JULY]);
    slow.onRecord = () => new Promise<void>((resolve) => (release = resolve));
    const first = warehouse.sync(slow);
    await vi.waitFor(async () => expect(await warehouse.list(`SELECT state FROM sync_run`)).toEqual(["RUNNING"]), {
      timeout: 10_000,
    });
    expect(await warehouse.sync(new StorySource("LRIS", [JULY]))).toMatchObject({ outcome: "BUSY", run: null });
    release();
    expect(await first).toMatchObject({ outcome: "PUBLISHED" });
    expect(await warehouse.list(`SELECT state FROM sync_run`)).toEqual(["PUBLISHED"]);
  });

  it("of several sources publish one after the other", async () => {
    const codes = ["A", "B", "C", "D", "E"];
    const results = await Promise.all(
      codes.map((code, i) => warehouse.sync(new StorySource(code, [record("THU", `2023-0${i + 1}`, "1")]))),
    );
    expect(results.map(({ publication }) => publication).sort((a, b) => a! - b!)).toEqual([1, 2, 3, 4, 5]);
    expect(await warehouse.list(`SELECT version_after - version_before FROM sync_run`)).toEqual([1, 1, 1, 1, 1]);
  });

  it("that died is told apart from one that goes on, and the next one notes it", async () => {
    const source = new StorySource("LRIS", [JULY]);
    await warehouse.sync(source);
    await warehouse.rows(
      `INSERT INTO sync_run (source_id, origin, cause, state) SELECT id, 'sync LRIS', 'SCHEDULE', 'RUNNING' FROM source_system`,
    );
    await warehouse.sync(source);
    expect(await warehouse.list(`SELECT state FROM sync_run ORDER BY id`)).toEqual([
      "PUBLISHED",
      "INTERRUPTED",
      "UNCHANGED",
    ]);
  });
});

describe("a database that restarts in the middle of a run", () => {
  let server: ThrowawayServer;
  let url: string;
  beforeAll(async () => {
    server = await startThrowawayServer();
    url = server.url;
    await migrateTo(url);
    const client = await connected();
    await client.query(CATALOGUE);
    // A server of the tests forgets its last commits; this one may not.
    await client.query(`ALTER DATABASE postgres SET synchronous_commit = on`);
    await client.end();
  });
  afterAll(() => server.stop());

  async function connected(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  /** A backend that is killed takes all connections with it, and the server recovers as after a power cut. */
  async function crash(): Promise<void> {
    const client = await connected();
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'kho sync LRIS'`,
    );
    await client.end();
    process.kill(rows[0]!.pid, "SIGKILL");
  }

  /** Every restart starts a checkpointer anew. */
  async function checkpointer(): Promise<unknown> {
    const client = await connected();
    try {
      const { rows } = await client.query(`SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`);
      return rows[0];
    } finally {
      await client.end();
    }
  }

  const sync = (source: StorySource) => runSync({ databaseUrl: url, source, cause: "MANUAL", log: SILENT });

  it("fails that run, publishes nothing of it, and the next run heals", async () => {
    expect(await sync(new StorySource("LRIS", days("1", 2_500)))).toMatchObject({
      outcome: "PUBLISHED",
      publication: 1,
    });
    const before = await checkpointer();
    const hit = new StorySource("LRIS", days("2", 2_500));
    hit.onRecord = (i) => (i === 1_700 ? crash() : undefined);
    expect(await sync(hit)).toMatchObject({ outcome: "FAILED", error: { code: "DATABASE_LOST", retryable: true } });
    await vi.waitFor(async () => expect(await checkpointer()).not.toEqual(before), { timeout: 20_000, interval: 50 });
    const healed = await sync(new StorySource("LRIS", days("2", 2_500)));
    expect(counts(healed)).toBe("2500 0 2500 0 0 0 | 0 0");
    const client = await connected();
    const { rows } = await client.query<{ state: string }>(`SELECT state FROM sync_run ORDER BY id`);
    const { rows: values } = await client.query(`SELECT DISTINCT value FROM observation`);
    await client.end();
    expect(rows.map(({ state }) => state.replace("FAILED", "INTERRUPTED"))).toEqual([
      "PUBLISHED",
      "INTERRUPTED",
      "PUBLISHED",
    ]);
    expect(values).toEqual([{ value: "2" }]);
  });
});

/** A file system of a few megabytes, where this user may make one. */
function tinyDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "kho-tiny-"));
  chmodSync(folder, 0o755);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

describe("a disk that is full", () => {
  const disk = process.env["KHO_TEST_DATABASE_URL"] ? null : tinyDisk();
  afterAll(() => {
    if (disk === null) return;
    spawnSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it.skipIf(disk === null)(
    "fails the run whole, readers go on with what there was, and with space the next run heals",
    async () => {
      const warehouse = await SyncWarehouse.open();
      const place = join(disk!, "space");
      mkdirSync(place);
      const account = postgresAccount(disk!);
      if (account) chownSync(place, account.uid, account.gid);
      await warehouse.rows(`CREATE TABLESPACE kho_tiny LOCATION '${place}'`);
      await warehouse.rows(`ALTER TABLE observation SET TABLESPACE kho_tiny`);
      expect(await warehouse.sync(new StorySource("LRIS", [JULY]))).toMatchObject({
        outcome: "PUBLISHED",
        publication: 1,
      });
      const large = new StorySource("LRIS", [
        JULY,
        ...days("5.25", 19_000),
        ...days("1", 19_000).map((each) => ({ ...each, indicator: "CHI" })),
        ...days("1", 19_000).map((each) => ({ ...each, indicator: "CHI", area: "747" })),
      ]);
      expect(await warehouse.sync(large)).toMatchObject({
        outcome: "FAILED",
        error: { code: "DISK_FULL", retryable: true },
      });
      expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 10 A"]);
      expect(await warehouse.list(`SELECT error_code FROM sync_run ORDER BY id`)).toEqual([null, "DISK_FULL"]);
      await warehouse.rows(`ALTER TABLE observation SET TABLESPACE pg_default`);
      expect(counts(await warehouse.sync(large))).toBe("57001 57000 0 1 0 0 | 0 0");
      expect(await warehouse.versions()).toEqual([1, 2]);
      await warehouse.rows(`DROP TABLESPACE kho_tiny`);
      await warehouse.close();
    },
    60_000,
  );
});
