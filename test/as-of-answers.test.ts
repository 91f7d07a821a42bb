import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFile } from "../src/ingestion/import.service.js";
import { sqlOn } from "./support/sql.js";
import { DERIVED, QUESTIONS } from "./support/versioned-questions.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const OPERATIONS = Object.entries({ ...QUESTIONS, ...DERIVED });

let warehouse: TestWarehouse;
let folder: string;
/** Bytes of every answer, by version and question. */
const recorded = new Map<string, Map<string, string>>();

async function textOf(question: string, asOf: string | null, variables = {}): Promise<string> {
  const plain = question.replaceAll("(#)", "").replaceAll("# ", "").replaceAll("#", "");
  const asked = asOf === null ? plain : question.replaceAll("#", `asOf: "${asOf}"`);
  return JSON.stringify(await warehouse.ask(asked, variables));
}

/** Remembers what is answered now, page after page and by id, under the number of the current version. */
async function record(): Promise<void> {
  const { data } = await warehouse.askOnce("{ warehouse { version } }");
  const answers = new Map<string, string>();
  for (const [name, question] of OPERATIONS) answers.set(name, await textOf(question, null));
  recorded.set(data.warehouse.version as string, answers);
}

async function importRows(rows: readonly string[], options: object = {}): Promise<void> {
  const file = join(folder, "rows.csv");
  await writeFile(file, ["indicator,area,period,value,status", ...rows].join("\n"));
  await importFile({ databaseUrl: warehouse.databaseUrl, file, ...options });
}

/** What a source does that takes back what it had delivered. */
async function withdraw(key: string, start: string): Promise<void> {
  await sqlOn(
    warehouse.databaseUrl,
    `WITH p AS (INSERT INTO publication (origin, withdrawn) VALUES ('withdrawal', 1) RETURNING id),
     gone AS (DELETE FROM observation o USING series s WHERE s.id = o.series_id AND s.key = $1 AND o.period_start = $2 RETURNING o.*)
     INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
     SELECT g.series_id, g.period_start, g.period_end, g.publication_id, p.id, g.value, g.status, 'WITHDRAWN', g.comment FROM gone g, p`,
    [key, start],
  );
  await sqlOn(
    warehouse.databaseUrl,
    `UPDATE series s SET observation_count = c.n, first_period_start = c.first, last_period_start = c.last, latest_start = c.latest,
       last_period_end = (SELECT o.period_end FROM observation o WHERE o.series_id = s.id ORDER BY o.period_start DESC LIMIT 1),
       (latest_end, last_value, last_status) = (SELECT o.period_end, o.value, o.status FROM observation o WHERE o.series_id = s.id AND o.period_start = c.latest)
     FROM (SELECT s.id, count(o.*) AS n, min(o.period_start) AS first, max(o.period_start) AS last,
         max(o.period_start) FILTER (WHERE o.value IS NOT NULL) AS latest
       FROM series s LEFT JOIN observation o ON o.series_id = s.id WHERE s.key = $1 GROUP BY s.id) AS c
     WHERE s.id = c.id`,
    [key],
  );
}

