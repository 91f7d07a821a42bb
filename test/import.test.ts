import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counts, ImportWarehouse } from "./import.support.js";

let kho: ImportWarehouse;
beforeEach(async () => {
  kho = await ImportWarehouse.open();
});
afterEach(() => kho.close());

const HEADER = "indicator,area,period,value\n";

describe("what an import does", () => {
  it("creates observations in series of the period's frequency, as one publication", async () => {
    const result = await kho.import(`${HEADER}THU,77,2023-07,10.5\nTHU,77,2023-08,11\nTHU,77,2023,120\n`);
    expect(counts(result)).toEqual([3, 3, 0, 0, 0]);
    expect(result.createdEntries.series).toBe(2);
    expect(await kho.observations()).toEqual([
      "A.THU.77._T 2023-01-01 2023-12-31 120 A",
      "M.THU.77._T 2023-07-01 2023-07-31 10.5 A",
      "M.THU.77._T 2023-08-01 2023-08-31 11 A",
    ]);
    expect(await kho.rows("SELECT origin, created, updated FROM publication")).toEqual([
      { origin: "import data.csv", created: 3, updated: 0 },
    ]);
  });

  it("changes nothing when the same file comes again, and makes no publication", async () => {
    const text = `${HEADER}THU,77,2023-07,10.5\nTHU,77,2023-08,...\n`;
    await kho.import(text);
    const again = await kho.import(text);
    expect([again.outcome, again.publication]).toEqual(["UNCHANGED", null]);
    expect(counts(again)).toEqual([2, 0, 0, 2, 0]);
    expect(await kho.count("publication")).toBe(1);
  });

  it("takes 3.0 and 3.00 for the same number", async () => {
    await kho.import(`${HEADER}THU,77,2023-07,3.0\n`);
    expect(counts(await kho.import(`${HEADER}THU,77,2023-07,3.00\n`))).toEqual([1, 0, 0, 1, 0]);
  });

  it("keeps a changed value in history, with the publications in which it stood", async () => {
    await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,11\n`);
    const revised = await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,12\nTHU,77,2023-09,13\n`);
    expect(counts(revised)).toEqual([3, 1, 1, 1, 0]);
    expect(
      await kho.rows(
        "SELECT period_start::text, value, from_publication, to_publication, reason FROM observation_history",
      ),
    ).toEqual([{ period_start: "2023-08-01", value: "11", from_publication: 1, to_publication: 2, reason: "REVISED" }]);
    expect(await kho.rows("SELECT publication_id FROM observation ORDER BY period_start")).toEqual([
      { publication_id: 1 },
      { publication_id: 2 },
      { publication_id: 2 },
    ]);
  });

  it("takes another status for a change: a provisional value becomes official", async () => {
    const text = "indicator,area,period,value,status\n";
    await kho.import(`${text}THU,77,2023-07,10,PROVISIONAL\n`);
    expect(counts(await kho.import(`${text}THU,77,2023-07,10,A\n`))).toEqual([1, 0, 1, 0, 0]);
    expect(await kho.rows("SELECT status FROM observation_history")).toEqual([{ status: "P" }]);
  });

  it("leaves a comment alone when the file has no comments", async () => {
    await kho.import("indicator,area,period,value,comment\nTHU,77,2023-07,10,Số tạm tính\n");
    expect(counts(await kho.import(`${HEADER}THU,77,2023-07,10\n`))).toEqual([1, 0, 0, 1, 0]);
    expect(await kho.rows("SELECT comment FROM observation")).toEqual([{ comment: "Số tạm tính" }]);
  });

  it("keeps the coverage of the series", async () => {
    await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,11\n`);
    await kho.import(`${HEADER}THU,77,2023-06,9\nTHU,77,2023-09,...\n`);
    expect(
      await kho.rows(`SELECT first_period_start::text, last_period_start::text, last_period_end::text, latest_start::text,
        observation_count, last_value, provenance FROM series`),
    ).toEqual([
      {
        first_period_start: "2023-06-01",
        last_period_start: "2023-09-01",
        last_period_end: "2023-09-30",
        latest_start: "2023-08-01",
        observation_count: 4,
        last_value: "11",
        provenance: "DELIVERED",
      },
    ]);
  });

  it("knows the coverage of new series, in whatever order their rows come, without those that are refused", async () => {
    await kho.import(`${HEADER}THU,77,2023-07,10\nBAOCAO,77,2023-08,...\nTHU,77,2023-06,9\nTHU,77,2023-08,x\n`);
    expect(
      await kho.rows(`SELECT key, first_period_start::text, last_period_start::text, last_period_end::text,
        latest_start::text, observation_count, last_value FROM series ORDER BY key DESC`),
    ).toEqual([
      {
        key: "M.THU.77._T",
        first_period_start: "2023-06-01",
        last_period_start: "2023-07-01",
        last_period_end: "2023-07-31",
        latest_start: "2023-07-01",
        observation_count: 2,
        last_value: "10",
      },
      {
        key: "M.BAOCAO.77._T",
        first_period_start: "2023-07-15",
        last_period_start: "2023-07-15",
        last_period_end: "2023-08-14",
        latest_start: null,
        observation_count: 1,
        last_value: null,
      },
    ]);
  });

  it("gives a month the dates of the indicator's reporting calendar", async () => {
    await kho.import(`${HEADER}BAOCAO,77,2023-08,5\n`);
    expect(await kho.observations()).toEqual(["M.BAOCAO.77._T 2023-07-15 2023-08-14 5 A"]);
  });

  it("means the area that bore a code when the period began", async () => {
    await kho.import(`${HEADER}THU,26506,2019,1\nTHU,26506,2024,2\nTHU,26506,2026,3\n`);
    expect(await kho.observations()).toEqual([
      "A.THU.26506._T 2019-01-01 2019-12-31 1 A",
      "A.THU.26506._T 2024-01-01 2024-12-31 2 A",
      "A.THU.26506@2025-07-01._T 2026-01-01 2026-12-31 3 A",
    ]);
  });
});

describe("a dry run", () => {
  it("answers what would happen and changes nothing", async () => {
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\nNO,77,2023-07,1\n`, {}, { dryRun: true });
    expect([result.outcome, result.publication, ...counts(result)]).toEqual(["DRY_RUN", null, 2, 1, 0, 0, 1]);
    expect([await kho.count("observation"), await kho.count("series"), await kho.count("publication")]).toEqual([
      0, 0, 0,
    ]);
  });
});

