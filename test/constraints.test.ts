import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./support/postgres.js";

const CATALOGUE = `
  INSERT INTO area (id, code, name_vi, level, kind, valid_from) VALUES (77, '77', 'Bà Rịa - Vũng Tàu', 1, 'PROVINCE', '2000-01-01');
  INSERT INTO agency (id, code, name_vi, kind, valid_from) VALUES (1, 'TC', 'Sở Tài chính', 'PROVINCIAL', '2000-01-01');
  INSERT INTO unit (id, code, name_vi, symbol_vi) VALUES (1, 'PCT', 'Phần trăm', '%');
  INSERT INTO reporting_calendar (id, code, name_vi, start_day) VALUES (1, 'CALENDAR', 'Tháng dương lịch', 1);
  INSERT INTO indicator (id, code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, valid_from)
    VALUES (1, 'TC001', 'Tỷ lệ', 1, 1, 'M', 1, 'INCREASE', 'NONE', 1, '2000-01-01');
  INSERT INTO series (id, key, indicator_id, area_id, frequency, provenance) VALUES (7, 'M.TC001.77._T', 1, 77, 'M', 'SAMPLE')`;

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(CATALOGUE);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(() => client.query("BEGIN"));
afterEach(() => client.query("ROLLBACK"));

interface Observation {
  series?: number;
  start?: string;
  value?: string | null;
  status?: string;
}

async function observe({ series = 7, start = "2023-08-01", value = "12.5", status = "A" }: Observation): Promise<void> {
  await client.query(
    `INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
     VALUES ($1, $2::date, $2::date + 27, 1, $3, $4)`,
    [series, start, value, status],
  );
}

/** August 2023 had a value in the publications [from, to). */
async function remember(
  from: number,
  to: number,
  { series = 7, value = "12.4", status = "A" }: Observation = {},
): Promise<void> {
  await client.query(
    `INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
     VALUES ($1, '2023-08-01', '2023-08-31', $2, $3, $4, $5, 'REVISED')`,
    [series, from, to, value, status],
  );
}

async function area(code: string, from: string, to: string | null): Promise<void> {
  await client.query(
    `INSERT INTO area (code, name_vi, level, kind, valid_from, valid_to) VALUES ($1, 'Phường', 3, 'WARD', $2, $3)`,
    [code, from, to],
  );
}

/** The constraint that refuses, or what Postgres says where a trigger does; null when nothing is refused. */
async function refusal(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.constraint ?? error.message;
  }
}

async function count(table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}

describe("an observation", () => {
  it.each(["O", "L", "M", "Q", "H"])("of the missing status %s has no value", async (status) => {
    expect(await refusal(observe({ status, value: null }))).toBeNull();
    expect(await refusal(observe({ status, start: "2023-09-01", value: "0" }))).toBe("observation_value_check");
  });

  it.each(["A", "P", "E", "F", "B", "I", "V", "U"])("of status %s has a value", async (status) => {
    expect(await refusal(observe({ status, value: "0" }))).toBeNull();
    expect(await refusal(observe({ status, start: "2023-09-01", value: null }))).toBe("observation_value_check");
  });

  it("has no status outside the SDMX code list", async () => {
    expect(await refusal(observe({ status: "X" }))).toBe("observation_status_check");
  });

  it.each(["NaN", "Infinity", "-Infinity"])("is not %s", async (value) => {
    expect(await refusal(observe({ value }))).toBe("observation_number_check");
  });

  it("keeps every digit of a number that no float could hold", async () => {
    await observe({ value: "12345678901234567890.10" });
    const { rows } = await client.query(`SELECT value FROM observation`);
    expect(rows).toEqual([{ value: "12345678901234567890.10" }]);
  });

  it("does not end before it starts", async () => {
    const attempt = client.query(`INSERT INTO observation VALUES (7, '2023-08-31', '2023-08-01', 1, 1, 'A')`);
    expect(await refusal(attempt)).toBe("observation_period_check");
  });

  it("is the only current one of its series and period", async () => {
    await observe({ value: "12.5" });
    expect(await refusal(observe({ value: "12.6" }))).toBe("observation_pkey");
  });

  it("never names an unknown series, neither when it enters", async () => {
    expect(await refusal(observe({ series: 8 }))).toBe("a row of observation names a series that does not exist");
  });

  it("nor when it changes", async () => {
    await observe({});
    const attempt = client.query(`UPDATE observation SET series_id = 8`);
    expect(await refusal(attempt)).toBe("a row of observation names a series that does not exist");
  });

  it("may be one of many rows, of which a single wrong one refuses all", async () => {
    const attempt = client.query(`
      INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
      VALUES (7, '2023-08-01', '2023-08-31', 1, 1, 'A'), (8, '2023-08-01', '2023-08-31', 1, 1, 'A')`);
    expect(await refusal(attempt)).toBe("a row of observation names a series that does not exist");
  });
});

