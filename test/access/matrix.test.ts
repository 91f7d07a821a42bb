import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { bearer, FINANCE, keyOf } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";
import { SchemaWalk } from "./schema-walk.js";

/** Values as large as the canaries'. */
const LARGE = `{ areas: ["77", "747"], frequencies: [YEARLY], value: { gte: "876543", lte: "987655" } }`;

/** How each field of the root is asked, so that it leads to the canaries: a new one needs a line. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  agencies: ["(first: 3)"],
  agency: [`(code: "${FINANCE}")`],
  aggregate: [`(filter: ${LARGE}, groupBy: [INDICATOR, UNIT, YEAR], method: MAX)`],
  apiClients: [""],
  area: [`(code: "77")`],
  areas: ["(first: 2)"],
  auditLog: ["(first: 50)"],
  changes: [`(after: "3")`],
  clientUsage: [""],
  completeness: [`(period: { in: ["2023"] }, on: "2024-06-30", agencies: ["${FINANCE}"])`],
  compositeIndex: [`(code: "ZZX")`],
  indicator: [`(code: "ZZ1")`, `(code: "ZZ2")`, `(code: "ZZ3")`, `(code: "ZZ0")`],
  indicators: [`(first: 10, orderBy: { field: CODE, direction: DESC })`, `(search: "hoàng yến")`],
  node: [`(id: "$INDICATOR")`, `(id: "$SERIES")`, `(id: "$OBSERVATION")`],
  nodes: [`(ids: ["$INDICATOR", "$SERIES", "$OBSERVATION"])`],
  observations: [`(filter: ${LARGE})`, `(filter: ${LARGE}, asOf: "5")`],
  plan: [`(code: "CDS2023")`],
  planComparison: [`(codes: ["CDS2023"])`],
  plans: [""],
  ranking: [`(indicator: "ZZ1", areas: ["77"], order: DESC)`, `(indicator: "ZZ2", areas: ["77"], order: DESC)`],
  rateLimit: [""],
  rejectedRows: [""],
  search: [`(text: "hoàng yến")`],
  series: [`(filter: { agencies: ["${FINANCE}"], frequencies: [YEARLY] }, orderBy: { field: KEY, direction: DESC })`],
  sourceSystem: [`(code: "ZZS")`],
  sourceSystems: [""],
  syncRuns: [""],
  target: [`(code: "CDS2023-CQ-02")`],
  targets: [`(first: 5)`],
  timeSeries: [`(indicators: ["ZZ1"])`, `(indicators: ["ZZ2"])`, `(indicators: ["ZZ0"])`],
  topic: [`(code: "KT.NS")`],
  topics: [""],
  viewer: [""],
  warehouse: [""],
};

/** Texts and numbers that stand nowhere but in rows of one class; a code counts where the question does not name it. */
const CANARIES = {
  RESTRICTED: ["yến kín", "987654.3", "7654321", "ZZ1", "ZZ3"],
  SHARED: ["yến chung", "876543.2", "6543219", "ZZ2"],
} as const;

/** The fields of the root that lead to canaries. */
const DOORS = [
  "aggregate",
  "changes",
  "compositeIndex",
  "indicator",
  "indicators",
  "node",
  "nodes",
  "observations",
  "ranking",
  "rejectedRows",
  "search",
  "series",
  "syncRuns",
  "target",
  "targets",
  "timeSeries",
  "warehouse",
];

/** Who may see which. */
const VIEWERS: readonly { name: string; sees: readonly (keyof typeof CANARIES)[]; role?: Role; agency?: string }[] = [
  { name: "somebody", sees: [] },
  { name: "a reader", sees: [], role: Role.READER },
  { name: "the agency", sees: ["RESTRICTED", "SHARED"], role: Role.AGENCY, agency: FINANCE },
  { name: "another agency", sees: ["SHARED"], role: Role.AGENCY, agency: "000.00.12.H06" },
  { name: "a steward", sees: ["RESTRICTED", "SHARED"], role: Role.STEWARD },
  { name: "an administrator", sees: ["RESTRICTED", "SHARED"], role: Role.ADMIN },
];

let warehouse: TestWarehouse;
let walk: SchemaWalk;

beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { howMuch: undefined });
  const ids = await putCanaries(warehouse.databaseUrl);
  const filled = Object.entries(ASKED).map(([name, ways]) => [
    name,
    ways.map((way) => way.replace(/\$([A-Z]+)/g, (_, kind: string) => ids[kind]!)),
  ]);
  walk = new SchemaWalk(Object.fromEntries(filled) as typeof ASKED);
}, 60_000);
afterAll(() => warehouse.close());

