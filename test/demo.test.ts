import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDemo } from "../src/demo/load-demo.js";
import type { DemoCounts } from "../src/demo/load-demo.js";
import { createTestDatabase } from "./support/postgres.js";
import type { TestDatabase } from "./support/postgres.js";

/** Totals of counts and amounts; shares, ranks, prices and indices do not add up. */
const ADDITIVE_TOTALS = `
  SELECT s.id, s.indicator_id, s.area_id, s.provenance
  FROM series s
  JOIN indicator i ON i.id = s.indicator_id
  JOIN unit u ON u.id = i.unit_id
  WHERE s.breakdown = '_T' AND i.aggregation IN ('SUM', 'LAST')
    AND u.code NOT IN ('PCT', 'PM', 'DIEM', 'BAC', 'DONG', 'USD', 'HEC_NGUOI', 'MM', 'NAM')`;

let database: TestDatabase;
let client: pg.Client;
let counts: DemoCounts;

beforeAll(async () => {
  database = await createTestDatabase();
  counts = await loadDemo(database.url);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe("the demo province in its warehouse", () => {
  it("has 26 agencies, 841 indicators, 91 areas and 39 targets", async () => {
    expect(counts).toMatchObject({ agencies: 26, indicators: 841, areas: 91, targets: 39 });
    expect(await groups("SELECT level, count(*)::int FROM area GROUP BY 1")).toEqual({ 1: 1, 2: 8, 3: 82 });
  });

  it("tells 20 provincial agencies with 665 indicators from 6 central ones with 176", async () => {
    expect(await groups("SELECT kind, count(*)::int FROM agency GROUP BY 1")).toEqual({ PROVINCIAL: 20, CENTRAL: 6 });
    expect(
      await groups("SELECT a.kind, count(*)::int FROM indicator i JOIN agency a ON a.id = i.agency_id GROUP BY 1"),
    ).toEqual({ PROVINCIAL: 665, CENTRAL: 176 });
  });

  it("promises 16, 8 and 15 targets in the three pillars", async () => {
    expect(
      await groups(
        "SELECT p.code, count(*)::int FROM target t JOIN pillar p ON p.id = t.pillar_id WHERE t.valid_to IS NULL GROUP BY 1",
      ),
    ).toEqual({ DIGITAL_GOVERNMENT: 16, DIGITAL_ECONOMY: 8, DIGITAL_SOCIETY: 15 });
  });

  it("holds the number of observations that it reports, between 280,000 and 320,000", async () => {
    expect(await value("SELECT count(*)::int FROM observation")).toBe(counts.observations);
    expect(counts.observations).toBeGreaterThan(280_000);
    expect(counts.observations).toBeLessThan(320_000);
    expect(await value("SELECT count(*)::int FROM series")).toBe(counts.series);
  });

  it("names everything in both languages", async () => {
    for (const table of "area agency unit topic dimension dimension_code indicator plan pillar target".split(" ")) {
      expect(
        await rows(`SELECT t.code FROM ${table} t WHERE coalesce(btrim(t.name_en), '') = '' OR btrim(t.name_vi) = ''`),
        table,
      ).toEqual([]);
    }
  });

  it("has no two indicators whose names fold to the same text", async () => {
    expect(await rows("SELECT kho_fold(i.name_vi) FROM indicator i GROUP BY 1 HAVING count(*) > 1")).toEqual([]);
  });

  it("says of every series whether it is published, with its source, or a sample", async () => {
    expect(await groups("SELECT s.provenance, count(*)::int FROM series s GROUP BY 1")).toEqual({
      PUBLISHED: 3,
      SAMPLE: counts.series - 3,
    });
    expect(
      await rows("SELECT s.key FROM series s WHERE (s.provenance = 'PUBLISHED') <> (s.citation_vi IS NOT NULL)"),
    ).toEqual([]);
  });

  it("keeps the figures that the province published, and nothing beside them", async () => {
    const facts = await rows(`
      SELECT s.key, o.period_start::text, o.value::text FROM series s JOIN observation o ON o.series_id = s.id
      WHERE s.provenance = 'PUBLISHED' ORDER BY 1, 2`);
    expect(facts.map(Object.values)).toEqual([
      ["A.TT007.77._T", "2022-01-01", "28"],
      ["A.TT007.77._T", "2023-01-01", "10"],
      ["M.CA003.77._T", "2022-12-01", "21.32"],
      ["M.VP001.77._T", "2023-10-01", "50"],
    ]);
  });

  it("keeps the targets that the province published, with their values", async () => {
    const targets = await rows(`
      SELECT t.code, t.comparator, t.value::text, u.code AS unit FROM target t JOIN unit u ON u.id = t.unit_id
      WHERE t.provenance = 'PUBLISHED' AND t.citation_vi IS NOT NULL ORDER BY 1`);
    expect(targets.map((target) => Object.values(target).join(" "))).toEqual([
      "CDS2023-CQ-01 AT_LEAST 100 PCT",
      "CDS2023-CQ-02 AT_MOST 15 BAC",
      "CDS2023-KT-01 AT_LEAST 16 PCT",
      "CDS2023-KT-02 MORE_THAN 8.5 PCT",
      "CDS2023-KT-03 MORE_THAN 90 PCT",
      "CDS2023-XH-01 AT_LEAST 100 PCT",
      "CDS2023-XH-02 AT_LEAST 100 PCT",
      "CDS2023-XH-03 AT_LEAST 30 PCT",
    ]);
  });

  it("measures a target by the province's total of its indicator", async () => {
    expect(
      await rows(`SELECT t.code FROM target t LEFT JOIN series s ON s.id = t.series_id
        WHERE (t.indicator_id IS NULL) <> (t.series_id IS NULL)
          OR s.indicator_id <> t.indicator_id OR s.breakdown <> '_T'`),
    ).toEqual([]);
    expect(
      await value(`SELECT m.value::text FROM target_milestone m JOIN target t ON t.id = m.target_id
        WHERE t.code = 'CDS2023-XH-03' AND m.kind = 'BASELINE' AND m.on_date = '2022-12-31'`),
    ).toBe("21.32");
  });
});

describe("the demo's figures", () => {
  it("add up exactly from districts to the province, and from communes to districts", async () => {
    const sums = await rows(`
      WITH total AS (${ADDITIVE_TOTALS})
      SELECT whole.id, o.period_start::text, o.value, sum(p.value) AS parts
      FROM total whole
      JOIN observation o ON o.series_id = whole.id
      JOIN area a ON a.parent_id = whole.area_id
      JOIN total part ON part.indicator_id = whole.indicator_id AND part.area_id = a.id
      LEFT JOIN observation p ON p.series_id = part.id AND p.period_start = o.period_start
      GROUP BY 1, 2, 3`);
    expect(sums.length).toBeGreaterThan(15_000);
    expect(sums.filter(({ value, parts }) => value !== parts)).toEqual([]);
  });

  it("add up exactly from the codes of a breakdown to the total", async () => {
    const sums = await rows(`
      WITH total AS (${ADDITIVE_TOTALS})
      SELECT whole.id, o.period_start::text, o.value, sum(p.value) AS parts
      FROM total whole
      JOIN observation o ON o.series_id = whole.id
      JOIN series part ON part.indicator_id = whole.indicator_id AND part.area_id = whole.area_id AND part.breakdown <> '_T'
      LEFT JOIN observation p ON p.series_id = part.id AND p.period_start = o.period_start
      GROUP BY 1, 2, 3`);
    expect(sums.length).toBeGreaterThan(5_000);
    expect(sums.filter(({ value, parts }) => value !== parts)).toEqual([]);
  });

  it("added up just so before they were revised", async () => {
    const broken = await rows(`
      WITH total AS (${ADDITIVE_TOTALS}),
      first AS (
        SELECT series_id, period_start, value FROM observation WHERE publication_id = 1
        UNION ALL SELECT series_id, period_start, value FROM observation_history WHERE from_publication = 1)
      SELECT whole.id FROM total whole
      JOIN first o ON o.series_id = whole.id
      JOIN area a ON a.parent_id = whole.area_id
      JOIN total part ON part.indicator_id = whole.indicator_id AND part.area_id = a.id
      LEFT JOIN first p ON p.series_id = part.id AND p.period_start = o.period_start
      GROUP BY whole.id, o.period_start, o.value HAVING o.value <> sum(p.value)`);
    expect(broken).toEqual([]);
  });

  it("stay within the range of their indicator, and within its decimals", async () => {
    expect(
      await rows(`SELECT s.key, o.value FROM observation o
        JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id
        WHERE o.value < i.minimum OR o.value > i.maximum OR (s.provenance = 'SAMPLE' AND scale(o.value) <> i.decimals
          AND NOT EXISTS (SELECT FROM formula f WHERE f.indicator_id = i.id))`),
    ).toEqual([]);
  });

  it("are provisional or estimated at the end of 2023 alone, and break at the start of a year", async () => {
    expect(
      await value("SELECT min(extract(year FROM period_end))::int FROM observation WHERE status IN ('P', 'E')"),
    ).toBe(2023);
    expect(await groups("SELECT status, count(DISTINCT comment)::int FROM observation GROUP BY 1")).toEqual({
      A: 0,
      B: 2,
      E: 0,
      O: 2,
      P: 0,
    });
  });

  it("follow the report months of agencies that report from the 15th to the 14th", async () => {
    expect(
      await rows(`SELECT o.period_end::text AS end FROM observation o JOIN series s ON s.id = o.series_id
        WHERE s.key = 'M.TR006.77._T' AND o.period_start = '2023-07-15'`),
    ).toEqual([{ end: "2023-08-14" }]);
  });

  it("are known to their series without counting", async () => {
    expect(
      await rows(`
        SELECT s.key FROM series s JOIN (
          SELECT series_id, count(*) AS n, min(period_start) AS first, max(period_start) AS last, max(period_end) AS last_end,
            max(period_start) FILTER (WHERE value IS NOT NULL) AS latest
          FROM observation GROUP BY 1) o ON o.series_id = s.id
        LEFT JOIN observation l ON l.series_id = s.id AND l.period_start = s.latest_start
        WHERE (s.observation_count, s.first_period_start, s.last_period_start, s.last_period_end, s.latest_start, s.latest_end, s.last_value, s.last_status)
          IS DISTINCT FROM (o.n, o.first, o.last, o.last_end, o.latest, l.period_end, l.value, l.status)`),
    ).toEqual([]);
    expect(await value("SELECT count(*)::int FROM series WHERE observation_count = 0")).toBe(0);
  });
});

describe("the demo's revisions", () => {
  it("leave a chain of history for about every 200th figure, without overlap or hole", async () => {
    const revised = await value("SELECT count(*)::int FROM observation_history");
    expect(revised).toBeGreaterThan(counts.observations * 0.003);
    expect(revised).toBeLessThan(counts.observations * 0.007);
    expect(
      await rows(`
        SELECT h.series_id FROM observation_history h
        LEFT JOIN observation_history n ON n.series_id = h.series_id AND n.period_start = h.period_start
          AND n.from_publication = h.to_publication
        LEFT JOIN observation o ON o.series_id = h.series_id AND o.period_start = h.period_start
          AND o.publication_id = h.to_publication
        WHERE coalesce(n.value, o.value) IS NULL OR coalesce(n.value, o.value) = h.value`),
    ).toEqual([]);
  });

  it("are counted by their publications", async () => {
    expect(
      await rows(`SELECT p.id, p.created, p.updated, p.withdrawn FROM publication p
        WHERE p.updated <> (SELECT count(*) FROM observation_history h WHERE h.to_publication = p.id)
          OR p.created <> CASE p.id WHEN 1 THEN ${counts.observations} ELSE 0 END`),
    ).toEqual([]);
  });
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await client.query<Record<string, unknown>>(sql)).rows;
}

async function value(sql: string): Promise<unknown> {
  return Object.values((await rows(sql))[0] ?? {})[0];
}

/** A two-column answer as an object. */
async function groups(sql: string): Promise<Record<string, unknown>> {
  return Object.fromEntries((await rows(sql)).map((row) => Object.values(row)));
}
