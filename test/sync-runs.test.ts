import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../src/access/viewer.js";
import { bearer, FINANCE, keyOf } from "./support/clients.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse, type Answer } from "./support/warehouse.js";

let warehouse: TestWarehouse;
const HEALTH = "000.00.12.H06";

beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  const url = warehouse.databaseUrl;
  await sqlOn(
    url,
    `INSERT INTO source_system (code, name_vi, name_en, agency_id, kind, address, delivery, schedule, time_zone)
     SELECT 'lris', 'Hệ thống báo cáo', 'Report system', id, 'HTTP_JSON', 'http://10.0.0.7/lris', 'DELTA', '0 6 * * *', 'Asia/Ho_Chi_Minh'
     FROM agency WHERE code = $1`,
    [FINANCE],
  );
  await sqlOn(
    url,
    `INSERT INTO sync_run (source_id, origin, cause, state, window_from, window_to, started_at, ended_at, pages, bytes, received, created, unchanged, rejected, problems, version_before, version_after)
     SELECT id, 'sync lris', 'SCHEDULE', 'PUBLISHED', '2023-12-01', '2023-12-31', '2023-12-31T23:00:00Z', '2023-12-31T23:00:02.5Z', 2, 9000000000, 10, 6, 3, 1, '{"RANGE": 1}', 2, 3 FROM source_system`,
  );
  await sqlOn(
    url,
    `INSERT INTO rejected_row (run_id, last_run_id, source_id, agency_id, place, raw, severity, rule, field, value, message_vi, message_en)
     SELECT r.id, r.id, r.source_id, a.id, 'page 2, record 3', '{"gia_tri": "-1"}', 'REJECT', 'RANGE', 'gia_tri', '-1', 'Nhỏ hơn 0', 'Less than 0'
     FROM sync_run r, agency a WHERE a.code IN ($1, $2)`,
    [FINANCE, HEALTH],
  );
  await sqlOn(
    url,
    `INSERT INTO series_source (series_id, source_id) SELECT s.id, x.id FROM series s, source_system x WHERE s.key = 'M.TC001.77._T'`,
  );
});
afterAll(() => warehouse.close());

async function askAs(given: Parameters<typeof keyOf>[1], query: string): Promise<Answer> {
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer(await keyOf(warehouse, given)) },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}

const REJECTED = `{ rejectedRows { totalCount nodes { rule severity state place field value raw message vi: message(lang: VI) en: message(lang: EN) run { state } } } }`;

describe("what users see of the way in", () => {
  it("sources with their agency", async () => {
    const { data } = await warehouse.askOnce(
      `{ sourceSystem(code: "lris") { code name(lang: EN) kind delivery schedule timeZone active publishedAt agency { code } } none: sourceSystem(code: "x") { code } sourceSystems { totalCount nodes { name } } }`,
    );
    expect(data).toEqual({
      sourceSystem: {
        code: "lris",
        name: "Report system",
        kind: "HTTP_JSON",
        delivery: "DELTA",
        schedule: "0 6 * * *",
        timeZone: "Asia/Ho_Chi_Minh",
        active: true,
        publishedAt: null,
        agency: { code: FINANCE },
      },
      none: null,
      sourceSystems: { totalCount: 1, nodes: [{ name: "Hệ thống báo cáo" }] },
    });
  });

  it("runs with counts that add up", async () => {
    const { data } = await warehouse.askOnce(
      `{ syncRuns(filter: { sources: ["lris"], agencies: ["${FINANCE}"], states: [PUBLISHED] }) { nodes { state cause windowFrom windowTo duration pages bytes received created updated unchanged rejected quarantined problems { rule count } versionBefore versionAfter source { code } errorCode } } }`,
    );
    expect(data.syncRuns.nodes).toEqual([
      {
        state: "PUBLISHED",
        cause: "SCHEDULE",
        windowFrom: "2023-12-01",
        windowTo: "2023-12-31",
        duration: 2.5,
        pages: 2,
        bytes: 9_000_000_000,
        received: 10,
        created: 6,
        updated: 0,
        unchanged: 3,
        rejected: 1,
        quarantined: 0,
        problems: [{ rule: "RANGE", count: 1 }],
        versionBefore: "2",
        versionAfter: "3",
        source: { code: "lris" },
        errorCode: null,
      },
    ]);
  });

  it("are told anew each time, although no version changes", async () => {
    const query = `{ syncRuns { totalCount } }`;
    for (let i = 0; i < 3; i++) await warehouse.askOnce(query);
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO sync_run (origin, cause, state) VALUES ('import x', 'IMPORT', 'RUNNING')`,
    );
    expect((await warehouse.askOnce(query)).data.syncRuns.totalCount).toBe(2);
  });

  it("why a file could not be imported is for those who may see everything: whose it was, nobody knows", async () => {
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO sync_run (origin, cause, state, ended_at, pages, bytes, error_code, error_message)
       VALUES ('import y', 'IMPORT', 'FAILED', now(), 1, 77, 'BAD_USER_INPUT', 'no unit is told for HIDDEN')`,
    );
    const query = `{ syncRuns(filter: { states: [FAILED] }) { nodes { cause bytes errorCode errorMessage } } }`;
    const open = { cause: "IMPORT", errorCode: "BAD_USER_INPUT" };
    expect((await warehouse.askOnce(query)).data.syncRuns.nodes).toEqual([
      { ...open, bytes: null, errorMessage: null },
    ]);
    expect((await askAs({ role: Role.STEWARD }, query)).data.syncRuns.nodes).toEqual([
      { ...open, bytes: 77, errorMessage: "no unit is told for HIDDEN" },
    ]);
  });

  it("rejected rows: an agency sees its own, a steward all, everybody else none", async () => {
    expect((await warehouse.askOnce(REJECTED)).data.rejectedRows).toEqual({ totalCount: 0, nodes: [] });
    expect((await askAs({ role: Role.READER }, REJECTED)).data.rejectedRows.totalCount).toBe(0);
    expect((await askAs({ role: Role.STEWARD }, REJECTED)).data.rejectedRows.totalCount).toBe(2);
    const { data } = await askAs({ role: Role.AGENCY }, REJECTED);
    expect(data.rejectedRows).toEqual({
      totalCount: 1,
      nodes: [
        {
          rule: "RANGE",
          severity: "REJECT",
          state: "OPEN",
          place: "page 2, record 3",
          field: "gia_tri",
          value: "-1",
          raw: `{"gia_tri":"-1"}`,
          message: "Nhỏ hơn 0",
          vi: "Nhỏ hơn 0",
          en: "Less than 0",
          run: { state: "PUBLISHED" },
        },
      ],
    });
  });

  it("the source of an observation", async () => {
    const { data } = await warehouse.askOnce(
      `{ observations(filter: { keys: ["M.TC001.77._T", "M.TC002.77._T"] }, last: 1) { nodes { source { code } } } first: observations(filter: { keys: ["M.TC001.77._T"] }, first: 2) { nodes { source { code agency { code } } } } }`,
    );
    expect(data.observations.nodes).toEqual([{ source: null }]);
    expect(data.first.nodes[1]).toEqual({ source: { code: "lris", agency: { code: FINANCE } } });
  });
});