async function putCanaries(url: string): Promise<Record<string, string>> {
  const [agency] = await sqlOn<{ id: number }>(url, `SELECT id FROM agency WHERE code = $1`, [FINANCE]);
  const own = { agency_id: agency!.id };
  const texts = (word: string) => ({
    name_vi: `Hoàng yến ${word}`,
    name_en: `Canary of yến ${word}`,
    definition_vi: `Định nghĩa yến ${word}`,
    method_vi: `Cách tính yến ${word}`,
  });
  await insertIndicator(url, "ZZ0", { ...own, name_vi: "Hoàng yến mở" });
  await insertIndicator(url, "ZZ1", { ...own, ...texts("kín"), access: "RESTRICTED" });
  await insertIndicator(url, "ZZ2", { ...own, ...texts("chung"), access: "SHARED" });
  await insertIndicator(url, "ZZ3", { ...own, name_vi: "Hoàng yến kín được tính", access: "RESTRICTED" });
  await insertSeries(url, { key: "A.ZZ0.77._T", indicator: "ZZ0" }, [["2023-01-01", "2023-12-31", "1", "A"]]);
  await insertSeries(url, { key: "A.ZZ0.747._T", indicator: "ZZ0", area: "747" }, [
    ["2023-01-01", "2023-12-31", "987654.33", "A"],
  ]);
  await insertSeries(url, { key: "A.ZZ1.77._T", indicator: "ZZ1" }, [
    ["2022-01-01", "2022-12-31", "987654.31", "A"],
    ["2023-01-01", "2023-12-31", "987654.32", "A"],
  ]);
  await insertSeries(url, { key: "A.ZZ2.77._T", indicator: "ZZ2" }, [
    ["2022-01-01", "2022-12-31", "876543.21", "A"],
    ["2023-01-01", "2023-12-31", "876543.22", "A"],
  ]);
  await sqlOn(
    url,
    `UPDATE series SET access = 'RESTRICTED' WHERE key = 'A.ZZ0.747._T';
     INSERT INTO publication (id, origin, comment, created) VALUES (4, 'import yến kín.csv', 'nhận xét yến kín', 2);
     INSERT INTO publication (id, origin, comment, created) VALUES (5, 'import yến chung.csv', 'nhận xét yến chung', 2);
     UPDATE observation o SET publication_id = 4, comment = 'ghi chú yến kín' FROM series s WHERE s.id = o.series_id AND s.key = 'A.ZZ1.77._T';
     UPDATE observation o SET publication_id = 5, comment = 'ghi chú yến chung' FROM series s WHERE s.id = o.series_id AND s.key = 'A.ZZ2.77._T';
     INSERT INTO publication_series (publication_id, series_id) SELECT 4, id FROM series WHERE key = 'A.ZZ1.77._T' ON CONFLICT DO NOTHING;
     INSERT INTO publication_series (publication_id, series_id) SELECT 5, id FROM series WHERE key = 'A.ZZ2.77._T' ON CONFLICT DO NOTHING;
     INSERT INTO formula (indicator_id, expression) SELECT id, 'ZZ1 * 2 + 7654321' FROM indicator WHERE code = 'ZZ3';
     INSERT INTO formula_input (indicator_id, input_id, name) SELECT d.id, i.id, 'ZZ1' FROM indicator d, indicator i WHERE d.code = 'ZZ3' AND i.code = 'ZZ1';
     INSERT INTO composite_index (code, name_vi) VALUES ('ZZX', 'Chỉ số ghép');
     INSERT INTO composite_index_version (index_id, version, valid_from, scale) SELECT id, '1', '2020-01-01', 1 FROM composite_index WHERE code = 'ZZX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight) SELECT v.id, i.id, row_number() OVER (ORDER BY i.code), 1
       FROM composite_index_version v, indicator i WHERE i.code IN ('ZZ0', 'ZZ1', 'ZZ2');
     INSERT INTO source_system (code, name_vi, agency_id, kind, address, delivery, time_zone) SELECT 'ZZS', 'Nguồn', id, 'json', 'x', 'DELTA', 'UTC' FROM agency WHERE code = '${FINANCE}';
     INSERT INTO series_source (series_id, source_id) SELECT s.id, x.id FROM series s, source_system x WHERE s.key = 'A.ZZ1.77._T';
     INSERT INTO sync_run (source_id, origin, cause, state, started_at, ended_at, pages, bytes, received, created, problems, version_before, version_after, error_message)
       SELECT id, 'sync ZZS', 'SCHEDULE', 'PUBLISHED', now(), now(), 7654321, 7654321, 7654321, 7654321, '{"RANGE": 7654321}', 3, 4, 'yến kín' FROM source_system;
     INSERT INTO sync_run (origin, cause, state, started_at, ended_at, received, created, version_before, version_after)
       VALUES ('import yến chung.csv', 'MANUAL', 'PUBLISHED', now(), now(), 6543219, 6543219, 4, 5);
     INSERT INTO rejected_row (run_id, last_run_id, source_id, agency_id, place, raw, severity, rule, value, message_vi, message_en, indicator_id)
       SELECT r.id, r.id, r.source_id, i.agency_id, 'yến kín', '{"yến kín": 987654.34}', 'REJECT', 'RANGE', '987654.34', 'yến kín', 'yến kín', i.id
       FROM sync_run r, indicator i WHERE i.code = 'ZZ1' AND r.source_id IS NOT NULL;
     UPDATE target SET indicator_id = s.indicator_id, series_id = s.id FROM series s WHERE s.key = 'A.ZZ1.77._T' AND target.code = 'CDS2023-CQ-02'`,
  );
  const [row] = await sqlOn<Record<string, string>>(
    url,
    `SELECT 'Indicator:' || i.id AS "INDICATOR", 'Series:' || s.id AS "SERIES", 'Observation:' || s.id || ':2023-01-01' AS "OBSERVATION"
     FROM series s JOIN indicator i ON i.id = s.indicator_id WHERE s.key = 'A.ZZ1.77._T'`,
  );
  return Object.fromEntries(Object.entries(row!).map(([kind, id]) => [kind, Buffer.from(id).toString("base64url")]));
}

