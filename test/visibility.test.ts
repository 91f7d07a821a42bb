import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** Canary rows that an anonymous caller may not see, and everything that he may ask: no answer may change by them. */
const DOORS: Readonly<Record<string, string>> = {
  "the list": `{ indicators(first: 100, filter: { agencies: ["000.00.02.H06"] }) { totalCount nodes { code } pageInfo { endCursor hasNextPage } } }`,
  "the list backwards": `{ indicators(last: 50, orderBy: { field: NAME }) { nodes { code name } edges { cursor } } }`,
  "the list below an agency": `{ agency(code: "000.00.02.H06") { indicators(first: 100) { totalCount nodes { code } } } }`,
  "the list below a topic": `{ topics { code indicators(first: 100) { totalCount } children { indicators { totalCount nodes { code } } } } }`,
  "filters by class": `{ indicators(filter: { access: [SHARED, RESTRICTED] }) { totalCount nodes { code } } }`,
  "filters by not": `{ indicators(filter: { not: { access: [OPEN] } }) { totalCount } all: indicators { totalCount } }`,
  "filters by target": `{ indicators(filter: { hasTarget: true }, first: 100) { totalCount nodes { code } } }`,
  "the series": `{ series(orderBy: { field: KEY, direction: DESC }) { totalCount nodes { key } } }`,
  "the series of an area": `{ series(filter: { areas: ["77"], frequencies: [WEEKLY] }, first: 100) { totalCount nodes { key } } }`,
  "the observations": `{ observations(filter: { areas: ["77"], value: { gte: "123456789" }, period: { from: "2022" } }) { totalCount nodes { value } } }`,
  "the largest values": `{ observations(filter: {}, orderBy: { field: VALUE, direction: DESC }, first: 5) { nodes { value } } }`,
  "a search by name": `{ search(text: "chim hoàng yến") { totalCount nodes { __typename } } }`,
  "a search by initials": `{ search(text: "CHYBM") { totalCount nodes { __typename } } }`,
  "a search by definition": `{ search(text: "serinus") { totalCount nodes { __typename } } indicators(search: "serinus") { totalCount } }`,
  "a search by code": `{ search(text: "CANARY") { totalCount nodes { __typename } } }`,
  "the data version": `{ warehouse { publication { origin comment created updated withdrawn } } }`,
  "the counts": `{ warehouse { counts { indicators series observations targets } hasSampleData } }`,
  "targets that are measured": `{ targets(filter: { isMeasured: true }, first: 100) { totalCount nodes { code } } }`,
  "an open indicator with a closed series": `{ indicator(code: "TT007") { latest(area: "747") { value } series(first: 100) { totalCount nodes { key } } observations(areas: ["747"]) { totalCount nodes { value } } timeline(area: "747") { values } } }`,
  "the columns of a closed series": `{ timeSeries(indicators: ["TT007"], areas: ["77", "747"]) { series { key } values } }`,
  "the observations of an area": `{ observations(filter: { areas: ["747"], indicators: ["TT007"] }) { totalCount nodes { value } } }`,
  "the progress of a target": `{ target(code: "T-CANARY") { progress { status actual { value } actualValue explanation } } }`,
  "the score of a plan": `{ plan(code: "CDS2023") { scorecard { total met byStatus { status count } byPillar { met total } } } }`,
  "what is put together by year": `{ aggregate(filter: { indicators: ["TT007"], areas: ["77", "747"] }, groupBy: [INDICATOR, AREA, YEAR], method: MAX) { totalCount nodes { count value } } }`,
  "what is put together by status": `{ aggregate(filter: { areas: ["747"], frequencies: [YEARLY] }, groupBy: [UNIT, STATUS], method: COUNT, first: 100) { totalCount nodes { count } } }`,
  "the statistics of an area": `{ indicator(code: "TT007") { statistics(area: "747") { __typename } comparison(area: "747", with: PREVIOUS_PERIOD) { __typename } } }`,
  "the feed of changes": `{ changes(filter: { indicators: ["TT007"] }, first: 100) { nodes { value series { key } } pageInfo { hasNextPage } } }`,
  "the feed of an area": `{ changes(filter: { areas: ["747"], kinds: [INSERTED] }, first: 100) { nodes { value } } }`,
  "an earlier version": `{ series(asOf: "1", filter: { areas: ["747"] }, first: 100) { totalCount nodes { key } } observations(asOf: "1", filter: { indicators: ["TT007"] }) { totalCount nodes { value revisions { totalCount } } } }`,
  "what is computed from an indicator": `{ indicator(code: "OLD") { usedBy { code } derivedFrom { code } formula } }`,
  "how targets stand": `{ targets(first: 100, orderBy: { field: STATUS }) { nodes { code progress(on: "2024-06-30") { status actualValue isProvisional explanation } } } }`,
  "targets without an indicator": `{ targets(filter: { statuses: [NO_INDICATOR] }) { totalCount nodes { code } } }`,
  "the scorecard": `{ plan(code: "CDS2023") { scorecard(on: "2024-06-30", since: "2023-06-30") { total met byStatus { status count } change { changed { code before after } } summary } } }`,
  "who is late": `{ completeness(period: { from: "2022" }, on: "2024-06-30", agencies: ["000.00.02.H06"]) { expected received onTime late missing missingDeliveries(first: 100) { indicator { code } period { code } } } }`,
  "how fresh an open indicator with a closed series is": `{ indicator(code: "TT007") { freshness(on: "2024-06-30") { lastPeriod { code } dueBy isLate } } }`,
  "an indicator that the hidden one replaced": `{ indicator(code: "OLD") { status replacedBy { code } } }`,
};

