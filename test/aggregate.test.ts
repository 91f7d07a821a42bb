import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "FLOW", { aggregation: "SUM", frequency: "M" });
  await insertIndicator(url, "STOCK", { aggregation: "LAST" });
  await insertIndicator(url, "MEAN", { aggregation: "AVERAGE" });
  await insertIndicator(url, "RANK", { aggregation: "NONE" });
  await insertIndicator(url, "PERSONS", { aggregation: "SUM" });
  await sqlOn(url, `UPDATE indicator SET unit_id = (SELECT id FROM unit WHERE code = 'NGUOI') WHERE code = 'PERSONS'`);
  await insertSeries(url, { key: "M.FLOW.747._T", indicator: "FLOW", area: "747" }, months("747", 8));
  await insertSeries(url, { key: "M.FLOW.748._T", indicator: "FLOW", area: "748" }, months("748", 12));
  await insertSeries(url, { key: "M.FLOW.77._T", indicator: "FLOW" }, [["2023-01-01", "2023-01-31", "0.3", "P"]]);
  await insertSeries(url, { key: "A.FLOW.747._T", indicator: "FLOW", area: "747" }, [year(2022, "100")]);
  for (const [indicator, values] of Object.entries({ STOCK: ["5", "7"], MEAN: ["1", "2"], RANK: ["15", "17"] }))
    for (const area of ["747", "748"])
      await insertSeries(
        url,
        { key: `A.${indicator}.${area}._T`, indicator, area },
        values.map((value, i) => year(2022 + i, value)),
      );
  for (const breakdown of ["_T", "SEX=F", "SEX=M", "SEX=F,URB=U"])
    await insertSeries(url, { key: `A.PERSONS.77.${breakdown}`, indicator: "PERSONS", breakdown }, [year(2023, "10")]);
  await sqlOn(
    url,
    `INSERT INTO series_breakdown SELECT s.id, d.id, dc.id FROM series s CROSS JOIN LATERAL string_to_table(s.breakdown, ',') AS part
     JOIN dimension d ON d.code = split_part(part, '=', 1) JOIN dimension_code dc ON dc.dimension_id = d.id AND dc.code = split_part(part, '=', 2)
     WHERE s.key LIKE 'A.PERSONS.%'`,
  );
});
afterAll(() => warehouse.close());

/** 0.1 each, March missing. */
function months(_area: string, count: number): Point[] {
  return Array.from({ length: count }, (_, i): Point => {
    const month = String(i + 1).padStart(2, "0");
    const last = String(new Date(Date.UTC(2023, i + 1, 0)).getUTCDate());
    const start = `2023-${month}-01`;
    return i === 2 ? [start, `2023-03-31`, null, "O"] : [start, `2023-${month}-${last}`, "0.1", "A"];
  });
}

function year(n: number, value: string): Point {
  return [`${n}-01-01`, `${n}-12-31`, value, "A"];
}

