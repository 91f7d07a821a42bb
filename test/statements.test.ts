import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

describe("one statement per level, whatever the number of rows", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => {
    warehouse = await openWarehouse();
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO source_system (code, name_vi, agency_id, kind, address, delivery, time_zone)
       SELECT 'S' || id, 'Nguồn', id, 'HTTP_JSON', 'http://10.0.0.7', 'DELTA', 'Asia/Ho_Chi_Minh' FROM agency`,
    );
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO sync_run (source_id, origin, cause, state, started_at, ended_at)
       SELECT id, 'sync', 'SCHEDULE', 'UNCHANGED', now(), now() FROM source_system`,
    );
  });
  afterAll(() => warehouse.close());

  async function statements(query: string): Promise<number> {
    const texts = await warehouse.statementsOf(async () => {
      const answer = await warehouse.askOnce(query);
      expect(answer.errors).toBeUndefined();
    });
    return texts.length;
  }

  it.each([
    [
      "agencies with indicators with targets",
      3,
      "{ agencies(first: 100) { nodes { code indicators(first: 100) { nodes { code targets { nodes { code } } } } } } }",
    ],
    [
      "targets with indicator and agency",
      3,
      "{ targets(first: 100) { nodes { code indicator { code name } agency { code name } } } }",
    ],
    [
      "100 indicators with their latest observation",
      2,
      "{ indicators(first: 100) { nodes { code latest { value period { code label } } } } }",
    ],
    [
      "100 indicators with unit, agency, topic",
      4,
      "{ indicators(first: 100) { nodes { unit { name } agency { name } topic { name } } } }",
    ],
    [
      "100 series of 120 points as columns",
      2,
      "{ indicators(first: 100) { nodes { timeline(last: 120) { periods values } } } }",
    ],
    ["three levels of areas", 3, '{ area(code: "77") { children { nodes { code children { nodes { code } } } } } }'],
    [
      "the same relation under two names",
      3,
      "{ agencies(first: 100) { nodes { few: indicators(first: 1) { nodes { code } } more: indicators(first: 5) { nodes { code } } } } }",
    ],
    [
      "observations counted by agency and year",
      2,
      "{ aggregate(filter: {}, groupBy: [AGENCY, YEAR], method: COUNT) { totalCount nodes { agency { code } year value } } }",
    ],
    [
      "changes with observation, series, indicator, area and publication",
      6,
      "{ changes(first: 100) { version nodes { kind value period { code } series { key } indicator { code } area { code } publication { version } } } }",
    ],
    [
      "runs with their source and its agency",
      4,
      "{ syncRuns(first: 100) { totalCount nodes { state received problems { rule count } source { code agency { code } } } } }",
    ],
    ["twenty single nodes by id in one operation", 1, twentyNodes()],
  ])("%s: %i", async (_question, expected, query) => {
    expect(await statements(query)).toBe(expected);
  });

  it("timeSeries of 100 indicators: 1", async () => {
    const { data } = await warehouse.ask("{ indicators(first: 100) { nodes { code } } }");
    const codes = (data.indicators.nodes as { code: string }[]).map(({ code }) => `"${code}"`).join(", ");
    expect(
      await statements(`{ timeSeries(indicators: [${codes}], last: 120) { series { key } periods values statuses } }`),
    ).toBe(1);
  });

  it("counts a list only when totalCount is selected", async () => {
    expect(await statements("{ indicators { nodes { code } } }")).toBe(1);
    expect(await statements("{ indicators { totalCount nodes { code } } }")).toBe(2);
    expect(await statements("{ indicators { ...C } } fragment C on IndicatorConnection { totalCount }")).toBe(2);
  });
});

function twentyNodes(): string {
  const id = (n: number) => Buffer.from(`Indicator:${n}`).toString("base64url");
  const fields = Array.from({ length: 20 }, (_, i) => `n${i}: node(id: "${id(i + 1)}") { id }`);
  return `{ ${fields.join(" ")} }`;
}
