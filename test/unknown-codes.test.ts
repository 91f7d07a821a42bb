import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** A typing error, a question without data, and a question that is none: three answers. */
let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await insertIndicator(warehouse.databaseUrl, "EMPTY");
});
afterAll(() => warehouse.close());

async function codeAndMessage(query: string): Promise<string> {
  const { errors } = await warehouse.ask(query);
  return errors ? `${errors[0]!.extensions.code}: ${errors[0]!.message}` : "no error";
}

describe("an unknown code is NOT_FOUND and is named", () => {
  it.each([
    [`{ agencies(filter: { codes: ["000.00.02.H06", "SNV"] }) { nodes { code } } }`, "Unknown agencies: SNV."],
    [`{ areas(filter: { codes: ["X2", "77", "X1", "X3"] }) { nodes { code } } }`, "Unknown areas: X2, X1, X3."],
    [`{ areas(filter: { codes: ["78"] }) { nodes { code } } }`, "Unknown areas: 78."],
    [`{ areas(filter: { not: { parents: ["78"] } }) { nodes { code } } }`, "Unknown areas: 78."],
    [`{ area(code: "77") { children(filter: { codes: ["78"] }) { nodes { code } } } }`, "Unknown areas: 78."],
    [
      `{ indicators(filter: { codes: ["X1"], units: ["X2"] }) { nodes { code } } }`,
      "Unknown indicators: X1. Unknown units: X2.",
    ],
    [
      `{ indicators(filter: { or: [{ agencies: ["X1"] }, { and: [{ topics: ["X2"] }] }] }) { nodes { code } } }`,
      "Unknown agencies: X1. Unknown topics: X2.",
    ],
    [
      `{ agency(code: "000.00.02.H06") { indicators(filter: { codes: ["X1"] }) { nodes { code } } } }`,
      "Unknown indicators: X1.",
    ],
    [`{ series(filter: { keys: ["A.X.77._T"] }) { nodes { key } } }`, "Unknown series: A.X.77._T."],
    [
      `{ series(filter: { breakdown: [{ dimension: "SEX", codes: ["F", "X"] }] }) { nodes { key } } }`,
      "Unknown breakdown: SEX=X.",
    ],
    [
      `{ series(filter: { breakdown: [{ dimension: "SEKS", codes: ["_T"] }] }) { nodes { key } } }`,
      "Unknown breakdown: SEKS=_T.",
    ],
    [
      `{ observations(filter: { indicators: ["X1"], areas: ["78"] }) { nodes { id } } }`,
      "Unknown indicators: X1. Unknown areas: 78.",
    ],
    [`{ indicator(code: "TT007") { series(filter: { areas: ["78"] }) { nodes { key } } } }`, "Unknown areas: 78."],
    [`{ indicator(code: "TT007") { observations(areas: ["77", "78"]) { nodes { value } } } }`, "Unknown areas: 78."],
    [`{ indicator(code: "TT007") { latest(area: "78") { value } } }`, "Unknown areas: 78."],
    [
      `{ indicator(code: "TT007") { latest(breakdown: [{ dimension: "SEX", codes: ["X"] }]) { value } } }`,
      "Unknown breakdown: SEX=X.",
    ],
    [`{ indicator(code: "TT007") { timeline(area: "78") { values } } }`, "Unknown areas: 78."],
    [
      `{ indicator(code: "TT007") { timeline(breakdown: [{ dimension: "X", codes: ["F"] }]) { values } } }`,
      "Unknown breakdown: X=F.",
    ],
    [
      `{ timeSeries(indicators: ["TT007", "X1"], areas: ["77", "78"]) { values } }`,
      "Unknown indicators: X1. Unknown areas: 78.",
    ],
    [
      `{ timeSeries(indicators: ["TT007"], breakdown: [{ dimension: "SEX", codes: ["F", "X"] }]) { values } }`,
      "Unknown breakdown: SEX=X.",
    ],
    [`{ plans(filter: { codes: ["X"] }) { nodes { code } } }`, "Unknown plans: X."],
    [
      `{ targets(filter: { plans: ["X1"], pillars: ["X2"], indicators: ["X3"] }) { nodes { code } } }`,
      "Unknown plans: X1. Unknown pillars: X2. Unknown indicators: X3.",
    ],
    [`{ plan(code: "CDS2023") { targets(filter: { codes: ["X"] }) { nodes { code } } } }`, "Unknown targets: X."],
  ])("%s", async (query, message) => {
    expect(await codeAndMessage(query)).toBe(`NOT_FOUND: ${message}`);
  });
});