interface Seen {
  readonly query: string;
  readonly canary: string;
}

/** Every canary of the classes in the answers to all queries, as one viewer gets them. */
async function seenBy(headers: Record<string, string>, classes: readonly (keyof typeof CANARIES)[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  const waiting = [...walk.queries];
  const ask = async (): Promise<void> => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) {
      const response = await fetch(`${warehouse.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query }),
      });
      const text = await response.text();
      expect(text, query).not.toMatch(/"(INTERNAL|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|LIMIT_EXCEEDED)"/);
      for (const each of classes)
        for (const canary of CANARIES[each])
          if (text.includes(canary) && !query.includes(canary)) seen.push({ query, canary });
    }
  };
  await Promise.all(Array.from({ length: 4 }, ask));
  return seen;
}

const headersOf = async ({ role, agency }: (typeof VIEWERS)[number]): Promise<Record<string, string>> =>
  role === undefined ? {} : bearer(await keyOf(warehouse, { role, ...(agency !== undefined && { agency }) }));

describe("every field, asked by everybody", () => {
  it("is walked: none of the schema is left out", () => {
    expect(SchemaWalk.all.filter((field) => !walk.walked.has(field))).toEqual([]);
  });

  it.each(VIEWERS.filter(({ sees }) => sees.length < 2))(
    "shows $name nothing of what is hidden from him",
    async (viewer) => {
      const hidden = (["RESTRICTED", "SHARED"] as const).filter((each) => !viewer.sees.includes(each));
      expect(await seenBy(await headersOf(viewer), hidden)).toEqual([]);
    },
    60_000,
  );

  it("shows them to a steward behind every door, or the walk would prove nothing", async () => {
    const steward = VIEWERS.find(({ role }) => role === Role.STEWARD)!;
    const seen = await seenBy(await headersOf(steward), ["RESTRICTED", "SHARED"]);
    const doors = new Set(seen.map(({ query }) => /\{ (\w+)/.exec(query)![1]!));
    expect([...doors].sort()).toEqual(DOORS);
  }, 60_000);

  it.each(VIEWERS.filter(({ sees }) => sees.length === 2))("shows $name what he may see", async (viewer) => {
    const headers = { "content-type": "application/json", ...(await headersOf(viewer)) };
    const body = JSON.stringify({ query: `{ indicators(search: "hoàng yến") { nodes { code latest { value } } } }` });
    const response = await fetch(`${warehouse.url}/graphql`, { method: "POST", headers, body });
    const { data } = (await response.json()) as { data: { indicators: { nodes: { code: string }[] } } };
    expect(data.indicators.nodes.map(({ code }) => code).sort()).toEqual(["ZZ0", "ZZ1", "ZZ2", "ZZ3"]);
  });
});
