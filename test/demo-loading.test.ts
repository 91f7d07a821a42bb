import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoCounts } from "../src/demo/load-demo.js";
import { isWarehouseEmpty, loadDemo } from "../src/demo/load-demo.js";
import { scaledText, split } from "../src/demo/split.js";
import { areaInKey, breakdownText, seriesKey } from "../src/observation/series-key.js";
import type { TestDatabase } from "./support/postgres.js";
import { createTestDatabase } from "./support/postgres.js";

const TABLES =
  "area agency unit topic dimension dimension_code reporting_calendar indicator indicator_dimension publication series " +
  "series_breakdown observation observation_history plan pillar target target_milestone " +
  "composite_index composite_index_version composite_component formula formula_input";

let database: TestDatabase;
let client: pg.Client;
let counts: DemoCounts;
let steps: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  steps = [];
  counts = await loadDemo(database.url, { onProgress: (step) => steps.push(step) });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe("loading the demo", () => {
  it("tells each step", () => {
    expect(steps).toEqual([
      "reading the demo files",
      "working out the series of 841 indicators",
      `writing ${counts.observations - 120} observations`,
      "computing 2 indicators by their formulas",
      "measuring the tables for the query planner",
    ]);
  });

  it("gives the same rows each time", async () => {
    const other = await createTestDatabase();
    expect(await isWarehouseEmpty(other.url)).toBe(true);
    await loadDemo(other.url);
    expect(await isWarehouseEmpty(other.url)).toBe(false);
    const second = new pg.Client({ connectionString: other.url });
    await second.connect();
    for (const table of TABLES.split(" "))
      expect(await checksum(second, table), table).toBe(await checksum(client, table));
    await second.end();
    await other.drop();
  });

  it("is refused where anything lies already, and changes nothing there", async () => {
    await expect(loadDemo(database.url)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await value("SELECT count(*)::int FROM indicator")).toBe(841);
  });

  it("leaves the next id free", async () => {
    await client.query("BEGIN");
    expect(await value("INSERT INTO publication (origin) VALUES ('test') RETURNING id")).toBe(4);
    expect(await value("INSERT INTO unit (code, name_vi, symbol_vi) VALUES ('X', 'x', 'x') RETURNING id")).toBe(67);
    await client.query("ROLLBACK");
  });
});

describe("the pieces of the loader", () => {
  it("gives what is left after rounding down to the largest remainders", () => {
    expect(split(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(split(100, [0.5, 0.3, 0.2])).toEqual([50, 30, 20]);
    expect(split(0, [1, 2])).toEqual([0, 0]);
  });

  it("writes integers of so many decimals as exact text", () => {
    expect([scaledText(12345, 2), scaledText(7, 2), scaledText(-7, 1), scaledText(7, 0)]).toEqual([
      "123.45",
      "0.07",
      "-0.7",
      "7",
    ]);
  });

  it("names a series by frequency, indicator, area and breakdown", () => {
    const total = { frequency: "M", indicator: "TC001", area: areaInKey("77", null), breakdown: breakdownText([]) };
    expect(seriesKey(total)).toBe("M.TC001.77._T");
    const women = breakdownText([
      { dimension: "URB", code: "U" },
      { dimension: "SEX", code: "F" },
    ]);
    const ward = { frequency: "A", indicator: "LD012", area: areaInKey("26506", "2025-07-01"), breakdown: women };
    expect(seriesKey(ward)).toBe("A.LD012.26506@2025-07-01.SEX=F,URB=U");
  });
});

describe("the demo's composite index", () => {
  it("is made of one indicator of each pillar, and says that it is made up", async () => {
    const { rows } = await client.query<Record<string, unknown>>(`
      SELECT ci.code, v.citation_en, i.code AS indicator, c.weight::text, c.worst::text, c.best::text
      FROM composite_component c JOIN composite_index_version v ON v.id = c.version_id
      JOIN composite_index ci ON ci.id = v.index_id JOIN indicator i ON i.id = c.indicator_id ORDER BY c.position`);
    expect(rows.map((row) => Object.values(row).join(" | "))).toEqual([
      "CDS_HUYEN | SAMPLE: made up for this demo, not a published index | TT009 | 400 | 0 | 100",
      "CDS_HUYEN | SAMPLE: made up for this demo, not a published index | TT002 | 300 | 0 | 100",
      "CDS_HUYEN | SAMPLE: made up for this demo, not a published index | TT005 | 300 | 0 | 100",
    ]);
  });
});

describe("the demo's formulas", () => {
  it("compute every figure of two rates from the figures of the same area and year", async () => {
    const { rows } = await client.query<Record<string, unknown>>(`
      SELECT i.code, s.key, o.value::text, round(top.value / bottom.value * CASE i.code WHEN 'KH017' THEN 1000 ELSE 10000 END, 1)::text AS expected,
        s.provenance || ' ' || o.publication_id AS told
      FROM formula f JOIN indicator i ON i.id = f.indicator_id
      JOIN series s ON s.indicator_id = i.id JOIN observation o ON o.series_id = s.id
      JOIN series ts ON ts.key = 'A.' || CASE i.code WHEN 'KH017' THEN 'TK046' ELSE 'YT039' END || substr(s.key, 8)
      JOIN observation top ON top.series_id = ts.id AND top.period_start = o.period_start
      JOIN series bs ON bs.key = 'A.TK032' || substr(s.key, 8)
      JOIN observation bottom ON bottom.series_id = bs.id AND bottom.period_start = o.period_start`);
    expect(rows.filter(({ code }) => code === "KH017")).toHaveLength(9 * 12);
    expect(rows.filter(({ code }) => code === "YT037")).toHaveLength(12);
    expect(rows.filter((row) => Number(row.value) !== Number(row.expected))).toEqual([]);
    expect(new Set(rows.map(({ told }) => told))).toEqual(new Set(["SAMPLE 1"]));
  });

  it("read nothing that a later version revised", async () => {
    expect(
      await value(`SELECT count(*)::int FROM observation_history h JOIN series s ON s.id = h.series_id
        WHERE s.indicator_id IN (SELECT f.input_id FROM formula_input f)`),
    ).toBe(0);
  });
});

describe("the demo's amended targets", () => {
  it("keep their earlier wording until the day of the decision's effect", async () => {
    const { rows } = await client.query<Record<string, unknown>>(`
      SELECT t.code, t.value::text, t.due_date::text, t.valid_from::text, t.valid_to::text, t.decision, t.provenance
      FROM target t WHERE t.code IN (SELECT x.code FROM target x WHERE x.valid_to IS NOT NULL) ORDER BY t.code, t.valid_from`);
    expect(rows.map((row) => Object.values(row).join(" | "))).toEqual([
      "CDS2023-CQ-06 | 50 | 2023-12-31 | 2023-01-01 | 2023-07-20 |  | SAMPLE",
      "CDS2023-CQ-06 | 45 | 2023-12-31 | 2023-07-20 |  | 01-MAU/QĐ-UBND | SAMPLE",
      "CDS2023-XH-07 | 900000 | 2023-12-31 | 2023-01-01 | 2023-10-01 |  | SAMPLE",
      "CDS2023-XH-07 | 950000 | 2024-12-31 | 2023-10-01 |  | 02-MAU/QĐ-UBND | SAMPLE",
    ]);
  });
});

async function value(sql: string): Promise<unknown> {
  return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
}

async function checksum(from: pg.Client, table: string): Promise<string> {
  const sql = `SELECT md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")) AS sum FROM ${table} t`;
  return (await from.query<{ sum: string }>(sql)).rows[0]!.sum;
}
