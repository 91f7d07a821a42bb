import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertObserved } from "./support/series.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertObserved(
    url,
    "RANGES",
    { frequency: "R" },
    { "2022-09M": "90", "2023-09M": "99", "2020-01-01/P3Y": "12", "2021-01-01/P3Y": "15" },
  );
  await insertObserved(url, "SECRET", { frequency: "M", access: "RESTRICTED" }, { "2023-01": "1", "2023-02": "3" });
  await insertObserved(
    url,
    "HUGE",
    { frequency: "A" },
    {
      "2022": "12345678901234567890123456789012345678.00000000000000000001",
      "2023": "12345678901234567890123456789012345677.5",
    },
  );
});
afterAll(() => warehouse.close());

async function dataOf(query: string) {
  const { data, errors } = await warehouse.ask(query);
  expect(errors).toBeUndefined();
  return data;
}

describe("periods without a regular step", () => {
  it("are compared by name: nine months with nine months, ranges with the same range a year before", async () => {
    const { timeSeries } = await dataOf(
      `{ timeSeries(indicators: ["RANGES"], transform: CHANGE_ON_YEAR) { frequency periods values } }`,
    );
    expect(timeSeries).toEqual([
      {
        frequency: "OTHER",
        periods: ["2020-01-01/P3Y", "2021-01-01/P3Y", "2022-09M", "2023-09M"],
        values: [null, "3", null, "9"],
      },
    ]);
  });

  it("have no previous period where that is anyone's guess, no trend, and are combined into nothing", async () => {
    const { timeSeries } = await dataOf(
      `{ timeSeries(indicators: ["RANGES"], transform: CHANGE) { values statistics { expectedCount trend { slope } } } }`,
    );
    expect(timeSeries[0]).toEqual({ values: [null, null, null, "9"], statistics: { expectedCount: 4, trend: null } });
    const { errors } = await warehouse.ask(
      `{ timeSeries(indicators: ["RANGES"], collapse: { frequency: YEARLY }) { values } }`,
    );
    expect(errors![0]!.message).toBe("RANGES has no regular periods (OTHER), so they can't be combined.");
  });
});

describe("values of many digits", () => {
  it("lose none in a difference, and none of their whole part in a mean", async () => {
    const { timeSeries } = await dataOf(
      `{ timeSeries(indicators: ["HUGE"], transform: CHANGE) { values } mean: timeSeries(indicators: ["HUGE"]) { statistics { mean median } } }`,
    );
    expect(timeSeries[0].values).toEqual([null, "-0.50000000000000000001"]);
    const { mean } = await dataOf(`{ mean: timeSeries(indicators: ["HUGE"]) { statistics { mean median } } }`);
    expect(mean[0].statistics).toEqual({
      mean: "12345678901234567890123456789012345678",
      median: "12345678901234567890123456789012345677.750000000000000000005",
    });
  });
});

describe("what a viewer may not see", () => {
  it("is as unknown to derived series and statistics as what does not exist", async () => {
    const ask = async (code: string) => {
      const { errors } = await warehouse.ask(
        `{ timeSeries(indicators: ["${code}"], transform: CUMULATIVE_YEAR) { values statistics { mean } } }`,
      );
      return errors?.map(({ message, extensions }) => [message.replace(code, "X"), extensions.code]);
    };
    expect(await ask("SECRET")).toEqual([["Unknown indicators: X.", "NOT_FOUND"]]);
    expect(await ask("ABSENT")).toEqual(await ask("SECRET"));
    const { series } = await dataOf(`{ series(filter: { frequencies: [MONTHLY] }, first: 100) { nodes { key } } }`);
    expect(series.nodes.some(({ key }: { key: string }) => key.includes("SECRET"))).toBe(false);
  });
});

describe("as of a data version", () => {
  it("derived points and statistics are those of the values that stood then", async () => {
    const query = (asOf: string) =>
      `{ timeSeries(indicators: ["TC001"], period: { in: ["2023-12"] }, transform: CHANGE ${asOf}) { values }
         indicator(code: "TC001") { comparison(with: PREVIOUS_PERIOD ${asOf}) { difference } statistics(last: 1 ${asOf}) { mean } } }`;
    const values = await sqlOn<{ now: string; then: string }>(
      warehouse.databaseUrl,
      `SELECT o.value - b.value AS now, h.value - b.value AS then FROM series s
       JOIN observation o ON o.series_id = s.id AND o.period_start = '2023-12-01'
       JOIN observation b ON b.series_id = s.id AND b.period_start = '2023-11-01'
       JOIN observation_history h ON h.series_id = s.id AND h.period_start = '2023-12-01' WHERE s.key = 'M.TC001.77._T'`,
    );
    const now = await dataOf(query(""));
    expect(now.timeSeries[0].values).toEqual([values[0]!.now]);
    expect(now.indicator).toEqual({ comparison: { difference: values[0]!.now }, statistics: { mean: "12674.4" } });
    const then = await dataOf(query(', asOf: "1"'));
    expect(then.timeSeries[0].values).toEqual([values[0]!.then]);
    expect(then.indicator.comparison).toEqual({ difference: values[0]!.then });
    expect(then.indicator.statistics.mean).not.toBe("12674.4");
  });
});

describe("the demo", () => {
  it("answers the questions of the documentation", async () => {
    const { timeSeries } = await dataOf(
      `{ timeSeries(indicators: ["TC001"], collapse: { frequency: QUARTERLY }, transform: PERCENT_CHANGE_ON_YEAR, period: { from: "2023" }) {
         frequency periods values valuesFloat statuses coverage reasons } }`,
    );
    expect(timeSeries[0].periods).toEqual(["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"]);
    expect(timeSeries[0].valuesFloat).toEqual(timeSeries[0].values.map(Number));
    expect(timeSeries[0].statuses[3]).toBe("PROVISIONAL");
    const { indicators } = await dataOf(
      `{ indicators(filter: { agencies: ["000.00.05.H06"] }, first: 3) { nodes { code comparison(with: SAME_PERIOD_LAST_YEAR) { difference percent judgement explanation } } } }`,
    );
    expect(indicators.nodes[0].comparison.explanation).toMatch(
      /^Chỉ tiêu “Tổng thu ngân sách.*so với cùng kỳ năm trước/,
    );
  });
});