const HIDDEN = [
  ["RESTRICTED", "CANARY1"],
  ["SHARED", "CANARY2"],
] as const;

const CLOSED_SERIES = "A.TT007.747._T";

let warehouse: TestWarehouse;
let before: Record<string, unknown>;
let hiddenIds: Record<string, string[]>;

beforeAll(async () => {
  const untouched = await openWarehouse();
  warehouse = await openWarehouse();
  await Promise.all([untouched, warehouse].map(withoutCanaries));
  await withCanaries(warehouse.databaseUrl);
  before = await answersOf(untouched);
  hiddenIds = await idsOfHidden(warehouse.databaseUrl);
  await untouched.close();
});
afterAll(() => warehouse.close());

/** What both have: a target that nothing measures, and an indicator that ended. */
async function withoutCanaries({ databaseUrl }: TestWarehouse): Promise<void> {
  await insertIndicator(databaseUrl, "OLD");
  await sqlOn(databaseUrl, `UPDATE indicator SET valid_to = '2023-01-01' WHERE code = 'OLD'`);
  await sqlOn(
    databaseUrl,
    `INSERT INTO target (code, name_vi, plan_id, pillar_id, agency_id, comparator, value, unit_id, due_date, provenance, valid_from)
     SELECT 'T-CANARY', 'Chỉ tiêu mới', plan_id, pillar_id, agency_id, comparator, value, unit_id, due_date, provenance, valid_from
     FROM target WHERE code = 'CDS2023-CQ-02'`,
  );
}

async function withCanaries(url: string): Promise<void> {
  for (const [access, code] of HIDDEN) {
    const texts = { name_vi: "Chim hoàng yến bí mật", definition_vi: "Serinus canaria", abbreviation: code };
    await insertIndicator(url, code, { ...texts, access, agency_id: 2 });
    await insertSeries(url, { key: `A.${code}.77._T`, indicator: code }, [
      ["2023-01-01", "2023-12-31", "9999999999999999", "A"],
    ]);
    await insertSeries(url, { key: `W.${code}.77._T`, indicator: code }, [
      ["2023-01-02", "2023-01-08", "9999999999999999", "A"],
    ]);
  }
  await insertSeries(url, { key: CLOSED_SERIES, indicator: "TT007", area: "747" }, [
    ["2023-01-01", "2023-12-31", "9999999999999999", "A"],
  ]);
  await sqlOn(url, `UPDATE series SET access = 'SHARED' WHERE key = $1`, [CLOSED_SERIES]);
  await sqlOn(
    url,
    `UPDATE target SET indicator_id = s.indicator_id, series_id = s.id FROM series s
     WHERE s.key = 'A.CANARY1.77._T' AND target.code = 'T-CANARY'`,
  );
  await sqlOn(
    url,
    `UPDATE indicator SET replaced_by_id = (SELECT id FROM indicator WHERE code = 'CANARY1') WHERE code = 'OLD'`,
  );
}

