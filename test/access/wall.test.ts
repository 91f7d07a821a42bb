import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { apiLoginsOf } from "../../src/database/api-logins.js";
import { bearer, keyOf } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";
import { type Answer, openWarehouse, type TestWarehouse } from "../support/warehouse.js";

// The first wall is taken down: rules that let everybody see everything, as a statement without its rule would.
vi.mock("../../src/access/row-rules.js", async (original) => {
  const { default: sql } = await import("sql-template-tag");
  const all = () => sql`TRUE`;
  return { ...(await original<object>()), indicatorRule: all, seriesRule: all, mayRead: () => true };
});

/** Questions that lead to the closed rows, none of which names what it would find. */
const QUESTIONS = [
  `{ indicators(first: 3, orderBy: { field: CODE, direction: DESC }) { totalCount nodes { code name } } }`,
  `{ indicator(code: "ZZ1") { name latest { value } series { totalCount nodes { key } } observations { totalCount } timeline { values } } }`,
  `{ indicator(code: "ZZ3") { formula derivedFrom { code } } }`,
  `{ search(text: "hoàng yến") { totalCount nodes { __typename } } }`,
  `{ series(filter: { frequencies: [YEARLY] }, orderBy: { field: KEY, direction: DESC }, first: 3) { nodes { key } } }`,
  `{ series(filter: { areas: ["77"] }, asOf: "1", orderBy: { field: KEY, direction: DESC }, first: 3) { nodes { key citation } } }`,
  `{ observations(filter: { areas: ["77", "747"], value: { gte: "876543", lte: "987655" } }) { totalCount nodes { value comment } } }`,
  `{ timeSeries(indicators: ["ZZ1", "ZZ2"]) { series { key } values } }`,
  `{ timeSeries(indicators: ["ZZ0"], areas: ["747"]) { series { key } values } }`,
  `{ aggregate(filter: { areas: ["77", "747"], frequencies: [YEARLY], value: { gte: "876543", lte: "987655" } }, groupBy: [YEAR], method: MAX) { nodes { value } } }`,
  `{ ranking(indicator: "ZZ1", areas: ["77"], order: DESC) { nodes { value } } }`,
  `{ compositeIndex(code: "ZZX") { name scale components { weight } } }`,
  `{ warehouse { publication { version origin comment } } }`,
  `{ changes(filter: { indicators: ["ZZ0"] }, first: 100) { nodes { value series { key } } } }`,
];

const CANARIES = /yến kín|yến chung|987654|876543|7654321|ZZ[123]\.77|ZZ0\.747/;

