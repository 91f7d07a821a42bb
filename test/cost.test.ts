import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => void (warehouse = await openWarehouse("kho_demo", { keepAnswers: true })));
afterAll(() => warehouse.close());

/** What the server says that an operation costs. */
async function costOfAnswer(query: string, variables?: Record<string, unknown>): Promise<number | undefined> {
  return (await warehouse.askOnce(query, variables)).extensions?.cost.requested;
}

async function refusalOf(query: string, variables?: Record<string, unknown>) {
  const { data, errors } = await warehouse.askOnce(query, variables);
  return { data, message: errors?.[0]?.message, extensions: errors?.[0]?.extensions };
}

const AGGREGATE = (filter: string): string =>
  `{ aggregate(filter: { ${filter} }, groupBy: [AGENCY], method: COUNT, first: 1) { nodes { value } } }`;

describe("what an operation costs", () => {
  it.each([
    ["a field at the root: 1", `{ warehouse { version } }`, 1],
    ["ten rows: 1", `{ indicators(first: 50) { nodes { code } } }`, 6],
    ["the usual page, where nobody says how many", `{ agencies { nodes { code } } }`, 6],
    ["edges as nodes", `{ agencies { edges { node { code } } } }`, 6],
    ["rows times the rows above", `{ agencies(first: 10) { nodes { indicators(first: 20) { nodes { code } } } } }`, 22],
    ["an object for each row: a hundredth", `{ indicators(first: 100) { nodes { unit { code } } } }`, 12],
    ["a hundred points of a series: 1", `{ indicator(code: "TC001") { timeline(last: 100) { values } } }`, 3],
    [
      "points as objects: as much again",
      `{ indicator(code: "TC001") { timeline(last: 100) { points { value } } } }`,
      4,
    ],
    ["observations: 5 for a hundred", `{ observations(filter: { indicators: ["TC001"] }) { nodes { value } } }`, 6],
    [
      "codes that are given",
      `{ timeSeries(indicators: ["TC001", "TC002"], areas: ["77", "747"], last: 50) { values } }`,
      4,
    ],
    ["an aggregate over indicators: 50 for its work", AGGREGATE('indicators: ["TC001"]'), 52],
    ["over a part of them: 250", AGGREGATE('agencies: ["000.00.05.H06"], period: { in: ["2023-12"] }'), 252],
    ["over all of them: 500", AGGREGATE('period: { in: ["2023-12"] }'), 502],
    [
      "ordering all observations by value: 250",
      `{ observations(filter: {}, orderBy: { field: VALUE }) { nodes { value } } }`,
      256,
    ],
    [
      "those of an area: 50",
      `{ observations(filter: { areas: ["77"] }, orderBy: { field: VALUE }) { nodes { value } } }`,
      56,
    ],
    [
      "those of an indicator: nothing",
      `{ observations(filter: { indicators: ["TC001"] }, orderBy: { field: VALUE }) { nodes { value } } }`,
      6,
    ],
    ["all observations as of a version: 250", `{ observations(asOf: "1", filter: {}) { nodes { value } } }`, 256],
    ["counting observations: 10", `{ observations(filter: { indicators: ["TC001"] }) { totalCount } }`, 11],
    ["a scorecard: 10 for its work", `{ plan(code: "CDS2023") { scorecard { met } } }`, 12],
    ["what is left out: nothing", `{ warehouse { version } agencies @skip(if: true) { nodes { code } } }`, 1],
    [
      "one target for each indicator, however many could be",
      `{ indicators(first: 100) { nodes { targets { nodes { code } } } } }`,
      21,
    ],
  ])("%s", async (_rule, query, cost) => {
    expect(await costOfAnswer(query)).toBe(cost);
  });

  it("hangs on the variables, and on their defaults", async () => {
    const query = `query ($n: Int = 20) { agencies(first: $n) { nodes { code } } }`;
    expect([
      await costOfAnswer(query),
      await costOfAnswer(query, { n: 90 }),
      await costOfAnswer(query, { n: 10 }),
    ]).toEqual([3, 10, 2]);
  });

  it("counts a fragment as often as it is used", async () => {
    const query = `{ a: agencies { ...Names } b: agencies { ...Names } } fragment Names on AgencyConnection { nodes { code } }`;
    expect(await costOfAnswer(query)).toBe(12);
  });

  it("is told in every answer, also in one that is kept", async () => {
    const query = `{ agencies(first: 10) { nodes { code } } }`;
    const answers = [await warehouse.askOnce(query), await warehouse.askOnce(query), await warehouse.askOnce(query)];
    const cost = { requested: 2, limit: 5_000 };
    expect(answers.map(({ extensions }) => extensions)).toEqual([{ cost }, { cost }, { cost }]);
  });
});