async function aggregate(args: string, selection: string) {
  const { data, errors } = await warehouse.ask(`{ aggregate(${args}) { nodes { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return data.aggregate.nodes;
}

async function refusal(args: string) {
  const { errors } = await warehouse.ask(`{ aggregate(${args}) { nodes { value } } }`);
  const { code, reason, argument } = errors![0]!.extensions;
  return [code, reason, argument];
}

describe("aggregate", () => {
  const flow = `indicators: ["FLOW"], frequencies: [MONTHLY], areaLevels: [2]`;

  it("adds exactly and says how much there was to add", async () => {
    expect(
      await aggregate(
        `filter: { ${flow} }, groupBy: [AREA, YEAR], method: SUM`,
        "area { code } year value method count valueCount missingCount seriesCount coverage firstPeriod lastPeriod",
      ),
    ).toEqual([
      {
        area: { code: "747" },
        year: 2023,
        value: "0.7",
        method: "SUM",
        count: 8,
        valueCount: 7,
        missingCount: 1,
        seriesCount: 1,
        coverage: "0.5833",
        firstPeriod: "2023-01",
        lastPeriod: "2023-08",
      },
      expect.objectContaining({ area: { code: "748" }, value: "1.1", coverage: "0.9167", lastPeriod: "2023-12" }),
    ]);
  });

  it("combines as the indicator says of itself when no method is given", async () => {
    expect(
      await aggregate(
        `filter: { indicators: ["FLOW", "MEAN", "STOCK"], areas: ["747"], period: { from: "2023" } }, groupBy: [INDICATOR]`,
        "indicator { code } method value valueFloat",
      ),
    ).toEqual([
      { indicator: { code: "FLOW" }, method: "SUM", value: "0.7", valueFloat: 0.7 },
      { indicator: { code: "MEAN" }, method: "AVERAGE", value: "2", valueFloat: 2 },
      { indicator: { code: "STOCK" }, method: "LAST", value: "7", valueFloat: 7 },
    ]);
  });

  it.each([
    ["AVERAGE", "6"],
    ["MIN", "5"],
    ["MAX", "7"],
    ["COUNT", "4"],
  ])("%s of 5, 7, 5, 7 is %s", async (method, value) => {
    expect(await aggregate(`filter: { indicators: ["STOCK"] }, groupBy: [], method: ${method}`, "value")).toEqual([
      { value },
    ]);
  });

  it("adds stocks of different areas in one period", async () => {
    expect(
      await aggregate(`filter: { indicators: ["STOCK"] }, groupBy: [PERIOD], method: SUM`, "period value"),
    ).toEqual([
      { period: "2022", value: "10" },
      { period: "2023", value: "14" },
    ]);
  });

  it("groups by members of a dimension, whose total is _T", async () => {
    const filter = `{ indicators: ["PERSONS"], breakdown: [{ dimension: "URB", codes: ["_T"] }] }`;
    expect(
      await aggregate(
        `filter: ${filter}, groupBy: [], groupByDimensions: ["SEX"], method: SUM`,
        "breakdown { dimension code } value",
      ),
    ).toEqual(["F", "M", "_T"].map((code) => ({ breakdown: [{ dimension: "SEX", code }], value: "10" })));
  });

  it("groups by status, level, unit, frequency, topic and pillar", async () => {
    const keys = "groupBy: [STATUS, AREA_LEVEL, UNIT, FREQUENCY, TOPIC, PILLAR]";
    expect(
      await aggregate(
        `filter: { indicators: ["FLOW"], period: { in: ["2023-01"] } }, ${keys}, method: SUM`,
        "status areaLevel unit { code } frequency topic { code } pillar { code } value",
      ),
    ).toEqual([
      expect.objectContaining({ status: "NORMAL", areaLevel: 2, frequency: "MONTHLY", value: "0.2", pillar: null }),
      expect.objectContaining({ status: "PROVISIONAL", areaLevel: 1, unit: { code: "BAC" }, value: "0.3" }),
    ]);
  });

  it("knows the pillar whose target an indicator measures", async () => {
    expect(
      await aggregate(`filter: { indicators: ["TT007"] }, groupBy: [PILLAR], method: AVERAGE`, "pillar { code } value"),
    ).toEqual([{ pillar: { code: "DIGITAL_GOVERNMENT" }, value: "19" }]);
  });

  it.each([
    [
      "units",
      `filter: { indicators: ["STOCK", "PERSONS"] }, groupBy: [YEAR], method: AVERAGE`,
      "UNITS",
      "filter.units, groupBy",
    ],
    [
      "frequencies",
      `filter: { indicators: ["FLOW"], areas: ["747"] }, groupBy: [], method: SUM`,
      "FREQUENCIES",
      "filter.frequencies, groupBy",
    ],
    [
      "levels of areas",
      `filter: { indicators: ["FLOW"], frequencies: [MONTHLY] }, groupBy: [YEAR], method: SUM`,
      "AREA_LEVELS",
      "filter.areaLevels, groupBy",
    ],
    [
      "totals and members",
      `filter: { indicators: ["PERSONS"] }, groupBy: [YEAR], method: SUM`,
      "BREAKDOWNS",
      "filter.breakdown, groupByDimensions",
    ],
    [
      "crossed members",
      `filter: { indicators: ["PERSONS"] }, groupBy: [], groupByDimensions: ["SEX"]`,
      "BREAKDOWNS",
      "filter.breakdown, groupByDimensions",
    ],
    [
      "ranks",
      `filter: { indicators: ["RANK"] }, groupBy: [YEAR], method: SUM`,
      "NOT_ADDITIVE",
      "method, filter.aggregations",
    ],
    [
      "averages",
      `filter: { indicators: ["MEAN"] }, groupBy: [YEAR], method: SUM`,
      "NOT_ADDITIVE",
      "method, filter.aggregations",
    ],
    [
      "stocks over time",
      `filter: { indicators: ["STOCK"] }, groupBy: [AREA], method: SUM`,
      "STOCKS",
      "groupBy, filter.period",
    ],
    ["several last values", `filter: { indicators: ["STOCK"] }, groupBy: [YEAR]`, "SEVERAL_SERIES", "method, groupBy"],
    ["no way of their own", `filter: { indicators: ["RANK"] }, groupBy: [YEAR]`, "NO_OWN_METHOD", "method"],
  ])("refuses to mix %s and names what to set", async (_what, args, reason, argument) => {
    expect(await refusal(args)).toEqual(["BAD_USER_INPUT", reason, argument]);
  });

  it("refuses also when the mixed group lies on another page", async () => {
    expect(
      await refusal(`filter: { indicators: ["MEAN", "PERSONS"] }, groupBy: [INDICATOR], first: 1, method: AVERAGE`),
    ).toEqual(["BAD_USER_INPUT", "BREAKDOWNS", "filter.breakdown, groupByDimensions"]);
  });

  it("keeps groups above thresholds, counts them, and pages by value", async () => {
    const query = `query ($after: String) { aggregate(filter: { ${flow} }, groupBy: [AREA, PERIOD], method: SUM,
      having: { minValues: 1, value: { gte: "0.1" } }, orderBy: { field: VALUE, direction: DESC }, first: 5, after: $after) {
      totalCount nodes { area { code } period } pageInfo { hasNextPage endCursor } } }`;
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const { data } = await warehouse.ask(query, { after });
      seen.push(...data.aggregate.nodes);
      expect(data.aggregate.totalCount).toBe(18);
      after = data.aggregate.pageInfo.hasNextPage ? data.aggregate.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(18);
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(18);
  });

  it("tells an unknown code, no data and a wrong question apart", async () => {
    const ask = async (args: string) => (await warehouse.ask(`{ aggregate(${args}) { nodes { count } } }`)) as never;
    expect(await ask(`filter: { areas: ["0"] }, groupBy: []`)).toMatchObject({
      errors: [{ extensions: { code: "NOT_FOUND" } }],
    });
    expect(await ask(`filter: {}, groupBy: [], groupByDimensions: ["SEKS"]`)).toMatchObject({
      errors: [{ message: "Unknown breakdown: SEKS=_T." }],
    });
    expect(await ask(`filter: { indicators: ["FLOW"], period: { in: ["1999"] } }, groupBy: []`)).toEqual({
      data: { aggregate: { nodes: [] } },
    });
  });

  it("answers as of a data version", async () => {
    const at = (asOf: string) =>
      aggregate(`filter: { indicators: ["FLOW"], areas: ["77"] }, groupBy: [], asOf: "${asOf}"`, "count value");
    expect(await at("1")).toEqual([{ count: 1, value: "0.3" }]);
  });
});