let warehouse: TestWarehouse;
let openUrl: string;
beforeAll(async () => {
  warehouse = await openWarehouse();
  openUrl = apiLoginsOf(warehouse.databaseUrl).open;
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "ZZ0", { name_vi: "Hoàng yến mở" });
  await insertIndicator(url, "ZZ1", { name_vi: "Hoàng yến kín", access: "RESTRICTED" });
  await insertIndicator(url, "ZZ2", { name_vi: "Hoàng yến chung", access: "SHARED" });
  await insertIndicator(url, "ZZ3", { name_vi: "Hoàng yến kín được tính", access: "RESTRICTED" });
  await insertSeries(url, { key: "A.ZZ0.77._T", indicator: "ZZ0" }, [["2023-01-01", "2023-12-31", "1", "A"]]);
  for (const [key, indicator, area, value] of [
    ["A.ZZ0.747._T", "ZZ0", "747", "987654.33"],
    ["A.ZZ1.77._T", "ZZ1", "77", "987654.32"],
    ["A.ZZ2.77._T", "ZZ2", "77", "876543.22"],
  ] as const)
    await insertSeries(url, { key, indicator, area }, [["2023-01-01", "2023-12-31", value, "A"]]);
  await sqlOn(
    url,
    `UPDATE series SET access = 'RESTRICTED' WHERE key = 'A.ZZ0.747._T';
     INSERT INTO publication (id, origin) VALUES (4, 'import') ON CONFLICT DO NOTHING;
     UPDATE observation o SET comment = 'yến kín' FROM series s WHERE s.id = o.series_id AND s.key = 'A.ZZ1.77._T';
     UPDATE series SET citation_vi = 'yến kín' WHERE key = 'A.ZZ1.77._T';
     UPDATE series SET citation_vi = 'khác' WHERE key = 'A.ZZ1.77._T';
     INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
       SELECT id, '2022-01-01', '2022-12-31', 1, 4, 987654.31, 'A', 'WITHDRAWN' FROM series WHERE key IN ('A.ZZ1.77._T', 'A.ZZ0.747._T');
     INSERT INTO series_year (series_id, year, counted, valued, total, first_start, last_start)
       SELECT id, 2023, 1, 1, 987654.31, '2023-01-01', '2023-01-01' FROM series WHERE key LIKE 'A.ZZ%';
     INSERT INTO formula (indicator_id, expression) SELECT id, 'ZZ1 * 2 + 7654321' FROM indicator WHERE code = 'ZZ3';
     INSERT INTO formula_input (indicator_id, input_id, name) SELECT d.id, i.id, 'ZZ1' FROM indicator d, indicator i WHERE d.code = 'ZZ3' AND i.code = 'ZZ1';
     INSERT INTO indicator_rule (indicator_id, kind, severity, maximum) SELECT id, 'RANGE', 'REJECT', 7654321 FROM indicator WHERE code = 'ZZ1';
     INSERT INTO sync_run (origin, cause, state, ended_at, received, created, error_message) VALUES ('yến kín', 'MANUAL', 'PUBLISHED', now(), 7654321, 7654321, 'yến kín');
     INSERT INTO publication (id, origin, comment, created) VALUES (5, 'import yến kín', 'yến kín', 1);
     INSERT INTO publication_series (publication_id, series_id) SELECT 5, id FROM series WHERE key = 'A.ZZ1.77._T' ON CONFLICT DO NOTHING;
     INSERT INTO composite_index (code, name_vi) VALUES ('ZZX', 'Chỉ số yến kín');
     INSERT INTO composite_index_version (index_id, version, valid_from, scale) SELECT id, 'yến kín', '2020-01-01', 7654321 FROM composite_index WHERE code = 'ZZX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight, worst, best) SELECT v.id, i.id, 1, 7654321, 7654321, 0
       FROM composite_index_version v, indicator i WHERE v.version = 'yến kín' AND i.code IN ('ZZ0', 'ZZ1');
     INSERT INTO rejected_row (run_id, last_run_id, place, raw, severity, rule, value, message_vi, message_en)
       SELECT max(id), max(id), 'yến kín', '{}', 'REJECT', 'RANGE', '987654.34', 'yến kín', 'yến kín' FROM sync_run`,
  );
});
afterAll(() => warehouse.close());

/** Rows as texts, by the login that serves anonymous callers. */
async function seen(statement: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: openUrl });
  await client.connect();
  try {
    const { rows } = await client.query<[string]>({ text: statement, rowMode: "array" });
    return rows.map(([text]) => text);
  } finally {
    await client.end();
  }
}

async function askedBy(token: string | null, query: string): Promise<string> {
  const headers = { "content-type": "application/json", ...(token !== null && bearer(token)) };
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers,
    body: JSON.stringify({ query }),
  });
  return response.text();
}

describe("behind rules that let everybody see everything", () => {
  it.each(QUESTIONS)("an anonymous caller is shown nothing that is closed: %s", async (query) => {
    // Twice: the first time graphql-js answers, then the compiled operation.
    for (const answer of [await askedBy(null, query), await askedBy(null, query)]) {
      expect(answer).not.toMatch(CANARIES);
      // Not for another reason: a code that is hidden is unknown, everything else is answered.
      const { errors = [] } = JSON.parse(answer) as Answer;
      expect(errors.filter(({ extensions }) => extensions.code !== "NOT_FOUND")).toEqual([]);
    }
  });

  it("nor in between the answers of a steward, who sees it all", async () => {
    const steward = await keyOf(warehouse, { role: Role.STEWARD });
    const query = `{ indicators(first: 3, orderBy: { field: CODE, direction: DESC }) { nodes { code name latest { value } } } }`;
    const answers = await Promise.all([steward, null, steward, null].map((token) => askedBy(token, query)));
    expect(answers.map((answer) => CANARIES.test(answer))).toEqual([true, false, true, false]);
  });
});

