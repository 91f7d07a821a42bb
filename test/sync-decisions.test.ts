import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import pg from "pg";
import { Role } from "../src/access/viewer.js";
import { TABLES } from "../src/formula/recomputing.sql.js";
import { runSync } from "../src/ingestion/sync.service.js";
import { removeFormula, setFormulas } from "../src/publication/formula-entry.service.js";
import { compareWithCurrent } from "../src/publication/publishing.sql.js";
import { createStagedTables } from "../src/publication/staged-rows.js";
import type { SourceRecord } from "../src/source/source-record.js";
import { ask } from "./http/support.js";
import { bearer, keyOf } from "./support/clients.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";
import { CATALOGUE, record, SILENT, StorySource } from "./sync.support.js";

const RELEASE = `mutation ($ids: [ID!]!) { releaseRejectedRows(input: { ids: $ids }) { released version userErrors { field code message } } }`;
const DISMISS = `mutation ($ids: [ID!]!) { dismissRejectedRows(input: { ids: $ids }) { dismissed userErrors { code message } } }`;
const WAITING = `{ rejectedRows(filter: { states: [OPEN] }) { nodes { id rule seriesKey value } } }`;

let warehouse: TestWarehouse;
let finance: Record<string, string>;
let statistics: Record<string, string>;
let steward: Record<string, string>;

const rows = (sql: string) => sqlOn(warehouse.databaseUrl, sql);
const said = async (query: string, ids: string[], headers: Record<string, string>) =>
  Object.values((await ask(warehouse.url, query, { ids }, headers)).body.data)[0];

beforeAll(async () => {
  warehouse = await openWarehouse("kho_template", { keepAnswers: true });
  const client = new pg.Client(warehouse.databaseUrl);
  await client.connect();
  await client.query(CATALOGUE);
  await client.end();
  finance = bearer(await keyOf(warehouse, { agency: "STC", name: "phần mềm của Sở Tài chính" }));
  statistics = bearer(await keyOf(warehouse, { agency: "CTK" }));
  steward = bearer(await keyOf(warehouse, { role: Role.STEWARD, name: "Nguyễn Văn A" }));
});
afterAll(() => warehouse.close());

/** Row 1 is above what is usual; rows 2 and 3 contradict each other; row 4 can't be read. */
beforeEach(async () => {
  await rows(`TRUNCATE source_system, sync_run, raw_payload, rejected_row, indicator_rule, series_source, observation,
    observation_history, publication_series, audit_entry`);
  await rows(`DELETE FROM series_breakdown; DELETE FROM series`);
  await rows(`DELETE FROM publication`);
  await rows(`ALTER SEQUENCE rejected_row_id_seq RESTART`);
  await rows(`INSERT INTO indicator_rule (indicator_id, kind, severity, maximum)
    SELECT id, 'RANGE', 'QUARANTINE', 100 FROM indicator WHERE code = 'THU'`);
  await deliver();
});

const USUAL = [
  record("THU", "2023-07", "101"),
  record("CHI", "2023-07", "5"),
  record("CHI", "2023-07", "6"),
  record("THU", "2023-13", "1"),
];

async function deliver(records: readonly SourceRecord[] = USUAL): Promise<void> {
  const now = (): Date => new Date("2023-12-31T06:00:00+07:00");
  const source = new StorySource("LRIS", records);
  await runSync({ databaseUrl: warehouse.databaseUrl, source, cause: "MANUAL", log: SILENT, now });
}

const observations = async () =>
  (await rows(`SELECT s.key, o.value, o.status FROM observation o JOIN series s ON s.id = o.series_id ORDER BY 1`)).map(
    (row) => Object.values(row).join(" "),
  );