async function answersOf({ ask }: TestWarehouse): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  // One after the other: on a busy machine, whoever waits for all the others is told that there is too much to do.
  for (const [door, query] of Object.entries(DOORS)) answers[door] = await ask(query);
  return answers;
}

async function idsOfHidden(url: string): Promise<Record<string, string[]>> {
  const [row] = await sqlOn<Record<string, string[]>>(
    url,
    `SELECT array_agg(DISTINCT 'Indicator:' || i.id) FILTER (WHERE i.access <> 'OPEN') AS indicator, array_agg('Series:' || s.id) AS series,
       array_agg('Observation:' || s.id || ':' || o.period_start) AS observation
     FROM indicator i JOIN series s ON s.indicator_id = i.id JOIN observation o ON o.series_id = s.id WHERE i.access <> 'OPEN' OR s.access IS NOT NULL`,
  );
  return row!;
}

describe("a hidden indicator changes no answer", () => {
  it.each(Object.keys(DOORS))("of %s", async (door) => {
    const answer = await warehouse.ask(DOORS[door]!);
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(before[door]);
  });
});

describe("a hidden indicator", () => {
  it.each(HIDDEN)("of class %s has no code", async (_access, code) => {
    expect(await warehouse.ask(`{ indicator(code: "${code}") { code } }`)).toEqual({ data: { indicator: null } });
  });

  it.each(["indicator", "series", "observation"])("has no node: %s", async (kind) => {
    const ids = hiddenIds[kind]!.map((id) => Buffer.from(id).toString("base64url"));
    const { data, errors } = await warehouse.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect([errors, data.nodes]).toEqual([undefined, ids.map(() => null)]);
    expect(await warehouse.ask("query ($id: ID!) { node(id: $id) { id } }", { id: ids[0] })).toEqual({
      data: { node: null },
    });
  });

  it("is not what measures a target", async () => {
    const { data } = await warehouse.ask(`{ target(code: "T-CANARY") { code indicator { code } series { key } } }`);
    expect(data.target).toEqual({ code: "T-CANARY", indicator: null, series: null });
  });

  it.each([
    `{ indicators(filter: { codes: ["CODE"] }) { nodes { code } } }`,
    `{ series(filter: { indicators: ["CODE"] }) { nodes { key } } }`,
    `{ series(filter: { keys: ["A.CODE.77._T"] }) { nodes { key } } }`,
    `{ observations(filter: { indicators: ["CODE"] }) { totalCount } }`,
    `{ observations(filter: { or: [{ keys: ["A.CODE.77._T"] }] }) { totalCount } }`,
    `{ timeSeries(indicators: ["CODE"]) { values } }`,
    `{ timeSeries(indicators: ["TT007", "CODE"]) { values } }`,
    `{ targets(filter: { indicators: ["CODE"] }) { nodes { code } } }`,
    `{ indicator(code: "CODE") { code latest { value } } }`,
  ])("is as unknown as what does not exist: %s", async (query) => {
    const about = async (code: string) =>
      JSON.stringify(await warehouse.ask(query.replace("CODE", code))).replaceAll(code, "CODE");
    const ofNothing = await about("NOTHING");
    for (const [, code] of HIDDEN) expect(await about(code)).toBe(ofNothing);
  });
});

describe("a series that is closer than its indicator", () => {
  it.each([
    `{ series(filter: { keys: ["KEY"] }) { nodes { key } } }`,
    `{ observations(filter: { keys: ["KEY"] }) { totalCount } }`,
    `{ observations(filter: { not: { keys: ["KEY"] } }) { totalCount } }`,
  ])("is as unknown as what does not exist: %s", async (query) => {
    const about = async (key: string) =>
      JSON.stringify(await warehouse.ask(query.replace("KEY", key))).replaceAll(key, "KEY");
    expect(await about(CLOSED_SERIES)).toBe(await about("A.TT007.748._T"));
  });
});
