import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertObserved, type Observed } from "./support/series.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await flow("FLOW", { "2022-11": "10.5", "2022-12": "20", "2023-01": "30.25", "2023-02": "-40", "2023-03": "0" });
  await flow("GAPS", { "2022-02": "4", "2023-01": "1", "2023-02": "2", "2023-04": "8", "2023-05": "16" });
  await indicator("STOCK", "M", "LAST", { "2023-01": "7", "2023-02": "9", "2023-03": "8" });
  await indicator("RANK", "A", "NONE", { "2022": "28", "2023": "10" });
  await indicator("WEEKS", "W", "SUM", { "2023-W35": "1" });
});
afterAll(() => warehouse.close());

function indicator(code: string, frequency: string, aggregation: string, values: Readonly<Record<string, Observed>>) {
  return insertObserved(warehouse.databaseUrl, code, { frequency, aggregation }, values);
}

function flow(code: string, values: Readonly<Record<string, Observed>>) {
  return indicator(code, "M", "SUM", values);
}

/** The points as `period value status reason`. */
async function pointsOf(code: string, args: string): Promise<string[]> {
  const { data, errors } = await warehouse.ask(
    `{ timeSeries(indicators: ["${code}"], ${args}) { points { period value status reason } } }`,
  );
  expect(errors).toBeUndefined();
  const points = data.timeSeries[0].points as { period: string; value: string; status: string; reason: string }[];
  return points.map(({ period, value, status, reason }) =>
    [period, value ?? "-", status, ...(reason ? [reason] : [])].join(" "),
  );
}

/** The message of the refusal. */
async function refusalOf(code: string, args: string): Promise<string> {
  const { errors } = await warehouse.ask(`{ timeSeries(indicators: ["${code}"], ${args}) { values } }`);
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  return errors![0]!.message;
}

describe("transform", () => {
  it("CHANGE is the exact difference from the previous period", async () => {
    expect(await pointsOf("FLOW", "transform: CHANGE")).toEqual([
      "2022-11 - MISSING NO_BASE",
      "2022-12 9.5 NORMAL",
      "2023-01 10.25 NORMAL",
      "2023-02 -70.25 NORMAL",
      "2023-03 40 NORMAL",
    ]);
  });

  it("PERCENT_CHANGE rises from negative values too, is rounded at 20 digits, and has no value beside zero", async () => {
    expect(await pointsOf("FLOW", "transform: PERCENT_CHANGE")).toEqual([
      "2022-11 - MISSING NO_BASE",
      "2022-12 90.47619047619047619 NORMAL",
      "2023-01 51.25 NORMAL",
      "2023-02 -232.23140495867768595 NORMAL",
      "2023-03 100 NORMAL",
    ]);
    await flow("ZERO", { "2023-01": "0.00", "2023-02": "5" });
    expect(await pointsOf("ZERO", "transform: PERCENT_CHANGE")).toEqual([
      "2023-01 - MISSING NO_BASE",
      "2023-02 - NOT_APPLICABLE DIVISION_BY_ZERO",
    ]);
  });

  it("compares with the same period of the year before, and never bridges a gap", async () => {
    expect(await pointsOf("GAPS", "transform: CHANGE_ON_YEAR")).toEqual([
      "2022-02 - MISSING NO_BASE",
      "2023-01 - MISSING NO_BASE",
      "2023-02 -2 NORMAL",
      "2023-04 - MISSING NO_BASE",
      "2023-05 - MISSING NO_BASE",
    ]);
    expect((await pointsOf("GAPS", "transform: PERCENT_CHANGE_ON_YEAR, last: 3"))[0]).toBe("2023-02 -50 NORMAL");
    expect(await pointsOf("GAPS", "transform: CHANGE, last: 2")).toEqual([
      "2023-04 - MISSING NO_BASE",
      "2023-05 8 NORMAL",
    ]);
  });

  it("CUMULATIVE_YEAR begins anew each year, and stops at the first gap", async () => {
    expect(await pointsOf("GAPS", "transform: CUMULATIVE_YEAR")).toEqual([
      "2022-02 - MISSING INCOMPLETE",
      "2023-01 1 NORMAL",
      "2023-02 3 NORMAL",
      "2023-04 - MISSING INCOMPLETE",
      "2023-05 - MISSING INCOMPLETE",
    ]);
    expect((await pointsOf("FLOW", "transform: CUMULATIVE_YEAR")).slice(2)).toEqual([
      "2023-01 30.25 NORMAL",
      "2023-02 -9.75 NORMAL",
      "2023-03 -9.75 NORMAL",
    ]);
  });

  it("MOVING_AVERAGE needs every period of its window", async () => {
    expect(await pointsOf("FLOW", "transform: MOVING_AVERAGE, window: 3")).toEqual([
      "2022-11 - MISSING INCOMPLETE",
      "2022-12 - MISSING INCOMPLETE",
      "2023-01 20.25 NORMAL",
      "2023-02 3.4166666666666666667 NORMAL",
      "2023-03 -3.25 NORMAL",
    ]);
    expect(await pointsOf("GAPS", "transform: MOVING_AVERAGE, window: 2, last: 2")).toEqual([
      "2023-04 - MISSING INCOMPLETE",
      "2023-05 12 NORMAL",
    ]);
  });

  it("INDEX is told from one period or from the mean of a longer, complete one", async () => {
    expect(await pointsOf("FLOW", 'transform: INDEX, base: "2022-12", last: 2')).toEqual([
      "2023-02 -200 NORMAL",
      "2023-03 0 NORMAL",
    ]);
    await flow("BASE", { "2023-01": "1", "2023-02": "2", "2023-03": "6", "2023-04": "12" });
    expect(await pointsOf("BASE", 'transform: INDEX, base: "2023-Q1", period: { from: "2023-04" }')).toEqual([
      "2023-04 400 NORMAL",
    ]);
    expect(await pointsOf("BASE", 'transform: INDEX, base: "2023-S1", last: 1')).toEqual(["2023-04 - MISSING NO_BASE"]);
    expect(await pointsOf("FLOW", 'transform: INDEX, base: "2023-03", last: 1')).toEqual([
      "2023-03 - NOT_APPLICABLE DIVISION_BY_ZERO",
    ]);
  });

  it("looks back before the window, which chooses among the results", async () => {
    expect(await pointsOf("FLOW", 'transform: CHANGE, period: { from: "2023-01", to: "2023-02" }')).toEqual([
      "2023-01 10.25 NORMAL",
      "2023-02 -70.25 NORMAL",
    ]);
    expect(await pointsOf("FLOW", 'transform: CHANGE, period: { in: ["2023-03", "2022-12"] }')).toEqual([
      "2022-12 9.5 NORMAL",
      "2023-03 40 NORMAL",
    ]);
    expect(await pointsOf("FLOW", "transform: CHANGE, period: { relative: LATEST }")).toEqual(["2023-03 40 NORMAL"]);
    expect(
      await pointsOf("FLOW", 'transform: CHANGE, period: { from: "2023-02", to: "2023-05" }, fill: NULLS'),
    ).toEqual(["2023-02 -70.25 NORMAL", "2023-03 40 NORMAL", "2023-04 - NOT_COLLECTED", "2023-05 - NOT_COLLECTED"]);
  });
});

