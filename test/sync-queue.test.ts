import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SyncQueue } from "../src/ingestion/sync.queue.js";
import type { QueueOptions } from "../src/ingestion/sync.queue.js";
import { SourceFault } from "../src/source/source-fault.js";
import { record, SILENT, StorySource, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
let queues: SyncQueue[];
beforeEach(async () => {
  warehouse = await SyncWarehouse.open();
  queues = [];
});
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.close()));
  await warehouse.close();
});

async function start(sources: StorySource[], options: Partial<QueueOptions> = {}): Promise<SyncQueue> {
  const log = { ...SILENT, error: () => {} };
  const base = { databaseUrl: warehouse.url, timeZone: "Asia/Ho_Chi_Minh", rawDays: 90, log };
  const retries = { retryDelay: 1, retryDelayMax: 1 };
  const queue = await SyncQueue.start({ ...base, sources, retries, pollSeconds: 0.5, ...options });
  queues.push(queue);
  return queue;
}

const runs = () =>
  warehouse.list(`
    SELECT concat_ws(' ', s.code, r.cause, r.attempt, r.state, r.error_code)
    FROM sync_run r JOIN source_system s ON s.id = r.source_id ORDER BY r.id`);
const until = (expected: unknown[]) =>
  vi.waitFor(async () => expect(await runs()).toEqual(expected), { timeout: 20_000, interval: 50 });
const lris = () => new StorySource("LRIS", [record("THU", "2023-07", "10")]);
const daily = { cron: "0 6 * * *", timeZone: "Asia/Ho_Chi_Minh" };

describe("the job queue", () => {
  it("has one run of a source, however many processes work and however often it is asked for", async () => {
    const source = lris();
    const [one, two] = [await start([source]), await start([source])];
    await Promise.all([one.request("LRIS"), two.request("LRIS"), one.request("LRIS")]);
    await until(["LRIS MANUAL 1 PUBLISHED"]);
    expect(await warehouse.versions()).toEqual([1]);
  });

  it("catches up the time that was missed while nobody worked: once", async () => {
    const hourAgo = new Date(Date.now() - 3_600_000);
    const cron = `${hourAgo.getUTCMinutes()} ${hourAgo.getUTCHours()} * * *`;
    const scheduled = (): StorySource => Object.assign(lris(), { schedule: { cron, timeZone: "UTC" } });
    await (await start([scheduled()])).close();
    await warehouse.rows(`UPDATE kho_jobs.version SET cron_on = now() - interval '3 days'`);
    await warehouse.rows(`UPDATE kho_jobs.schedule SET created_on = now() - interval '9 days'`);
    await Promise.all([start([scheduled()]), start([scheduled()])]);
    await until(["LRIS CATCH_UP 1 PUBLISHED"]);
    expect(await warehouse.versions()).toEqual([1]);
  });

  it("does not let a slow source delay another one", async () => {
    let release = (): void => {};
    const slow = lris();
    slow.onRecord = () => new Promise<void>((resolve) => (release = resolve));
    const quick = new StorySource("TABMIS", [record("CHI", "2023-07", "1")]);
    const queue = await start([slow, quick]);
    await queue.request("LRIS");
    await until(["LRIS MANUAL 1 RUNNING"]);
    await queue.request("TABMIS");
    await until(["LRIS MANUAL 1 RUNNING", "TABMIS MANUAL 1 PUBLISHED"]);
    release();
    await until(["LRIS MANUAL 1 PUBLISHED", "TABMIS MANUAL 1 PUBLISHED"]);
  });

  it("tries again what may pass by itself, and nothing else", async () => {
    const shaky = lris();
    let tries = 0;
    shaky.onRecord = () => {
      if (++tries === 1) throw new SourceFault("SERVER_ERROR", "500", true);
    };
    const wrong = new StorySource("TABMIS", [record("CHI", "2023-07", "1")]);
    wrong.onRecord = () => {
      throw new SourceFault("HTML_ANSWER", "a login page", false);
    };
    const queue = await start([shaky, wrong]);
    await queue.request("TABMIS");
    await until(["TABMIS MANUAL 1 FAILED HTML_ANSWER"]);
    await queue.request("LRIS");
    await until(["TABMIS MANUAL 1 FAILED HTML_ANSWER", "LRIS MANUAL 1 FAILED SERVER_ERROR", "LRIS MANUAL 2 PUBLISHED"]);
    expect(
      await warehouse.list(`SELECT state FROM kho_jobs.job WHERE name = 'sync' AND data->>'source' = 'TABMIS'`),
    ).toEqual(["completed"]);
  });

  it("comes back when the source says so", async () => {
    const busy = lris();
    busy.onRecord = () => {
      throw new SourceFault("RATE_LIMITED", "429", true, 600_000);
    };
    await (await start([busy])).request("LRIS");
    await until(["LRIS MANUAL 1 FAILED RATE_LIMITED"]);
    await vi.waitFor(
      async () =>
        expect(
          await warehouse.list(`
          SELECT data->>'tried' FROM kho_jobs.job
          WHERE name = 'sync' AND state = 'created' AND start_after BETWEEN now() + interval '9 min' AND now() + interval '11 min'`),
        ).toEqual(["1"]),
      { timeout: 10_000 },
    );
  });

  it("breaks a run off when it is closed, and takes it up again at the next start", async () => {
    const source = lris();
    let stuck = true;
    source.deliver = async function* (window, hooks) {
      if (stuck)
        await new Promise((_, reject) => hooks.signal.addEventListener("abort", () => reject(new Error("aborted"))));
      yield* StorySource.prototype.deliver.call(source, window, hooks);
    };
    const queue = await start([source]);
    await queue.request("LRIS");
    await until(["LRIS MANUAL 1 RUNNING"]);
    await queue.close();
    await until(["LRIS MANUAL 1 FAILED ABORTED"]);
    stuck = false;
    await start([source]);
    await until(["LRIS MANUAL 1 FAILED ABORTED", "LRIS MANUAL 2 PUBLISHED"]);
  });

  it("shows a source whose configuration is gone as retired, and runs it no more", async () => {
    await (await start([Object.assign(lris(), { schedule: daily }), new StorySource("TABMIS", [])])).close();
    await start([new StorySource("TABMIS", [])]);
    expect(await warehouse.list(`SELECT code || ' ' || active FROM source_system ORDER BY code`)).toEqual([
      "LRIS false",
      "TABMIS true",
    ]);
    expect(await warehouse.list(`SELECT key FROM kho_jobs.schedule WHERE name = 'sync'`)).toEqual([]);
  });
});