describe("the limit of an anonymous caller", () => {
  const BOMB = `query ($n: Int) { agencies(first: 100) { nodes { indicators(first: $n) { nodes { series(first: 100) { nodes { key } } } } } } }`;

  it("refuses what costs more before anything runs, and says what costs most", async () => {
    const statements = await warehouse.statementsOf(async () => {
      expect(await refusalOf(BOMB, { n: 100 })).toEqual({
        data: undefined,
        message:
          "The operation costs 101,011 points; at most 5,000 are allowed. agencies.nodes.indicators.nodes.series.nodes costs most: 100,000. Ask for smaller pages, or for less below them.",
        extensions: {
          code: "MAX_COST_EXCEEDED",
          requestId: "story",
          limit: 5_000,
          actual: 101_011,
          field: "agencies.nodes.indicators.nodes.series.nodes",
          fieldCost: 100_000,
        },
      });
    });
    expect(statements).toEqual([]);
  });

  it("refuses it with 400, and again when the operation is known with smaller variables", async () => {
    expect((await warehouse.askOnce(BOMB, { n: 1 })).errors).toBeUndefined();
    const send = () =>
      fetch(`${warehouse.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: BOMB, variables: { n: 100 } }),
      });
    expect([(await send()).status, (await send()).status]).toEqual([400, 400]);
  });

  it.each([
    [
      "children of children",
      `{ areas(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { code } } } } } } }`,
    ],
    [
      "a circle of references",
      `{ indicators(first: 100) { nodes { agency { indicators(first: 100) { nodes { agency { indicators(first: 100) { nodes { code } } } } } } } } }`,
    ],
    [
      "all points of all series",
      `{ agencies(first: 100) { nodes { indicators(first: 100) { nodes { timeline { values } } } } } }`,
    ],
    [
      "lists beside each other",
      `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: indicators(first: 100) { nodes { observations(first: 100) { nodes { value } } series(first: 100) { nodes { key } } } }`).join(" ")} }`,
    ],
    [
      "comparisons of plans with all series below them",
      `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: planComparison(codes: ["CDS2023"]) { plans { plan { targets { nodes { indicator { series(first: 100) { nodes { key } } } } } } } }`).join(" ")} }`,
    ],
  ])("refuses %s", async (_what, query) => {
    expect((await refusalOf(query)).extensions?.code).toBe("MAX_COST_EXCEEDED");
  });

  it("leaves faulty arguments to their own refusals", async () => {
    const query = `{ agencies(first: 1000000) { nodes { indicators(first: 10) { nodes { code } } } } }`;
    expect((await refusalOf(query)).extensions).toMatchObject({ code: "BAD_USER_INPUT", maximum: 100 });
  });

  it.each([
    [
      "39 targets with agency, indicator and latest figure",
      `{ targets(first: 100) { nodes { code agency { code name } indicator { code name latest { period { start } value status } } } } }`,
      24,
    ],
    [
      "all agencies with all indicators and their targets",
      `{ agencies(first: 100) { nodes { code indicators(first: 100) { nodes { code targets { nodes { code name } } } } } } }`,
      2_011,
    ],
    [
      "a hundred indicators with 120 points each",
      `{ indicators(first: 100) { nodes { code timeline(last: 120) { points { period value status } } } } }`,
      252,
    ],
    [
      "841 indicators with their latest figures",
      `{ agencies(first: 100) { nodes { code indicators(first: 100) { nodes { code latest { period { start } value status } } } } } }`,
      2_111,
    ],
    [
      "one question for the whole board",
      `{ agencies(first: 100) { nodes { name indicators(first: 100) { nodes { name unit { name } topic { name } latest { value } comparison(with: PREVIOUS_PERIOD) { percent } targets { nodes { code } } } } } } }`,
      4_411,
    ],
  ])("lets pass: %s", async (_what, query, cost) => {
    const { errors, extensions } = await warehouse.askOnce(query);
    expect([errors, extensions?.cost.requested]).toEqual([undefined, cost]);
  });

  it("is told in viewer and warehouse", async () => {
    const { data } = await warehouse.ask(`{ viewer { limits { maxCost } } warehouse { limits { maxCost } } }`);
    expect(data).toEqual({ viewer: { limits: { maxCost: 5_000 } }, warehouse: { limits: { maxCost: 5_000 } } });
  });
});

describe("rateLimit", () => {
  it("tells what the operation costs that it stands in", async () => {
    const { data } = await warehouse.ask(
      `{ rateLimit { limit cost maxCost remaining resetAt } agencies(first: 100) { nodes { code } } }`,
    );
    expect(data.rateLimit).toEqual({ limit: null, cost: 12, maxCost: 5_000, remaining: null, resetAt: null });
  });

  it("as a dry run tells it without running anything, also over the limit", async () => {
    const query = `query ($dry: Boolean!) { rateLimit(dryRun: $dry) { cost }
      agencies(first: 100) { nodes { indicators(first: 100) { nodes { series(first: 100) { nodes { key } } } } } } }`;
    const statements = await warehouse.statementsOf(async () => {
      const answer = await warehouse.askOnce(query, { dry: true });
      expect(answer.data).toEqual({ rateLimit: { cost: 101_012 } });
      expect((await warehouse.askOnce(query, { dry: true })).data).toEqual(answer.data);
    });
    expect(statements).toEqual([]);
    expect((await refusalOf(query, { dry: false })).extensions?.code).toBe("MAX_COST_EXCEEDED");
  });

  it("as a dry run refuses variables of another type with a code, as everywhere", async () => {
    const query = `query ($first: Int, $codes: [String!]) {
      rateLimit(dryRun: true) { cost } areas(first: $first, filter: { codes: $codes }) { totalCount } }`;
    const codesOf = async (variables: Record<string, unknown>) => (await refusalOf(query, variables)).extensions?.code;
    expect(await codesOf({ first: "1" })).toBe("BAD_USER_INPUT");
    expect(await codesOf({ codes: Array.from({ length: 100 }, () => 1) })).toBe("BAD_USER_INPUT");
  });

  it("as a dry run works through a fragment", async () => {
    const query = `{ ...Price agencies { nodes { code } } } fragment Price on Query { price: rateLimit(dryRun: true) { cost } }`;
    expect((await warehouse.askOnce(query)).data).toEqual({ price: { cost: 7 } });
  });
});
