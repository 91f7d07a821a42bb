import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepYears } from "../src/app-years.js";
import { importFile } from "../src/ingestion/import.service.js";
import { renewYears } from "../src/publication/renew-years.js";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";
import { makeYears } from "./support/years.js";

let warehouse: TestWarehouse;
const folder = mkdtempSync(join(tmpdir(), "kho-years-"));
const sql = (text: string) => sqlOn<Record<string, unknown>>(warehouse.databaseUrl, text);

/** Months of 2021 and 2022: 1.5 in January 2021, 2.5 in February, and so on; none in June 2022. */
const MONTHS: readonly Point[] = Array.from({ length: 24 }, (_, i): Point => {
  const month = (at: number, day: number) => new Date(Date.UTC(2021, at, day)).toISOString().slice(0, 10);
  return [month(i, 1), month(i + 1, 0), i === 17 ? null : `${i + 1}.5`, i === 17 ? "O" : "A"];
});

beforeAll(async () => {
  warehouse = await openWarehouse();
  const monthly = { frequency: "M", aggregation: "SUM", decimals: 1 };
  for (const code of ["NAMA", "NAMB"]) await insertIndicator(warehouse.databaseUrl, code, monthly);
});
beforeEach(async () => {
  await sql(`TRUNCATE observation, observation_history`);
  await sql(`DELETE FROM series WHERE key LIKE 'M.NAM%'`);
  for (const code of ["NAMA", "NAMB"])
    await insertSeries(warehouse.databaseUrl, { key: `M.${code}.77._T`, indicator: code }, MONTHS);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await warehouse.close();
});

/** Sums by year, as [year, sum, values, missing]. */
async function sums(filter = `indicators: ["NAMA"]`, more = ""): Promise<unknown[][]> {
  const { data } = await warehouse.ask(
    `{ aggregate(filter: { ${filter} }, groupBy: [YEAR], method: SUM ${more}) { nodes { year value valueCount missingCount } } }`,
  );
  const groups = data.aggregate.nodes as { year: number; value: string; valueCount: number; missingCount: number }[];
  return groups.map(({ year, value, valueCount, missingCount }) => [year, value, valueCount, missingCount]);
}

const TRUE_SUMS = [
  [2021, "84.0", 12, 0],
  [2022, "209.5", 11, 1],
];

/** Totals that are wrong by a thousand: an answer shows whether it was made of them. */
async function makeWrongYears(): Promise<void> {
  await makeYears(warehouse.databaseUrl);
  await sql(
    `UPDATE series_year y SET total = total + 1000 FROM series s WHERE s.id = y.series_id AND s.key LIKE 'M.NAM%'`,
  );
}
const WRONG_SUMS = [
  [2021, "1084.0", 12, 0],
  [2022, "1209.5", 11, 1],
];

async function publish(rows: string): Promise<void> {
  const file = join(folder, "rows.csv");
  writeFileSync(file, `indicator,area,period,value\n${rows}\n`);
  const result = await importFile({ databaseUrl: warehouse.databaseUrl, file });
  expect(result.publication).not.toBeNull();
}

