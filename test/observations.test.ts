import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** 38 digits before the point, 20 after it. */
const LARGEST = "12345678901234567890123456789012345678.00000000000000000001";
const STATUSES = [
  ["A", "NORMAL", "1"],
  ["P", "PROVISIONAL", "1"],
  ["E", "ESTIMATED", "1"],
  ["F", "FORECAST", "1"],
  ["B", "BREAK", "1"],
  ["I", "IMPUTED", "1"],
  ["V", "UNVALIDATED", "1"],
  ["U", "LOW_RELIABILITY", "1"],
  ["O", "MISSING", null],
  ["L", "NOT_COLLECTED", null],
  ["M", "NOT_APPLICABLE", null],
  ["Q", "SUPPRESSED", null],
  ["H", "HOLIDAY", null],
] as const;

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "EXACT");
  await insertSeries(
    url,
    { key: "A.EXACT.77._T", indicator: "EXACT" },
    [LARGEST, `-${LARGEST}`, "0", "0.10", "0.00000000000000000001", "1e3", "-0.0"].map((value, i) =>
      year(i, value, "A"),
    ),
  );
  await insertIndicator(url, "STATUS");
  await insertSeries(
    url,
    { key: "A.STATUS.77._T", indicator: "STATUS" },
    STATUSES.map(([letter, , value], i) => year(i, value, letter)),
  );
  await insertIndicator(url, "LATEST");
  await insertSeries(url, { key: "A.LATEST.77._T", indicator: "LATEST" }, [
    year(0, "1", "A"),
    year(1, "0", "P"),
    year(2, null, "Q"),
    year(3, null, "O"),
  ]);
  await insertSeries(url, { key: "M.LATEST.77._T", indicator: "LATEST" }, [["2023-12-01", "2023-12-31", "99", "A"]]);
  await insertSeries(url, { key: "A.LATEST.77.SEX=F", indicator: "LATEST", breakdown: "SEX=F" }, [year(5, "5", "A")]);
  await insertIndicator(url, "NEVER");
  await insertSeries(url, { key: "A.NEVER.77._T", indicator: "NEVER" }, [year(0, null, "O")]);
});
afterAll(() => warehouse.close());

function year(i: number, value: string | null, status: string): Point {
  return [`${2010 + i}-01-01`, `${2010 + i}-12-31`, value, status];
}

async function dataOf(query: string) {
  const { data, errors } = await warehouse.ask(query);
  expect(errors).toBeUndefined();
  return data;
}

describe("a value", () => {
  const EXACT = [LARGEST, `-${LARGEST}`, "0", "0.10", "0.00000000000000000001", "1000", "0.0"];

  it("keeps all its digits, in every field that tells it", async () => {
    const data = await dataOf(
      `{ indicator(code: "EXACT") { observations { nodes { value } } timeline { values points { value } } } timeSeries(indicators: ["EXACT"]) { values } observations(filter: { indicators: ["EXACT"] }) { nodes { value } } }`,
    );
    const ofNodes = (list: { nodes: { value: string }[] }) => list.nodes.map(({ value }) => value);
    expect(ofNodes(data.indicator.observations)).toEqual(EXACT);
    expect(ofNodes(data.observations)).toEqual(EXACT);
    expect(data.indicator.timeline.values).toEqual(EXACT);
    expect(data.indicator.timeline.points.map(({ value }: { value: string }) => value)).toEqual(EXACT);
    expect(data.timeSeries[0].values).toEqual(EXACT);
  });

  it("stands beside a number for charts", async () => {
    const data = await dataOf(
      `{ indicator(code: "EXACT") { observations { nodes { valueFloat } } timeline { valuesFloat } } }`,
    );
    const floats = [1.2345678901234568e37, -1.2345678901234568e37, 0, 0.1, 1e-20, 1000, 0];
    expect(data.indicator.observations.nodes.map(({ valueFloat }: { valueFloat: number }) => valueFloat)).toEqual(
      floats,
    );
    expect(data.indicator.timeline.valuesFloat).toEqual(floats);
  });

  it("is compared exactly, not as a float", async () => {
    const found = async (bound: string) =>
      (await dataOf(`{ observations(filter: { indicators: ["EXACT"], value: { gte: ${bound} } }) { totalCount } }`))
        .observations.totalCount;
    expect(await found(`"${LARGEST}"`)).toBe(1);
    expect(await found(LARGEST)).toBe(1);
    expect(await found(`"12345678901234567890123456789012345678.00000000000000000002"`)).toBe(0);
  });
});

