import pg from "pg";
import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsAt } from "../src/database/catalogue-history.js";
import { observationsAt, parseAsOf } from "../src/observation/as-of.js";
import { seriesAt } from "../src/observation/series-at.js";
import { RandomHistory, randomOf } from "./support/random-history.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

describe("the version that asOf names", () => {
  it.each([
    [undefined, null],
    [null, null],
    ["0", 0],
    ["17", 17],
    ["2147483647", 2_147_483_647],
  ])("%s is %s", (asOf, version) => {
    expect(parseAsOf(asOf)).toBe(version);
  });

  it.each(["", "-1", "1.0", "01", " 3", "three", "2147483648", "99999999999", "3; DROP TABLE publication"])(
    "%s is none",
    (asOf) => {
      expect(() => parseAsOf(asOf)).toThrow(/it must be a data version, such as 3/);
    },
  );
});

describe("observations as of a version", () => {
  let warehouse: TestWarehouse;
  let client: pg.Client;
  beforeAll(async () => {
    warehouse = await openWarehouse();
    client = new pg.Client({ connectionString: warehouse.databaseUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await warehouse.close();
  });

  it.each([1, 2, 3])("are what stood in it, whatever came later (history %i)", async (seed) => {
    const rows = await sqlOn<{ id: number }>(
      warehouse.databaseUrl,
      `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
       SELECT 'D.TC001.' || a.code || '.R' || $1, i.id, a.id, 'D', 'R' || $1, 'DELIVERED'
       FROM indicator i, area a WHERE i.code = 'TC001' AND a.level = 2 RETURNING id`,
      [seed],
    );
    const series = rows.map(({ id }) => id);
    const history = new RandomHistory(client, series, randomOf(seed));
    for (let i = 0; i < 12; i++) await history.publish(25);
    for (const [version, snapshot] of history.snapshots) {
      const found = await warehouse.db.rows<{ key: string; value: string | null; status: string; publication: number }>(
        sql`SELECT o.series_id || ':' || o.period_start AS "key", o.value, o.status, o.publication_id AS "publication"
            FROM ${observationsAt(version)} o WHERE o.series_id = ANY(${series}::int[])`,
      );
      expect(new Map(found.map(({ key, ...standing }) => [key, standing]))).toEqual(snapshot);
    }
  });
});

describe("a table as of a version", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse()));
  afterAll(() => warehouse.close());

  it("has every column of the table", async () => {
    const columnsOf = async (table: Sql) => {
      const [row] = await warehouse.db.rows<object>(sql`SELECT * FROM ${table} t LIMIT 1`);
      return Object.keys(row!).sort();
    };
    expect(await columnsOf(observationsAt(1))).toEqual(await columnsOf(observationsAt(null)));
    expect(await columnsOf(rowsAt("target", 1))).toEqual(await columnsOf(rowsAt("target", null)));
    expect(await columnsOf(seriesAt(1))).toEqual([...(await columnsOf(seriesAt(null))), "first_period_end"].sort());
  });

  it("has the coverage that publishing keeps", async () => {
    const different = await warehouse.db.rows(sql`
      SELECT t.key FROM ${seriesAt(3)} AS t JOIN series s ON s.id = t.id
      WHERE (t.observation_count, t.first_period_start, t.last_period_start, t.last_period_end, t.latest_start, t.latest_end, t.last_value, t.last_status)
        IS DISTINCT FROM (s.observation_count, s.first_period_start, s.last_period_start, s.last_period_end, s.latest_start, s.latest_end, s.last_value, s.last_status)`);
    expect(different).toEqual([]);
  });
});