describe("the status of a derived point", () => {
  it("is the worst of what it is made from, and keeps a missing value's own", async () => {
    await indicator("WORTH", "A", "SUM", {
      "2016": "1",
      "2017": ["2", "P"],
      "2018": ["4", "E"],
      "2019": ["8", "F"],
      "2020": [null, "Q"],
      "2021": "1",
      "2022": [null, "L"],
      "2023": "1",
    });
    expect(await pointsOf("WORTH", "transform: CHANGE")).toEqual([
      "2016 - MISSING NO_BASE",
      "2017 1 PROVISIONAL",
      "2018 2 ESTIMATED",
      "2019 4 FORECAST",
      "2020 - SUPPRESSED",
      "2021 - SUPPRESSED NO_BASE",
      "2022 - NOT_COLLECTED",
      "2023 - MISSING NO_BASE",
    ]);
    expect((await pointsOf("WORTH", "transform: MOVING_AVERAGE, window: 4"))[3]).toBe("2019 3.75 FORECAST");
  });

  it("is no comparison across a break, neither with the year before it nor with an older base", async () => {
    await indicator("BROKEN", "A", "SUM", {
      "2019": "1",
      "2020": "2",
      "2021": ["30", "B"],
      "2022": ["33", "P"],
    });
    expect(await pointsOf("BROKEN", "transform: CHANGE")).toEqual([
      "2019 - MISSING NO_BASE",
      "2020 1 NORMAL",
      "2021 - NOT_APPLICABLE BREAK",
      "2022 3 PROVISIONAL",
    ]);
    expect(await pointsOf("BROKEN", 'transform: INDEX, base: "2020"')).toEqual([
      "2019 50 NORMAL",
      "2020 100 NORMAL",
      "2021 - NOT_APPLICABLE BREAK",
      "2022 - NOT_APPLICABLE BREAK",
    ]);
    expect((await pointsOf("BROKEN", "transform: MOVING_AVERAGE, window: 3"))[2]).toBe("2021 11 BREAK");
  });
});

describe("what makes no sense is refused", () => {
  it.each([
    ["RANK", "transform: CUMULATIVE_YEAR", /RANK does not add up over time \(its aggregation is NONE\)/],
    ["STOCK", "transform: CUMULATIVE_YEAR", /its aggregation is LAST/],
    ["RANK", "transform: MOVING_AVERAGE, window: 2", /must not be combined over time/],
    ["FLOW", "transform: MOVING_AVERAGE", /needs window/],
    ["FLOW", "transform: MOVING_AVERAGE, window: 1", /between 2 and 366/],
    ["FLOW", "transform: MOVING_AVERAGE, window: 367", /between 2 and 366/],
    ["FLOW", "window: 3", /only for MOVING_AVERAGE/],
    ["FLOW", "transform: INDEX", /needs base/],
    ["FLOW", 'base: "2023"', /base is only for INDEX/],
    ["FLOW", 'transform: INDEX, base: "2023-01-05"', /by month/],
    ["RANK", 'transform: INDEX, base: "2020-01-01/P3Y"', /by year/],
  ])("%s %s", async (code, args, message) => {
    expect(await refusalOf(code, args)).toMatch(message);
  });
});