describe("a status", () => {
  it.each(STATUSES)("%s is %s, with the value %s", async (_letter, status, value) => {
    const data = await dataOf(
      `{ observations(filter: { indicators: ["STATUS"], statuses: [${status}] }) { nodes { status value valueFloat } } }`,
    );
    expect(data.observations.nodes).toEqual([{ status, value, valueFloat: value && Number(value) }]);
  });

  it("tells zero, null and missing and suppressed apart, as columns too", async () => {
    const data = await dataOf(`{ timeSeries(indicators: ["LATEST", "STATUS"]) { values statuses } }`);
    expect(data.timeSeries[0]).toEqual({
      values: ["1", "0", null, null],
      statuses: ["NORMAL", "PROVISIONAL", "SUPPRESSED", "MISSING"],
    });
    expect(data.timeSeries[1].statuses).toEqual(STATUSES.map(([, status]) => status));
  });
});

describe("latest", () => {
  it("is the last observation with a value, of the indicator's own frequency, in the province, in total", async () => {
    const data = await dataOf(
      `{ indicator(code: "LATEST") { latest { value status period { code } series { key } } } }`,
    );
    expect(data.indicator.latest).toEqual({
      value: "0",
      status: "PROVISIONAL",
      period: { code: "2011" },
      series: { key: "A.LATEST.77._T" },
    });
  });

  it("may be asked for a member", async () => {
    const data = await dataOf(
      `{ indicator(code: "LATEST") { latest(breakdown: [{ dimension: "SEX", codes: ["F"] }]) { value } none: latest(breakdown: [{ dimension: "SEX", codes: ["M"] }]) { value } } }`,
    );
    expect(data.indicator).toEqual({ latest: { value: "5" }, none: null });
  });

  it("is null where nothing has a value", async () => {
    expect(await dataOf(`{ indicator(code: "NEVER") { latest { value } observations { totalCount } } }`)).toEqual({
      indicator: { latest: null, observations: { totalCount: 1 } },
    });
  });

  it("is for all indicators what SQL says", async () => {
    const rows = await sqlOn<{ code: string; start: string; value: string }>(
      warehouse.databaseUrl,
      `SELECT DISTINCT ON (i.code) i.code, o.period_start::text AS start, o.value::text FROM indicator i
       JOIN series s ON s.indicator_id = i.id AND s.frequency = i.frequency AND s.breakdown = '_T'
       JOIN area a ON a.id = s.area_id AND a.code = '77' JOIN observation o ON o.series_id = s.id AND o.value IS NOT NULL
       WHERE i.agency_id IN (1, 2) ORDER BY i.code, o.period_start DESC`,
    );
    const data = await dataOf(
      `{ indicators(filter: { agencies: ["000.00.01.H06", "000.00.02.H06"] }, first: 100) { nodes { code latest { value period { start } } } } }`,
    );
    const found = data.indicators.nodes.filter(({ latest }: { latest: unknown }) => latest);
    expect(found).toEqual(rows.map(({ code, start, value }) => ({ code, latest: { value, period: { start } } })));
  });
});