describe("an agency decides about its own rows that were held back", () => {
  it("and what it releases is published at once, as it came", async () => {
    expect((await ask(warehouse.url, WAITING, {}, finance)).body.data.rejectedRows.nodes).toEqual([
      { id: "4", rule: "PERIOD_FORMAT", seriesKey: null, value: "2023-13" },
      { id: "1", rule: "RANGE", seriesKey: "M.THU.77._T", value: "101" },
    ]);
    expect(await said(RELEASE, ["1"], finance)).toEqual({ released: 1, version: "1", userErrors: [] });
    expect(await observations()).toEqual(["M.THU.77._T 101 A"]);
    const shown = `{ timeSeries(indicators: ["THU"]) { periods values } warehouse { version } }`;
    await expect
      .poll(async () => (await ask(warehouse.url, shown)).body.data)
      .toEqual({
        timeSeries: [{ periods: ["2023-07"], values: ["101"] }],
        warehouse: { version: "1" },
      });
  });

  it("and of other agencies' rows there are none for it", async () => {
    const none = (id: string) => ({
      field: ["input", "ids"],
      code: "NOT_FOUND",
      message: `There is no such row: ${id}`,
    });
    expect(await said(RELEASE, ["1"], statistics)).toEqual({ released: 0, version: null, userErrors: [none("1")] });
    expect(await said(DISMISS, ["2"], finance)).toMatchObject({ dismissed: 0, userErrors: [{ code: "NOT_FOUND" }] });
    // One of others among its own.
    expect(await said(RELEASE, ["1", "2"], finance)).toEqual({ released: 0, version: null, userErrors: [none("2")] });
    expect(await observations()).toEqual([]);
  });
});