describe("no data is an empty answer", () => {
  it.each([
    [`{ areas(filter: { codes: ["77"], validOn: "1990-01-01" }) { nodes { code } } }`, { areas: { nodes: [] } }],
    [
      `{ indicators(filter: { codes: ["EMPTY"], directions: [NONE] }) { nodes { code } } }`,
      { indicators: { nodes: [] } },
    ],
    [
      `{ observations(filter: { indicators: ["EMPTY"] }) { totalCount nodes { id } } }`,
      { observations: { totalCount: 0, nodes: [] } },
    ],
    [`{ timeSeries(indicators: ["EMPTY"]) { values } }`, { timeSeries: [] }],
    [`{ timeSeries(indicators: ["TT007"], period: { to: "1990" }) { values } }`, { timeSeries: [{ values: [] }] }],
    [
      `{ indicator(code: "EMPTY") { latest { value } timeline { values } observations { nodes { id } } series { nodes { id } } targets { nodes { id } } } }`,
      {
        indicator: {
          latest: null,
          timeline: null,
          observations: { nodes: [] },
          series: { nodes: [] },
          targets: { nodes: [] },
        },
      },
    ],
    [`{ indicator(code: "TT007") { latest(area: "747") { value } } }`, { indicator: { latest: null } }],
    [
      `{ indicator(code: "TT007") { latest(breakdown: [{ dimension: "SEX", codes: ["F"] }]) { value } } }`,
      { indicator: { latest: null } },
    ],
    [
      `{ indicator(code: "X") { code } agency(code: "X") { code } area(code: "X") { code } plan(code: "X") { code } target(code: "X") { code } topic(code: "X") { code } }`,
      { indicator: null, agency: null, area: null, plan: null, target: null, topic: null },
    ],
  ])("%s", async (query, expected) => {
    expect(await warehouse.ask(query)).toEqual({ data: expected });
  });
});

describe("bad input is BAD_USER_INPUT", () => {
  it.each([
    [`{ timeSeries(indicators: []) { values } }`, "indicators has 0 codes; 1 to 100 are allowed."],
    [`{ timeSeries(indicators: ["TT007"], areas: []) { values } }`, "areas has 0 codes; 1 to 100 are allowed."],
    [`{ timeSeries(indicators: ["TT007"], last: 0) { values } }`, "last is 0; it must lie between 1 and 10000."],
    [
      `{ indicator(code: "TT007") { observations(areas: []) { nodes { id } } } }`,
      "areas has 0 values; 1 to 250 are allowed.",
    ],
    [
      `{ indicator(code: "TT007") { timeline(breakdown: [{ dimension: "SEX", codes: [] }]) { values } } }`,
      "breakdown SEX names no codes.",
    ],
    [
      `{ indicator(code: "TT007") { latest(breakdown: [{ dimension: "SEX", codes: ["F"] }, { dimension: "SEX", codes: ["M"] }]) { value } } }`,
      "breakdown names SEX twice.",
    ],
    [
      `{ indicators(search: "") { nodes { code } } }`,
      "search needs at least one letter or digit and at most 200 characters.",
    ],
    [
      `{ indicators(search: "%") { nodes { code } } }`,
      "search needs at least one letter or digit and at most 200 characters.",
    ],
    [`{ nodes(ids: []) { id } }`, "ids has 0 values; 1 to 100 are allowed."],
  ])("%s", async (query, message) => {
    expect(await codeAndMessage(query)).toBe(`BAD_USER_INPUT: ${message}`);
  });

  it.each([
    `{ areas(filter: { validOn: "2023-02-30" }) { nodes { code } } }`,
    `{ areas(filter: { levels: ["a"] }) { nodes { code } } }`,
    `{ observations(filter: { value: { gt: "1e999999" } }) { nodes { id } } }`,
    `{ observations(filter: { value: { gt: 1e999 } }) { nodes { id } } }`,
    `{ observations(filter: { value: { gt: "NaN" } }) { nodes { id } } }`,
    `{ observations(filter: { period: { from: "2023-13" } }) { nodes { id } } }`,
    `{ observations(filter: { period: { from: "2023/5" } }) { nodes { id } } }`,
    `{ indicators(first: 99999999999) { nodes { code } } }`,
  ])("before anything is asked: %s", async (query) => {
    expect(await codeAndMessage(query)).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED): /);
  });

  it.each([
    ["query ($d: LocalDate) { areas(filter: { validOn: $d }) { nodes { code } } }", { d: "2023-02-30" }],
    ["query ($v: Decimal) { observations(filter: { value: { gt: $v } }) { nodes { id } } }", { v: "1,5" }],
    ["query ($p: Period) { observations(filter: { period: { to: $p } }) { nodes { id } } }", { p: "2023-Q5" }],
  ])("in a variable, which is named: %s", async (query, variables) => {
    const { errors } = await warehouse.ask(query, variables);
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors![0]!.message).toContain(`$${Object.keys(variables)[0]}`);
  });
});

describe("a code that was found", () => {
  let kho: TestWarehouse;
  beforeAll(async () => void (kho = await openWarehouse("kho_demo", { keepAnswers: true })));
  afterAll(() => kho.close());

  const asking = (first: number, code: string) =>
    `{ aggregate(filter: { units: ["NGUOI"], areas: ["${code}"] }, groupBy: [INDICATOR, YEAR, FREQUENCY], method: COUNT, first: ${first}) { nodes { count } } }`;
  const lookUps = async (first: number, code: string) =>
    (await kho.statementsOf(() => kho.askOnce(asking(first, code)))).filter((text) => text.includes("AS asked (code)"));

  it("is looked up once, and others with it beside them still are", async () => {
    expect(await lookUps(1, "747")).toHaveLength(1);
    expect(await lookUps(2, "747")).toEqual([]);
    expect(await lookUps(3, "748")).toHaveLength(1);
  });

  it("is unknown as soon as nothing bears it any more", async () => {
    expect(await kho.askOnce(asking(4, "750"))).toMatchObject({ data: {} });
    await sqlOn(kho.databaseUrl, `UPDATE area SET code = '7500' WHERE code = '750'`);
    await expect
      .poll(async () => (await kho.askOnce(asking(5, "750"))).errors?.[0]?.message)
      .toBe("Unknown areas: 750.");
  });
});