describe("yearly totals", () => {
  beforeEach(makeWrongYears);

  it("stand for the observations where whole years are asked for", async () => {
    expect(await sums()).toEqual(WRONG_SUMS);
    expect(await sums(`indicators: ["NAMA"], period: { from: "2022", to: "2022-12" }`)).toEqual([WRONG_SUMS[1]]);
    const { data } = await warehouse.ask(
      `{ aggregate(filter: { indicators: ["NAMA"] }, groupBy: [], method: SUM) { nodes { value count firstPeriod lastPeriod coverage } } }`,
    );
    expect(data.aggregate.nodes).toEqual([
      { value: "2293.5", count: 24, firstPeriod: "2021-01", lastPeriod: "2022-12", coverage: "0.9583" },
    ]);
  });

  it.each([
    [`indicators: ["NAMA"], period: { from: "2021", to: "2022-11" }`, "", [TRUE_SUMS[0], [2022, "185.0", 10, 1]]],
    [`indicators: ["NAMA"], statuses: [NORMAL]`, "", [TRUE_SUMS[0], [2022, "209.5", 11, 0]]],
    [`indicators: ["NAMA"], value: { lt: "3" }`, "", [[2021, "4.0", 2, 0]]],
    [
      `indicators: ["NAMA"], not: { value: { lt: "3" } }`,
      "",
      [
        [2021, "80.0", 10, 0],
        [2022, "209.5", 11, 1],
      ],
    ],
    [`indicators: ["NAMA"]`, `, asOf: "3"`, TRUE_SUMS],
  ])("do not where single observations are: %s %s", async (filter, more, expected) => {
    expect(await sums(filter, more)).toEqual(expected);
  });

  it("do not by status or period", async () => {
    const { data } = await warehouse.ask(
      `{ aggregate(filter: { indicators: ["NAMA"] }, groupBy: [STATUS], method: SUM) { nodes { status value } } }`,
    );
    expect(data.aggregate.nodes).toEqual([
      { status: "NORMAL", value: "293.5" },
      { status: "MISSING", value: null },
    ]);
  });

  it("are left aside for a series from the moment it is published on, and for no other", async () => {
    await publish("NAMA,77,2022-06,0.5");
    expect(await sums()).toEqual([TRUE_SUMS[0], [2022, "210.0", 12, 0]]);
    expect(await sums(`indicators: ["NAMB"]`)).toEqual(WRONG_SUMS);
  });

  it.each([
    [
      "a row that is added",
      `INSERT INTO observation SELECT id, '2023-01-01', '2023-01-31', 1, 0, 'A' FROM series WHERE key = 'M.NAMB.77._T'`,
    ],
    [
      "a row that is changed",
      `UPDATE observation o SET value = value FROM series s WHERE s.id = o.series_id AND s.key = 'M.NAMB.77._T'`,
    ],
    [
      "a row that is deleted",
      `DELETE FROM observation o USING series s WHERE s.id = o.series_id AND s.key = 'M.NAMB.77._T' AND o.period_start = '2022-12-01'`,
    ],
    [
      "another calendar",
      `UPDATE indicator SET calendar_id = (SELECT id FROM reporting_calendar WHERE start_day = 15) WHERE code = 'NAMB';
                          UPDATE indicator SET calendar_id = (SELECT id FROM reporting_calendar WHERE start_day = 1) WHERE code = 'NAMB'`,
    ],
    [
      "another frequency",
      `UPDATE series SET frequency = 'Q' WHERE key = 'M.NAMB.77._T'; UPDATE series SET frequency = 'M' WHERE key = 'M.NAMB.77._T'`,
    ],
  ])("are all left aside after a change by hand, past publishing: %s", async (_what, change) => {
    await sql(change);
    expect(await sums()).toEqual(TRUE_SUMS);
  });

  it("are not taken for finished when observations are changed by hand while they are made", async () => {
    await sql(`UPDATE series_year_version SET publication_id = 0`);
    const client = new pg.Client({ connectionString: warehouse.databaseUrl });
    await client.connect();
    let changes = 0;
    const meddled = Object.create(client, {
      query: {
        value: async (text: string, values?: unknown[]) => {
          const result = await client.query(text, values);
          if (text.includes("INSERT INTO series_year") && changes++ === 0)
            await sql(
              `UPDATE observation o SET value = 100 FROM series s WHERE s.id = o.series_id AND s.key = 'M.NAMA.77._T' AND o.period_start = '2021-01-01'`,
            );
          return result;
        },
      },
    }) as pg.Client;
    await renewYears(meddled);
    await client.end();
    expect(changes).toBeGreaterThan(1);
    expect(await sums()).toEqual([[2021, "182.5", 12, 0], TRUE_SUMS[1]]);
  });

  it("are not made for series with a period that lies in two years", async () => {
    const odd: Point[] = [
      ["2021-12-20", "2022-01-19", "7", "A"],
      ["2022-02-01", "2022-02-28", "1", "A"],
    ];
    await insertIndicator(warehouse.databaseUrl, "NAMODD", { frequency: "M", aggregation: "SUM", decimals: 0 });
    await insertSeries(warehouse.databaseUrl, { key: "M.NAMODD.77._T", indicator: "NAMODD" }, odd);
    await makeYears(warehouse.databaseUrl);
    expect(
      await sql(`SELECT FROM series_year y JOIN series s ON s.id = y.series_id WHERE s.key = 'M.NAMODD.77._T'`),
    ).toEqual([]);
    expect(await sums(`indicators: ["NAMODD"]`)).toEqual([[2022, "8", 2, 0]]);
    expect(await sums(`indicators: ["NAMODD"], period: { from: "2022", to: "2022" }`)).toEqual([[2022, "1", 1, 0]]);
  });
});

describe("the keeper of yearly totals", () => {
  const made = () =>
    sql(
      `SELECT y.year, y.total::text, y.counted, y.valued, y.largest::text, y.newest::text, y.newest_start::text FROM series_year y JOIN series s ON s.id = y.series_id WHERE s.key = 'M.NAMA.77._T' ORDER BY 1`,
    );

  it("makes them when it starts, and again after each publication", async () => {
    await sql(`UPDATE series_year_version SET publication_id = 0, reaching = 0`);
    const keeper = await keepYears(warehouse.databaseUrl, pino({ level: "silent" }));
    try {
      await expect.poll(made).toEqual([
        {
          year: 2021,
          total: "84.0",
          counted: 12,
          valued: 12,
          largest: "12.5",
          newest: "12.5",
          newest_start: "2021-12-01",
        },
        {
          year: 2022,
          total: "209.5",
          counted: 12,
          valued: 11,
          largest: "24.5",
          newest: "24.5",
          newest_start: "2022-12-01",
        },
      ]);
      await publish("NAMA,77,2023-01,3.5");
      await expect
        .poll(async () => (await made())[2])
        .toEqual({
          year: 2023,
          total: "3.5",
          counted: 1,
          valued: 1,
          largest: "3.5",
          newest: "3.5",
          newest_start: "2023-01-01",
        });
      expect(await sums()).toEqual([...TRUE_SUMS, [2023, "3.5", 1, 0]]);
    } finally {
      await keeper.close();
    }
  });

  it("leaves the work to another process that is at it", async () => {
    const other = new pg.Client({ connectionString: warehouse.databaseUrl });
    await other.connect();
    await other.query("SELECT pg_advisory_lock(1692800007)");
    expect(await makeYears(warehouse.databaseUrl)).toBeNull();
    await other.end();
  });
});