describe("a breakdown", () => {
  it("is the total where none is named", async () => {
    const data = await dataOf(
      `{ indicator(code: "CA016") { timeline { series { key breakdown { dimension code } } } observations(last: 1) { nodes { series { key } } } } }`,
    );
    expect(data.indicator.timeline.series).toEqual({ key: "A.CA016.77._T", breakdown: [] });
    expect(data.indicator.observations.nodes).toEqual([{ series: { key: "A.CA016.77._T" } }]);
  });

  it("is one member, or several beside the total", async () => {
    const asked = (codes: string) =>
      `timeSeries(indicators: ["CA016"], breakdown: [{ dimension: "SEX", codes: ${codes} }]) { series { key breakdown { dimension code } } }`;
    const data = await dataOf(`{ one: ${asked(`["F"]`)} all: ${asked(`["F", "M", "_T"]`)} }`);
    expect(data.one).toEqual([{ series: { key: "A.CA016.77.SEX=F", breakdown: [{ dimension: "SEX", code: "F" }] } }]);
    expect(data.all.map(({ series }: { series: { key: string } }) => series.key)).toEqual([
      "A.CA016.77.SEX=F",
      "A.CA016.77.SEX=M",
      "A.CA016.77._T",
    ]);
  });
});

describe("an observation", () => {
  it("tells whether it was revised, and by which publication", async () => {
    const [revised] = await sqlOn<{ key: string; start: string; publication: number }>(
      warehouse.databaseUrl,
      `SELECT s.key, h.period_start::text AS start, o.publication_id AS publication FROM observation_history h
       JOIN series s ON s.id = h.series_id JOIN observation o ON o.series_id = h.series_id AND o.period_start = h.period_start
       WHERE h.reason = 'REVISED' AND s.frequency = 'M' ORDER BY 1 LIMIT 1`,
    );
    const data = await dataOf(
      `{ observations(filter: { keys: ["${revised!.key}"] }, last: 12) { nodes { isRevised period { start } publication { version } } } }`,
    );
    const nodes = data.observations.nodes as {
      isRevised: boolean;
      period: { start: string };
      publication: { version: number };
    }[];
    expect(nodes.find(({ period }) => period.start === revised!.start)).toMatchObject({
      isRevised: true,
      publication: { version: revised!.publication },
    });
    expect(nodes[0]).toMatchObject({ isRevised: false, publication: { version: 1 } });
  });

  it("knows its series, indicator and area", async () => {
    const data = await dataOf(
      `{ observations(filter: { keys: ["A.CA016.77.SEX=F"] }, first: 1) { nodes { series { key } indicator { code } area { code } } } }`,
    );
    expect(data.observations.nodes[0]).toEqual({
      series: { key: "A.CA016.77.SEX=F" },
      indicator: { code: "CA016" },
      area: { code: "77" },
    });
  });

  it("is a published fact with its citation, or a sample that says so", async () => {
    const data = await dataOf(
      `{ fact: indicator(code: "TT007") { timeline { values series { provenance citation vi: citation(lang: VI) en: citation(lang: EN) } } } sample: indicator(code: "TC001") { timeline { series { provenance citation } } } warehouse { hasSampleData } }`,
    );
    expect(data.fact.timeline.values).toEqual(["28", "10"]);
    expect(data.fact.timeline.series).toMatchObject({
      provenance: "PUBLISHED",
      en: expect.stringContaining("dti.gov.vn") as string,
    });
    expect(data.sample.timeline.series).toEqual({ provenance: "SAMPLE", citation: null });
    expect(data.warehouse.hasSampleData).toBe(true);
  });
});

describe("timeSeries", () => {
  it("comes in the order of the names, areas within", async () => {
    const data = await dataOf(
      `{ timeSeries(indicators: ["TC001", "LATEST", "CA016"], areas: ["77"], last: 1) { series { key } values } }`,
    );
    const keys = data.timeSeries.map(({ series }: { series: { key: string } }) => series.key);
    expect(keys).toEqual(["M.TC001.77._T", "A.LATEST.77._T", "A.CA016.77._T"]);
  });

  it("gives the last points, oldest first", async () => {
    const data = await dataOf(`{ timeSeries(indicators: ["LATEST"], last: 3) { periods starts values } }`);
    expect(data.timeSeries).toEqual([
      {
        periods: ["2011", "2012", "2013"],
        starts: ["2011-01-01", "2012-01-01", "2013-01-01"],
        values: ["0", null, null],
      },
    ]);
  });
});