describe("sample series", () => {
  const SAMPLE = `
    INSERT INTO publication (origin) VALUES ('demo');
    INSERT INTO series (key, indicator_id, area_id, frequency, provenance, first_period_start, last_period_start, last_period_end, observation_count)
    VALUES ('M.THU.77._T', 1, 1, 'M', 'SAMPLE', '2023-06-01', '2023-07-01', '2023-07-31', 2);
    INSERT INTO observation VALUES (1, '2023-06-01', '2023-06-30', 1, 7, 'A'), (1, '2023-07-01', '2023-07-31', 1, 8, 'A')`;

  it("take no real figures unasked: the two would mix", async () => {
    await kho.rows(SAMPLE);
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-07,10\nTHU,77,2023,1\n`);
    expect(result.rejectedByRule).toEqual({ SAMPLE_SERIES: 2 });
    expect(counts(result)).toEqual([3, 1, 0, 0, 2]);
  });

  it("give way as a whole when that is asked for", async () => {
    await kho.rows(SAMPLE);
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\n`, {}, { replaceSample: true });
    expect([...counts(result), result.withdrawn]).toEqual([1, 1, 0, 0, 0, 2]);
    expect(await kho.observations()).toEqual(["M.THU.77._T 2023-07-01 2023-07-31 10 A"]);
    expect(await kho.rows("SELECT provenance, observation_count FROM series")).toEqual([
      { provenance: "DELIVERED", observation_count: 1 },
    ]);
    expect(await kho.rows("SELECT value, reason, to_publication FROM observation_history ORDER BY value")).toEqual([
      { value: "7", reason: "WITHDRAWN", to_publication: 2 },
      { value: "8", reason: "WITHDRAWN", to_publication: 2 },
    ]);
    expect(await kho.rows("SELECT created, updated, withdrawn FROM publication WHERE id = 2")).toEqual([
      { created: 1, updated: 0, withdrawn: 2 },
    ]);
  });
});

describe("two imports at once", () => {
  it("take turns, so that publications are numbered as they become visible", async () => {
    const file = (value: number) => kho.file(`${value}.csv`, `${HEADER}THU,77,2023-07,${value}\n`);
    const { importFile } = await import("../src/ingestion/import.service.js");
    const results = await Promise.all([1, 2, 3].map((n) => importFile({ databaseUrl: kho.url, file: file(n) })));
    expect(results.map(({ outcome }) => outcome)).toEqual(["IMPORTED", "IMPORTED", "IMPORTED"]);
    expect(results.map(({ publication }) => publication).sort((a, b) => a! - b!)).toEqual([1, 2, 3]);
    expect(await kho.count("observation_history")).toBe(2);
  });
});

describe("the counts", () => {
  it("add up for whatever rows come, import after import", async () => {
    const random = lehmer(7);
    for (let round = 0; round < 12; round++) {
      const lines = Array.from({ length: 40 }, () => randomRow(random));
      const result = await kho.import(HEADER + lines.join("\n"));
      const refused = result.rejected + result.quarantined;
      expect(result.created + result.updated + result.unchanged + refused).toBe(40);
      expect(result.received).toBe(40);
      expect(Object.values(result.rejectedByRule).reduce((sum, n) => sum + n, 0)).toBe(refused);
    }
    const [sums] = await kho.rows("SELECT sum(created)::int AS created, sum(updated)::int AS updated FROM publication");
    expect(await kho.count("observation")).toBe(sums!.created);
    expect(await kho.count("observation_history")).toBe(sums!.updated);
  });
});

function lehmer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

function randomRow(random: (below: number) => number): string {
  const indicator = ["THU", "TYLE", "NO"][random(3)];
  const period = `2023-${["01", "02", "03", "13", "Q1"][random(5)]}`;
  return `${indicator},${["77", "26506", "x"][random(3)]},${period},${["1", "2.50", "2.5", "...", "abc", "101"][random(6)]}`;
}