describe("a row of history", () => {
  it("follows another one of the same period", async () => {
    await remember(1, 4);
    await remember(4, 9);
    expect(await count("observation_history")).toBe(2);
  });

  it("never overlaps another one of the same period", async () => {
    await remember(1, 4);
    expect(await refusal(remember(3, 9))).toBe("observation_history_no_overlap");
  });

  it("never overlaps one that the same statement writes", async () => {
    const attempt = client.query(`
      INSERT INTO observation_history
        (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
      VALUES (7, '2023-08-01', '2023-08-31', 1, 4, 1, 'A', 'REVISED'), (7, '2023-08-01', '2023-08-31', 3, 5, 2, 'A', 'REVISED')`);
    expect(await refusal(attempt)).toBe("observation_history_no_overlap");
  });

  it("is not stretched over its neighbour", async () => {
    await remember(1, 4);
    await remember(4, 9);
    const attempt = client.query(`UPDATE observation_history SET to_publication = 5 WHERE from_publication = 1`);
    expect(await refusal(attempt)).toBe("observation_history_no_overlap");
  });

  it("never overlaps one that another session is writing", async () => {
    await remember(1, 4);
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    const attempt = refusal(
      other.query(`
        INSERT INTO observation_history
          (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
        VALUES (7, '2023-08-01', '2023-08-31', 3, 9, 1, 'A', 'REVISED')`),
    );
    await client.query("COMMIT");
    expect(await attempt).toBe("observation_history_no_overlap");
    await other.end();
    await client.query(`DELETE FROM observation_history`);
  });

  it("stood for at least one publication", async () => {
    expect(await refusal(remember(4, 4))).toBe("observation_history_publications_check");
  });

  it("keeps the rules for values and statuses", async () => {
    expect(await refusal(remember(1, 4, { status: "O", value: "1" }))).toBe("observation_history_value_check");
  });

  it("is not NaN", async () => {
    expect(await refusal(remember(1, 4, { value: "NaN" }))).toBe("observation_history_number_check");
  });

  it("never names an unknown series, neither when it enters", async () => {
    const message = "a row of observation_history names a series that does not exist";
    expect(await refusal(remember(1, 4, { series: 8 }))).toBe(message);
  });

  it("nor when it changes", async () => {
    await remember(1, 4);
    const attempt = client.query(`UPDATE observation_history SET series_id = 8`);
    expect(await refusal(attempt)).toBe("a row of observation_history names a series that does not exist");
  });
});

describe("a series", () => {
  it("stays while it has observations", async () => {
    await observe({});
    expect(await refusal(client.query(`DELETE FROM series`))).toBe("series M.TC001.77._T has observations");
  });

  it("stays while it has history", async () => {
    await remember(1, 4);
    expect(await refusal(client.query(`DELETE FROM series`))).toBe("series M.TC001.77._T has observations");
  });

  it("can be deleted when it is empty", async () => {
    await client.query(`DELETE FROM series`);
    expect(await count("series")).toBe(0);
  });
});

describe("an area's code", () => {
  it("is given to one area at a time", async () => {
    await area("26506", "2004-01-01", "2025-07-01");
    expect(await refusal(area("26506", "2025-06-30", null))).toBe("area_code_validity_excl");
  });

  it("is given to another area from the day on which the first one ends", async () => {
    await area("26506", "2004-01-01", "2025-07-01");
    expect(await refusal(area("26506", "2025-07-01", null))).toBeNull();
  });

  it("is never given again while the first area has no end", async () => {
    await area("26506", "2004-01-01", null);
    expect(await refusal(area("26506", "2025-07-01", null))).toBe("area_code_validity_excl");
  });
});