describe("what is released is published by a login of its own", () => {
  it("which may change no table, and is none that reads or writes otherwise", async () => {
    const other = new pg.Client(warehouse.databaseUrl);
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(1692800002)`);
    const released = said(RELEASE, ["1"], steward);
    const busy = () =>
      rows(`SELECT usename FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`);
    await expect.poll(busy).toEqual([{ usename: `${new URL(warehouse.databaseUrl).username}_publisher` }]);
    await other.end();
    expect(await released).toMatchObject({ released: 1 });
  });

  it("with what formulas make of it, and new series with their breakdowns; and nothing is left in its tables", async () => {
    await rows(`INSERT INTO indicator (code, name_vi, unit_id, decimals, frequency, calendar_id, direction, aggregation, agency_id, valid_from)
      VALUES ('DOI', 'Thu, hai lần', 1, 1, 'M', 1, 'NONE', 'SUM', 1, '2000-01-01')`);
    await setFormulas([{ code: "DOI", formula: "THU * 2" }], { databaseUrl: warehouse.databaseUrl });
    await deliver([...USUAL, record("THU", "2023-08", "102", { breakdown: { SEX: "F" } })]);
    const held = await rows(`SELECT id FROM rejected_row WHERE state = 'OPEN' AND rule = 'RANGE'`);
    const ids = held.map((row) => String(Object.values(row)[0]));
    expect(await said(RELEASE, ids, steward)).toEqual({ released: 2, version: "1", userErrors: [] });
    expect(await observations()).toEqual([
      "M.DOI.77.SEX=F 204 A",
      "M.DOI.77._T 202 A",
      "M.THU.77.SEX=F 102 A",
      "M.THU.77._T 101 A",
    ]);
    for (const table of await rows(
      `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'kho_release'::regnamespace AND relkind = 'r'`,
    ))
      expect(await rows(`SELECT FROM ${Object.values(table)[0]}`)).toEqual([]);
    await removeFormula("DOI", { databaseUrl: warehouse.databaseUrl });
  });

  it("in tables that are those of other ways in", async () => {
    const client = new pg.Client(warehouse.databaseUrl);
    await client.connect();
    await client.query("BEGIN");
    await createStagedTables(client);
    await client.query(compareWithCurrent(true));
    await client.query(TABLES.TEMPORARY.make);
    const { rows: differences } = await client.query(`
      WITH columns AS (
        SELECT n.nspname = 'kho_release' AS stands, c.relname, a.attname, a.atttypid::regtype AS type
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attnum > 0 AND c.relkind = 'r' AND c.relname <> 'staged_raw' AND n.oid IN ('kho_release'::regnamespace, pg_my_temp_schema()))
      SELECT relname, attname, type FROM columns GROUP BY 1, 2, 3 HAVING count(*) <> 2`);
    await client.end();
    expect(differences).toEqual([]);
  });
});

describe("a steward decides for all", () => {
  it("and a row that contradicts the released one is dismissed", async () => {
    expect(await said(RELEASE, ["1", "3"], steward)).toEqual({ released: 2, version: "1", userErrors: [] });
    expect(await observations()).toEqual(["M.CHI.77._T 6 A", "M.THU.77._T 101 A"]);
    expect(await rows(`SELECT id, state, decided_by FROM rejected_row ORDER BY id`)).toEqual([
      { id: 1, state: "RELEASED", decided_by: "Nguyễn Văn A" },
      { id: 2, state: "DISMISSED", decided_by: "Nguyễn Văn A" },
      { id: 3, state: "RELEASED", decided_by: "Nguyễn Văn A" },
      { id: 4, state: "OPEN", decided_by: null },
    ]);
  });

  it("and what he dismisses is not asked about again", async () => {
    expect(await said(DISMISS, ["1", "1"], steward)).toEqual({ dismissed: 1, userErrors: [] });
    await deliver();
    expect(await rows(`SELECT state FROM rejected_row WHERE rule = 'RANGE'`)).toEqual([{ state: "DISMISSED" }]);
  });

  it.each([
    ["unknown rows", RELEASE, ["1", "77"], "NOT_FOUND", "There is no such row: 77"],
    [
      "what is no number",
      RELEASE,
      ["1; DROP TABLE rejected_row"],
      "NOT_FOUND",
      "There is no such row: 1; DROP TABLE rejected_row",
    ],
    ["no rows", RELEASE, [], "INVALID", "No row is named"],
    [
      "rows that could not be read",
      RELEASE,
      ["1", "4"],
      "INVALID",
      "Refused rows can't be published, their source must send them right: 4",
    ],
    [
      "two rows of one observation",
      RELEASE,
      ["2", "3"],
      "INVALID",
      "Two of the rows say something of one observation, M.CHI.77._T 2023-07-01: choose one",
    ],
  ])("all or nothing: %s", async (_what, query, ids, code, message) => {
    const answer = (await said(query, ids, steward)) as { userErrors: object[] };
    expect(answer.userErrors).toEqual([{ field: ["input", "ids"], code, message }]);
    expect(await observations()).toEqual([]);
  });

  it("once: the second decision is told of the first", async () => {
    await said(DISMISS, ["1"], steward);
    expect(await said(RELEASE, ["1"], steward)).toMatchObject({
      userErrors: [{ code: "CONFLICT", message: "Decided already: 1 (DISMISSED)" }],
    });
  });

  it("and does not wait for ever while something else is published", async () => {
    const other = new pg.Client(warehouse.databaseUrl);
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(1692800002)`);
    expect(await said(RELEASE, ["1"], steward)).toMatchObject({ released: 0, userErrors: [{ code: "BUSY" }] });
    await other.end();
    expect(await said(RELEASE, ["1"], steward)).toMatchObject({ released: 1 });
  });

  it("and many who decide at once take no more connections than a few", async () => {
    const other = new pg.Client(warehouse.databaseUrl);
    await other.connect();
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(1692800002)`);
    const answers = Array.from({ length: 6 }, () => said(RELEASE, ["1"], steward) as Promise<{ released: number }>);
    expect(await Promise.race(answers)).toMatchObject({ released: 0, userErrors: [{ code: "BUSY" }] });
    await other.end();
    expect((await Promise.all(answers)).filter(({ released }) => released === 1)).toHaveLength(1);
  });

  it("and the audit log knows who, what and how it ended", async () => {
    await said(RELEASE, ["1"], steward);
    await said(RELEASE, ["1"], steward);
    const noted = `SELECT actor_name, action, outcome, details FROM audit_entry WHERE action = 'releaseRejectedRows' ORDER BY id`;
    expect(await rows(noted)).toMatchObject([
      {
        actor_name: "Nguyễn Văn A",
        action: "releaseRejectedRows",
        outcome: "DONE",
        details: { input: { ids: ["1"] } },
      },
      { actor_name: "Nguyễn Văn A", action: "releaseRejectedRows", outcome: "REFUSED" },
    ]);
  });
});