describe("the login that serves anonymous callers", () => {
  it("finds nothing closed in any table that names no series", async () => {
    const tables = await sqlOn<{ name: string }>(
      warehouse.databaseUrl,
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND has_table_privilege($1, c.oid, 'SELECT')
       AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'series_id' AND c.relname <> 'target')`,
      [new URL(openUrl).username],
    );
    expect(tables.length).toBeGreaterThan(25);
    for (const { name } of tables) {
      const found = await seen(`SELECT t::text FROM ${name} t WHERE t::text ~ '${CANARIES.source}' LIMIT 3`);
      expect([name, found]).toEqual([name, []]);
    }
  });

  it("finds no rows of closed series, and all of open ones, in any table that names series", async () => {
    const tables = await sqlOn<{ name: string }>(
      warehouse.databaseUrl,
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'series_id' AND c.relname <> 'target'`,
    );
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const { name } of tables) {
      const [closed] = await sqlOn<{ ids: number[]; open: number }>(
        warehouse.databaseUrl,
        `SELECT array_agg(s.id) AS ids, (SELECT count(*)::int FROM ${name} t JOIN series x ON x.id = t.series_id
           JOIN indicator i ON i.id = x.indicator_id WHERE x.access IS NULL AND i.access = 'OPEN') AS open
         FROM series s JOIN indicator i ON i.id = s.indicator_id WHERE s.access IS NOT NULL OR i.access <> 'OPEN'`,
      );
      const { ids, open } = closed!;
      const counts = await seen(
        `SELECT count(*) || ' open, ' || count(*) FILTER (WHERE series_id IN (${ids.join()})) || ' closed' FROM ${name}`,
      );
      expect([name, ...counts]).toEqual([name, `${open} open, 0 closed`]);
    }
  });

  it("can't look behind the wall by a setting or another role", async () => {
    const look = `SELECT count(*)::text FROM indicator WHERE code = 'ZZ1'`;
    expect(await seen(look)).toEqual(["0"]);
    await expect(seen(`SET row_security = off; ${look}`)).rejects.toThrow("row-level security");
    await expect(seen(`SET ROLE ${new URL(warehouse.databaseUrl).username}`)).rejects.toThrow("permission denied");
    await expect(seen(`SET ROLE ${new URL(apiLoginsOf(warehouse.databaseUrl).reading).username}`)).rejects.toThrow(
      "permission denied",
    );
  });

  it("learns at once what was closed and opened", async () => {
    const look = () =>
      seen(`SELECT count(*)::text FROM observation o JOIN series s ON s.id = o.series_id WHERE s.key = 'A.ZZ0.77._T'`);
    const close = (access: string) =>
      sqlOn(warehouse.databaseUrl, `UPDATE indicator SET access = '${access}' WHERE code = 'ZZ0'`);
    expect(await look()).toEqual(["1"]);
    await close("SHARED");
    expect(await look()).toEqual(["0"]);
    await close("OPEN");
    expect(await look()).toEqual(["1"]);
  });

  it("is told of a series that is closed while others come", async () => {
    const url = warehouse.databaseUrl;
    await insertSeries(url, { key: "Q.ZZ0.77._T", indicator: "ZZ0" }, [["2023-01-01", "2023-03-31", "2", "A"]]);
    const [first, second] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
    await Promise.all([first.connect(), second.connect()]);
    await first.query("BEGIN");
    await first.query(`UPDATE series SET access = 'RESTRICTED' WHERE key = 'Q.ZZ0.77._T'`);
    // It waits for the first one, and must not bring back what stood before it.
    const coming = second.query(
      `INSERT INTO series (key, indicator_id, area_id, frequency, provenance) SELECT 'M.ZZ0.77._T', i.id, a.id, 'M', 'DELIVERED'
       FROM indicator i, area a WHERE i.code = 'ZZ0' AND a.code = '77' AND a.valid_to IS NULL`,
    );
    await first.query("COMMIT");
    await coming;
    await Promise.all([first.end(), second.end()]);
    expect(await seen(`SELECT key FROM series WHERE key LIKE '_.ZZ0.77.%' ORDER BY key`)).toEqual([
      "A.ZZ0.77._T",
      "M.ZZ0.77._T",
    ]);
  });
});
