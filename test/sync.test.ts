import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SourceFault } from "../src/source/source-fault.js";
import { counts, record, StorySource, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
});
afterAll(() => warehouse.close());
beforeEach(() =>
  warehouse.rows(`
    TRUNCATE source_system, sync_run, raw_payload, rejected_row, indicator_rule, series_source, observation, observation_history;
    DELETE FROM series_breakdown; DELETE FROM series; DELETE FROM publication`),
);

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
    expect(payload).toMatchObject({ request: "GET story:", content_type: "application/json", size: 53 });
    expect(payload!.sha256).toBe(payload!.expected);
    expect(gunzipSync(payload!.bytes as Buffer).toString()).toBe(
      '[{"indicator":"THU","period":"2023-07","value":"10"}]',
    );
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

describe("a snapshot", () => {
  it("withdraws what it no longer holds, also the last observation of a series", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST, record("CHI", "2023-08", "1")]));
    const result = await warehouse.sync(new StorySource("LRIS", [JULY]));
    expect(counts(result)).toBe("1 0 0 1 0 0 | 0 2");
    expect(result).toMatchObject({ outcome: "PUBLISHED", publication: 2 });
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 10 A"]);
    expect(
      await warehouse.rows(`
        SELECT key, observation_count, first_period_start, last_period_end, last_value FROM series ORDER BY key`),
    ).toEqual([
      { key: "M.CHI.77._T", observation_count: 0, first_period_start: null, last_period_end: null, last_value: null },
      {
        key: "M.THU.77._T",
        observation_count: 1,
        first_period_start: "2023-07-01",
        last_period_end: "2023-07-31",
        last_value: "10",
      },
    ]);
    expect(
      await warehouse.list(
        `SELECT DISTINCT reason || ' ' || from_publication || ' ' || to_publication FROM observation_history`,
      ),
    ).toEqual(["WITHDRAWN 1 2"]);
  });

  it("brings a withdrawn observation back", async () => {
    for (const records of [[JULY, AUGUST], [JULY], [JULY, AUGUST]])
      await warehouse.sync(new StorySource("LRIS", records));
    expect(await warehouse.observations()).toHaveLength(2);
    expect(await warehouse.versions()).toEqual([1, 2, 3]);
  });

  it("withdraws nothing that another source delivered", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY]));
    await warehouse.sync(new StorySource("TABMIS", [record("CHI", "2023-08", "1")]));
    expect(counts(await warehouse.sync(new StorySource("LRIS", [JULY])))).toBe("1 0 0 1 0 0 | 0 0");
    expect(await warehouse.observations()).toHaveLength(2);
  });

  it("withdraws nothing outside the days it was asked for", async () => {
    const source = Object.assign(new StorySource("LRIS", [JULY, AUGUST, record("THU", "2023-09", "30")]), {
      asks: { from: true, to: true },
    });
    await warehouse.sync(source);
    source.records = [];
    const window = { from: "2023-08-01", to: "2023-09-15" };
    expect(counts(await warehouse.sync(source, { window, allowEmpty: true }))).toBe("0 0 0 0 0 0 | 0 1");
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 10 A", "M.THU.77._T 2023-09-01 30 A"]);
  });

  it("takes a row that is refused for present: its old value stands", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST]));
    const fault = { rule: "NUMBER_FORMAT", field: "value", value: "2O", message: "no number" } as const;
    const bad = record("THU", "2023-08", null, { fault });
    expect(counts(await warehouse.sync(new StorySource("LRIS", [JULY, bad])))).toBe("2 0 0 1 1 0 | 0 0");
    expect(await warehouse.observations()).toHaveLength(2);
  });

  it("withdraws nothing of an indicator of which a row can't be read", async () => {
    const other = record("CHI", "2023-08", "1");
    await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST, other, record("CHI", "2023-09", "2")]));
    const fault = { rule: "PERIOD_FORMAT", field: "period", value: "T?/2023", message: "no period" } as const;
    const bad = record("THU", "?", "20", { period: null, fault });
    expect(counts(await warehouse.sync(new StorySource("LRIS", [JULY, bad, other])))).toBe("3 0 0 2 1 0 | 0 1");
    expect(await warehouse.observations()).toEqual([
      "M.CHI.77._T 2023-08-01 1 A",
      "M.THU.77._T 2023-07-01 10 A",
      "M.THU.77._T 2023-08-01 20 A",
    ]);
  });

  it("without a single record is not believed", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY]));
    const result = await warehouse.sync(new StorySource("LRIS", []));
    expect(result).toMatchObject({ outcome: "FAILED", error: { code: "RECORDS_MISSING", retryable: false } });
    expect(await warehouse.observations()).toHaveLength(1);
  });
});

describe("a delta", () => {
  it("withdraws only what it says is withdrawn", async () => {
    const source = Object.assign(new StorySource("LRIS", [JULY, AUGUST]), { snapshot: false });
    await warehouse.sync(source);
    source.records = [
      record("THU", "2023-07", null, { withdrawn: true }),
      record("THU", "2023-06", null, { withdrawn: true }),
    ];
    const result = await warehouse.sync(source);
    expect(counts(result)).toBe("2 0 1 1 0 0 | 0 1");
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-08-01 20 A"]);
    expect(await warehouse.sync(source)).toMatchObject({ outcome: "UNCHANGED" });
  });
});