const STEPS: readonly (() => Promise<unknown>)[] = [
  () => importRows(["TC001,77,2023-12,1.5,A", "TC001,77,2024-01,9.50,P"], { replaceSample: true }),
  () =>
    importRows(["TC001,77,2023-12,2.75,A", "TC001,747,2024-01,,O", "TC002,77,2024-02,3,A", "TT007,747,2023,4,A"], {
      replaceSample: true,
    }),
  () => withdraw("M.TC001.77._T", "2024-01-01"),
  () =>
    sqlOn(
      warehouse.databaseUrl,
      `WITH old AS (UPDATE target SET valid_to = '2023-07-01' WHERE code = 'CDS2023-CQ-02' RETURNING *)
       INSERT INTO target (code, name_vi, plan_id, pillar_id, agency_id, indicator_id, comparator, value, unit_id, due_date, provenance, decision, valid_from)
       SELECT code, name_vi, plan_id, pillar_id, agency_id, indicator_id, 'LESS_THAN', 10.50, unit_id, due_date, provenance, '99/QĐ-UBND', '2023-07-01' FROM old`,
    ),
  () =>
    sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO target (code, name_vi, plan_id, pillar_id, comparator, value, unit_id, due_date, provenance, valid_from)
       SELECT 'NEW-1', 'Chuyển đổi số mới', plan_id, pillar_id, comparator, 7, unit_id, due_date, 'DELIVERED', valid_from
       FROM target WHERE code = 'CDS2023-CQ-03'`,
    ),
  () =>
    sqlOn(
      warehouse.databaseUrl,
      `UPDATE target_milestone SET value = value + 0.50 WHERE target_id IN (SELECT id FROM target WHERE code = 'CDS2023-CQ-03')`,
    ),
  () => importRows(["TT007,77,2022,27,A", "TC003,77,2023-12,,L", "TC001,77,2024-01,9.50,P"], { replaceSample: true }),
  () => sqlOn(warehouse.databaseUrl, `UPDATE series SET citation_vi = 'Niên giám 2024' WHERE key = 'A.TT007.77._T'`),
  () =>
    sqlOn(
      warehouse.databaseUrl,
      `WITH gone AS (DELETE FROM target_milestone WHERE kind = 'MILESTONE' RETURNING target_id) DELETE FROM target WHERE code = 'NEW-1'`,
    ),
  () => withdraw("A.TT007.77._T", "2022-01-01"),
  () => withdraw("A.TT007.77._T", "2023-01-01"),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kho-as-of-"));
  warehouse = await openWarehouse();
  await record();
  for (const step of STEPS) {
    await step();
    await record();
  }
});
afterAll(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true });
});

/** `query` with the id of what `field` gives now. */
async function idOf(field: string): Promise<string> {
  const { data } = await warehouse.askOnce(`{ ${field} }`);
  return /"id":"([^"]+)"/.exec(JSON.stringify(data))![1]!;
}

describe("asOf", () => {
  it("has a version for every change of observations, provenance or targets", () => {
    expect([...recorded.keys()]).toEqual(["3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"]);
  });

  it("is asked what some version can answer", () => {
    const answers = [...recorded.values()];
    const refused = OPERATIONS.filter(([name]) => answers.every((one) => !one.get(name)!.startsWith('{"data":{')));
    expect(refused).toEqual([]);
  });

  it.each(OPERATIONS)("answers byte for byte what was answered: %s", async (name, question) => {
    for (const [version, answers] of recorded)
      expect([version, await textOf(question, version)]).toEqual([version, answers.get(name)]);
  });

  it("tells versions apart, so that the comparison means something", () => {
    const unchanged = OPERATIONS.filter(
      ([name]) => new Set([...recorded.values()].map((answers) => answers.get(name))).size === 1,
    );
    expect(unchanged).toEqual([]);
  });

  it("finds objects by id as they stood, and none that came later", async () => {
    const series = await idOf(`series(filter: { keys: ["M.TC001.77._T"] }) { nodes { id } }`);
    const target = await idOf(`target(code: "CDS2023-CQ-02") { id }`);
    const observation = await idOf(
      `observations(filter: { keys: ["M.TC001.77._T"], period: { in: ["2023-12"] } }) { nodes { id } }`,
    );
    const { data } = await warehouse.ask(
      `query ($ids: [ID!]!, $series: ID!) {
        one: node(id: $series) { ...S } once: node(id: $series, asOf: "3") { ...S }
        now: nodes(ids: $ids) { ...N } before: nodes(ids: $ids, asOf: "3") { ...N } }
      fragment S on Series { observationCount provenance }
      fragment N on Node { ... on Target { decision } ... on Observation { value isRevised } }`,
      { ids: [target, observation], series },
    );
    expect(data).toEqual({
      one: { observationCount: 2, provenance: "DELIVERED" },
      once: { observationCount: 72, provenance: "SAMPLE" },
      now: [{ decision: "99/QĐ-UBND" }, { value: "2.75", isRevised: true }],
      before: [null, { value: "12674.4", isRevised: true }],
    });
  });

  it("holds for everything below, until a field below names another version", async () => {
    const { data } = await warehouse.ask(`{ targets(asOf: "3", filter: { codes: ["CDS2023-CQ-03"] }) { nodes {
      milestones { value } indicator { latest { publication { version } } now: latest(asOf: "14") { publication { version } } } } } }`);
    expect(data.targets.nodes[0]).toMatchObject({ milestones: [{ value: "95" }, { value: "98" }] });
    const nested =
      await warehouse.ask(`{ observations(asOf: "3", filter: { keys: ["M.TC001.77._T"] }, last: 1) { nodes {
      value series { observationCount } indicator { once: latest { value } later: latest(asOf: "5") { value } } } } }`);
    expect(nested.data.observations.nodes).toEqual([
      {
        value: "12674.4",
        series: { observationCount: 72 },
        indicator: { once: { value: "12674.4" }, later: { value: "9.50" } },
      },
    ]);
  });

  it("is empty in version 0, before anything was published", async () => {
    const { data } = await warehouse.ask(
      `{ observations(asOf: "0", filter: {}) { totalCount } series(asOf: "0") { totalCount } targets(asOf: "0") { totalCount } }`,
    );
    expect(data).toEqual({ observations: { totalCount: 0 }, series: { totalCount: 0 }, targets: { totalCount: 0 } });
  });

  it.each([
    [`series(asOf: "15") { totalCount }`, "There is no data version 15; the newest is 14."],
    [`indicator(code: "TC001") { latest(asOf: "15") { value } }`, "There is no data version 15; the newest is 14."],
    [`node(id: "x", asOf: "latest") { id }`, "asOf is “latest”; it must be a data version, such as 3."],
  ])("refuses a version that never was: %s", async (field, message) => {
    const { errors } = await warehouse.ask(`{ ${field} }`);
    expect(errors![0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT", argument: "asOf" } });
  });

  it("costs one statement, for the version, however many fields name it; without it nothing is looked up", async () => {
    const fields = (asOf: string) => `{ a: indicator(code: "TC001") { latest(${asOf} area: "77") { value } } }`;
    const plain = await warehouse.statementsOf(() => warehouse.askOnce(fields("")));
    const then = await warehouse.statementsOf(() => warehouse.askOnce(fields(`asOf: "5",`)));
    expect([plain.length, then.length]).toEqual([3, 4]);
  });
});
