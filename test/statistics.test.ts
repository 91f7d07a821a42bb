import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { periodsBetween } from "../src/shared/period-steps.js";
import { insertObserved } from "./support/series.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertObserved(
    url,
    "SPIKE",
    { frequency: "M", unit: "TYD" },
    {
      "2023-01": "10",
      "2023-02": "12.5",
      "2023-03": "11",
      "2023-04": null,
      "2023-05": ["13", "P"],
      "2023-06": "60",
      "2023-07": "12",
    },
  );
  await insertObserved(url, "FEW", { frequency: "A" }, { "2023": "7.50" });
  await insertObserved(url, "NONE", { frequency: "A" }, { "2023": null });
  await insertObserved(
    url,
    "EQUAL",
    { frequency: "Q" },
    { "2023-Q1": "5", "2023-Q2": "5.0", "2023-Q3": "5", "2023-Q4": "5" },
  );
  await insertObserved(
    url,
    "MOSTLY",
    { frequency: "A" },
    { "2018": "5", "2019": "5", "2020": "5", "2021": "5", "2022": "6", "2023": "100" },
  );
  await insertObserved(
    url,
    "PERCENT",
    { frequency: "A", aggregation: "AVERAGE", unit: "PCT" },
    { "2021": "10", "2023": "11" },
  );
  const waves = periodsBetween("2020-Q1", "2022-Q4").map((code, i): [string, string] => [
    code,
    `${10 * i + [0, 7, -7, 0][i % 4]!}`,
  ]);
  await insertObserved(url, "WAVES", { frequency: "Q" }, Object.fromEntries(waves));
});
afterAll(() => warehouse.close());

const FIELDS = `count expectedCount missingShare mean median standardDeviation minimum { period value } maximum { period value }
  first { period value } last { period value status } trend { slope slopePerYear rSquared unit unitEn: unit(lang: EN) yearlyUnit(lang: EN) }
  seasonalityStrength outliers { lower upper threshold points { period value status score } }`;

async function statisticsOf(code: string, args = "", fields = FIELDS) {
  const { data, errors } = await warehouse.ask(`{ indicator(code: "${code}") { statistics${args} { ${fields} } } }`);
  expect(errors).toBeUndefined();
  return data.indicator.statistics;
}

describe("statistics", () => {
  it("are exact, and rounded once at 20 digits", async () => {
    expect(await statisticsOf("SPIKE")).toEqual({
      count: 6,
      expectedCount: 7,
      missingShare: "0.14285714285714285714",
      mean: "19.75",
      median: "12.25",
      standardDeviation: "19.747784685883123128",
      minimum: { period: "2023-01", value: "10" },
      maximum: { period: "2023-06", value: "60" },
      first: { period: "2023-01", value: "10" },
      last: { period: "2023-07", value: "12", status: "NORMAL" },
      trend: {
        slope: "3.6785714285714285714",
        slopePerYear: "44.142857142857142857",
        rSquared: "0.1943164854889965474",
        unit: "tỷ đồng/tháng",
        unitEn: "billion VND/month",
        yearlyUnit: "billion VND/year",
      },
      seasonalityStrength: null,
      outliers: {
        lower: "7.0609710896960711638",
        upper: "17.439028910303928836",
        threshold: "3.5",
        points: [{ period: "2023-06", value: "60", status: "NORMAL", score: "32.207375" }],
      },
    });
  });

  it("say null where there are too few values for a figure", async () => {
    expect(
      await statisticsOf(
        "FEW",
        "",
        "count mean median standardDeviation trend { slope } outliers { lower } seasonalityStrength",
      ),
    ).toEqual({
      count: 1,
      mean: "7.5",
      median: "7.50",
      standardDeviation: null,
      trend: null,
      outliers: null,
      seasonalityStrength: null,
    });
    expect(
      await statisticsOf(
        "NONE",
        "",
        "count expectedCount missingShare mean median minimum { value } first { value } last { value }",
      ),
    ).toEqual({
      count: 0,
      expectedCount: 1,
      missingShare: "1",
      mean: null,
      median: null,
      minimum: null,
      first: null,
      last: null,
    });
  });

  it("know no outliers among equal values, and score by the mean distance when most are equal", async () => {
    expect(
      await statisticsOf(
        "EQUAL",
        "",
        "standardDeviation minimum { period } trend { slope rSquared } outliers { lower }",
      ),
    ).toEqual({
      standardDeviation: "0",
      minimum: { period: "2023-Q1" },
      trend: { slope: "0", rSquared: null },
      outliers: null,
    });
    expect((await statisticsOf("MOSTLY", "", "outliers { lower upper points { period score } }")).outliers).toEqual({
      lower: "-65.185584",
      upper: "75.185584",
      points: [{ period: "2023", score: "4.7374400988100348356" }],
    });
  });

  it("tell the slope between percentages in percentage points, over the years that lie between", async () => {
    expect((await statisticsOf("PERCENT", "", "trend { slope unit unitEn: unit(lang: EN) }")).trend).toEqual({
      slope: "0.5",
      unit: "điểm %/năm",
      unitEn: "percentage points/year",
    });
  });

  it("tell how strong the season is beside the trend", async () => {
    expect((await statisticsOf("WAVES", "", "seasonalityStrength")).seasonalityStrength).toBe("0.98695297635226963849");
  });

  it("count what is missing in the window", async () => {
    expect(
      await statisticsOf(
        "SPIKE",
        '(period: { from: "2023-05", to: "2023-12" })',
        "count expectedCount missingShare mean",
      ),
    ).toEqual({
      count: 3,
      expectedCount: 8,
      missingShare: "0.625",
      mean: "28.333333333333333333",
    });
    expect(await statisticsOf("SPIKE", "(last: 2)", "count expectedCount mean")).toEqual({
      count: 2,
      expectedCount: 2,
      mean: "36",
    });
    expect(
      await statisticsOf("SPIKE", '(period: { in: ["2023-01", "2023-02", "2024-01", "2023"] })', "count expectedCount"),
    ).toEqual({ count: 2, expectedCount: 3 });
  });

  it("are of derived points too, and of exactly those that stand beside them", async () => {
    const { data } = await warehouse.ask(
      `{ timeSeries(indicators: ["WAVES"], collapse: { frequency: YEARLY }, transform: CHANGE) { values statistics { count mean trend { slope } } } }`,
    );
    expect(data.timeSeries[0]).toEqual({
      values: [null, "160", "160"],
      statistics: { count: 2, mean: "160", trend: { slope: "0" } },
    });
  });
});

describe("the statistics of 100 series", () => {
  it("are one statement, by timeSeries, below indicators and below series", async () => {
    const { data } = await warehouse.ask("{ indicators(first: 100) { nodes { code } } }");
    const codes = (data.indicators.nodes as { code: string }[]).map(({ code }) => `"${code}"`).join(", ");
    const statements = async (query: string) =>
      (await warehouse.statementsOf(async () => expect((await warehouse.askOnce(query)).errors).toBeUndefined()))
        .length;
    expect(await statements(`{ timeSeries(indicators: [${codes}]) { statistics { ${FIELDS} } } }`)).toBe(1);
    expect(await statements(`{ indicators(first: 100) { nodes { code statistics { ${FIELDS} } } } }`)).toBe(2);
    expect(await statements(`{ series(first: 100) { nodes { key statistics { ${FIELDS} } } } }`)).toBe(2);
  });
});
