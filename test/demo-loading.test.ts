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
  "composite_index composite_index_version composite_component";

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
      `writing ${counts.observations} observations`,
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

async function value(sql: string): Promise<unknown> {
  return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
}

async function checksum(from: pg.Client, table: string): Promise<string> {
  const sql = `SELECT md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")) AS sum FROM ${table} t`;
  return (await from.query<{ sum: string }>(sql)).rows[0]!.sum;
}
