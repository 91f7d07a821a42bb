import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetPayloads } from "../src/ingestion/payload.store.js";
import { SourceFault } from "../src/source/source-fault.js";
import { counts, record, StorySource, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
});
afterAll(() => warehouse.close());
beforeEach(() => warehouse.forget());

const JULY = record("THU", "2023-07", "10");
const AUGUST = record("THU", "2023-08", "20");

describe("a delivery", () => {
  it("is published as one version, and its run says how", async () => {
    const result = await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST]));
    expect(counts(result)).toBe("2 2 0 0 0 0 | 0 0");
    expect(result).toMatchObject({ outcome: "PUBLISHED", publication: 1, pages: 1, error: null });
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 10 A", "M.THU.77._T 2023-08-01 20 A"]);
    expect(
      await warehouse.rows(`
        SELECT origin, cause, state, window_from, window_to, pages, received, created, version_before, version_after,
          ended_at >= started_at AS ended FROM sync_run`),
    ).toEqual([
      {
        origin: "sync LRIS",
        cause: "MANUAL",
        state: "PUBLISHED",
        window_from: null,
        window_to: "2023-12-31",
        pages: 1,
        received: 2,
        created: 2,
        version_before: 0,
        version_after: 1,
        ended: true,
      },
    ]);
  });

  it("is kept byte for byte, compressed, with its checksum", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY]));
    const [payload] = await warehouse.rows(`
      SELECT request, content_type, size, sha256, bytes, encode(sha256('[{"indicator":"THU","period":"2023-07","value":"10"}]'), 'hex') AS expected
      FROM raw_payload`);
    expect(payload).toMatchObject({ request: "GET story:", content_type: "application/json", size: "53" });
    expect(payload!.sha256).toBe(payload!.expected);
    expect(gunzipSync(payload!.bytes as Buffer).toString()).toBe(
      '[{"indicator":"THU","period":"2023-07","value":"10"}]',
    );
  });

  it("loses its bytes when their time is over, and keeps what they were", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY]));
    const client = new pg.Client({ connectionString: warehouse.url });
    await client.connect();
    expect(await forgetPayloads(client, 90)).toBe(0);
    await warehouse.rows(`UPDATE raw_payload SET received_at = received_at - interval '91 days'`);
    expect(await forgetPayloads(client, 90)).toBe(1);
    await client.end();
    expect(await warehouse.rows(`SELECT bytes, size, length(sha256) AS digits FROM raw_payload`)).toEqual([
      { bytes: null, size: "53", digits: 64 },
    ]);
  });

  it("that comes again changes nothing and makes no version", async () => {
    const source = new StorySource("LRIS", [JULY, AUGUST]);
    await warehouse.sync(source);
    const again = await warehouse.sync(source);
    expect(counts(again)).toBe("2 0 0 2 0 0 | 0 0");
    expect(again).toMatchObject({ outcome: "UNCHANGED", publication: null });
    expect(await warehouse.versions()).toEqual([1]);
    expect(await warehouse.list(`SELECT count(*)::int FROM observation_history`)).toEqual([0]);
  });

  it("supersedes values, which go to history", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST]));
    const result = await warehouse.sync(new StorySource("LRIS", [JULY, record("THU", "2023-08", "21")]));
    expect(counts(result)).toBe("2 0 1 1 0 0 | 0 0");
    expect(
      await warehouse.rows(
        `SELECT period_start, from_publication, to_publication, value, reason FROM observation_history`,
      ),
    ).toEqual([{ period_start: "2023-08-01", from_publication: 1, to_publication: 2, value: "20", reason: "REVISED" }]);
  });

  it("is stored with the dates of the indicator's reporting calendar", async () => {
    await warehouse.sync(new StorySource("LRIS", [record("BAOCAO", "2023-08", "5")]));
    expect(await warehouse.list(`SELECT period_start || ' ' || period_end FROM observation`)).toEqual([
      "2023-07-15 2023-08-14",
    ]);
  });

  it("with a dry run answers the same and changes nothing", async () => {
    const result = await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST]), { dryRun: true });
    expect(counts(result)).toBe("2 2 0 0 0 0 | 0 0");
    expect(result).toMatchObject({ outcome: "DRY_RUN", run: null, publication: null });
    expect(await warehouse.list(`SELECT count(*)::int FROM sync_run`)).toEqual([0]);
    expect(await warehouse.observations()).toEqual([]);
  });

  it("that breaks off publishes nothing, leaves the watermark, and its payload stays for inspection", async () => {
    const source = new StorySource("LRIS", [JULY, AUGUST]);
    await warehouse.sync(source, { now: () => new Date("2023-08-30T06:00:00+07:00") });
    source.records = [record("THU", "2023-08", "99"), record("THU", "2023-09", "30")];
    source.onRecord = (i) => {
      if (i === 1) throw new SourceFault("SERVER_ERROR", "page 2 answered 500", true, 5_000);
    };
    const result = await warehouse.sync(source);
    expect(result).toMatchObject({
      outcome: "FAILED",
      error: { code: "SERVER_ERROR", message: "page 2 answered 500", retryable: true, retryAfterMs: 5_000 },
    });
    expect(await warehouse.versions()).toEqual([1]);
    expect(
      await warehouse.rows(`SELECT state, error_code, error_message, received FROM sync_run WHERE id = ${result.run}`),
    ).toEqual([{ state: "FAILED", error_code: "SERVER_ERROR", error_message: "page 2 answered 500", received: 1 }]);
    expect(await warehouse.list(`SELECT watermark FROM source_system`)).toEqual(["2023-08-30"]);
    expect(await warehouse.list(`SELECT count(*)::int FROM raw_payload WHERE run_id = ${result.run}`)).toEqual([1]);
  });

  it("of an agency that does not exist fails with one clear line", async () => {
    const source = Object.assign(new StorySource("LRIS", [JULY]), { agency: "NOBODY" });
    expect((await warehouse.sync(source)).error).toEqual({
      code: "BAD_USER_INPUT",
      message: 'The source LRIS belongs to the agency "NOBODY", which does not exist',
      retryable: false,
      retryAfterMs: null,
    });
  });

  it("keeps NUL and broken characters out of the database, and takes the rest", async () => {
    const odd = record("THU", "2023-07", "10", { comment: "a\0b", raw: { note: "\0\ud800 \\u0000" } });
    const refused = record("T\0HU", "2023-07", "10");
    expect(counts(await warehouse.sync(new StorySource("LRIS", [odd, refused])))).toBe("2 1 0 0 1 0 | 0 0");
    expect(await warehouse.list(`SELECT comment FROM observation`)).toEqual(["ab"]);
  });
});
