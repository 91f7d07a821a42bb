import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { counts, record, StorySource, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
});
afterAll(() => warehouse.close());
beforeEach(() => warehouse.forget());

const JULY = record("THU", "2023-07", "10");
const AUGUST = record("THU", "2023-08", "20");

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

  it("gives way to nothing made up: the first real delivery drives sample figures out of a series", async () => {
    await warehouse.sync(new StorySource("DEMO", [JULY, record("THU", "2023-06", "99999")]));
    await warehouse.rows(`UPDATE series SET provenance = 'SAMPLE'`);
    await warehouse.rule("THU", { kind: "JUMP", severity: "QUARANTINE", allowed: 10 });
    const result = await warehouse.sync(new StorySource("LRIS", [record("THU", "2023-07", "11")]));
    expect(counts(result)).toBe("1 1 0 0 0 0 | 0 2");
    expect(await warehouse.observations()).toEqual(["M.THU.77._T 2023-07-01 11 A"]);
    expect(await warehouse.rows(`SELECT provenance, observation_count, first_period_start FROM series`)).toEqual([
      { provenance: "DELIVERED", observation_count: 1, first_period_start: "2023-07-01" },
    ]);
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

  it("withdraws no indicator that is gone while others come that nobody knows: its code may have been changed", async () => {
    await warehouse.sync(new StorySource("LRIS", [JULY, AUGUST, record("CHI", "2023-08", "1")]));
    const renamed = [record("THU2", "2023-07", "10"), record("THU2", "2023-08", "20")];
    expect(counts(await warehouse.sync(new StorySource("LRIS", renamed)))).toBe("2 0 0 0 2 0 | 0 0");
    const partly = [record("THU2", "2023-07", "10"), record("CHI", "2023-09", "2")];
    expect(counts(await warehouse.sync(new StorySource("LRIS", partly)))).toBe("2 1 0 0 1 0 | 0 1");
    expect(await warehouse.observations()).toEqual([
      "M.CHI.77._T 2023-09-01 2 A",
      "M.THU.77._T 2023-07-01 10 A",
      "M.THU.77._T 2023-08-01 20 A",
    ]);
    expect(counts(await warehouse.sync(new StorySource("LRIS", partly.slice(1))))).toBe("1 0 0 1 0 0 | 0 2");
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

describe("the coverage of a series", () => {
  it("is what a look at its observations would say, delivery after delivery", async () => {
    let seed = 11;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 25; round++) {
      const records = Array.from({ length: 1 + random(9) }, (_, i) => {
        const value = random(4) === 0 ? null : String(random(3));
        const status = value === null ? null : random(2) ? "A" : "P";
        return record(random(3) ? "THU" : "CHI", `2023-0${1 + ((i + random(2)) % 9)}`, value, { status });
      });
      await warehouse.sync(new StorySource("LRIS", records));
      const wrong = await warehouse.rows(`
        SELECT s.key FROM series s
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS n, min(o.period_start) AS first, max(o.period_start) AS last, max(o.period_end) AS until,
            max(o.period_start) FILTER (WHERE o.value IS NOT NULL) AS latest,
            (array_agg(o.value ORDER BY o.period_start DESC) FILTER (WHERE o.value IS NOT NULL))[1] AS value
          FROM observation o WHERE o.series_id = s.id) AS k
        LEFT JOIN observation l ON l.series_id = s.id AND l.period_start = k.latest
        WHERE (s.observation_count, s.first_period_start, s.last_period_start, s.last_period_end, s.latest_start, s.latest_end, s.last_value, s.last_status)
          IS DISTINCT FROM (k.n, k.first, k.last, k.until, k.latest, l.period_end, k.value, l.status)`);
      expect(wrong).toEqual([]);
    }
  });
});
