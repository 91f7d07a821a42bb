import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { periodsBetween } from "../src/shared/period-steps.js";
import { insertObserved, type SeriesOptions } from "./support/series.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await series("FLOW", "M", "SUM", codes("2022-01", "2023-11"), (i) => `${i + 1}.5`);
  await series("RATE", "M", "AVERAGE", codes("2023-01", "2023-06"), (i) => `${i}`);
  await series("STOCK", "M", "LAST", codes("2023-01", "2023-06"), (i) => `${10 - i}`);
  await series("PEAK", "M", "MAX", codes("2023-01", "2023-06"), (i) => `${i % 3}`);
  await series("LOW", "M", "MIN", codes("2023-01", "2023-06"), (i) => `${i % 3}`);
  await series("RANK", "M", "NONE", codes("2023-01", "2023-03"), () => "7");
  await series("SHARE", "M", "SUM", codes("2023-01", "2023-03"), () => "7", { unit: "PCT" });
  await series("DAYS", "D", "SUM", codes("2022-12-15", "2023-02-14"), () => "1");
  await series("REPORT_DAYS", "D", "SUM", codes("2022-12-15", "2023-02-14"), () => "1", { startDay: 15 });
  await series("REPORT", "M", "SUM", codes("2022-12", "2023-12"), (i) => `${i}`, { startDay: 15 });
  await series("WEEKS", "W", "SUM", ["2023-W35", "2023-W36"], () => "1");
  await series("QUARTERS", "Q", "SUM", codes("2022-Q1", "2023-Q4"), (i) => `${i}`);
});
afterAll(() => warehouse.close());

const codes = (first: string, last: string) => periodsBetween(first, last);

function series(
  code: string,
  frequency: string,
  aggregation: string,
  periods: readonly string[],
  valueOf: (i: number) => string,
  options: Partial<SeriesOptions> = {},
): Promise<void> {
  const values = Object.fromEntries(periods.map((period, i) => [period, valueOf(i)]));
  return insertObserved(warehouse.databaseUrl, code, { frequency, aggregation, ...options }, values);
}

/** The points as `period start value coverage status reason`. */
async function collapsed(code: string, collapse: string, more = ""): Promise<string[]> {
  const { data, errors } = await warehouse.ask(
    `{ timeSeries(indicators: ["${code}"], collapse: { ${collapse} } ${more}) {
      frequency points { period start value coverage status reason } } }`,
  );
  expect(errors).toBeUndefined();
  const points = data.timeSeries[0].points as Record<
    "period" | "start" | "value" | "coverage" | "status" | "reason",
    string
  >[];
  return points.map(({ period, start, value, coverage, status, reason }) =>
    [period, start, value ?? "-", coverage, status, ...(reason ? [reason] : [])].join(" "),
  );
}

describe("collapse", () => {
  it("sums whole years, and says of an incomplete one how much of it is there", async () => {
    expect(await collapsed("FLOW", "frequency: YEARLY")).toEqual([
      "2022 2022-01-01 84.0 1 NORMAL",
      "2023 2023-01-01 - 0.91666666666666666667 MISSING INCOMPLETE",
    ]);
    expect((await collapsed("FLOW", "frequency: YEARLY, minCoverage: 0.9"))[1]).toBe(
      "2023 2023-01-01 203.5 0.91666666666666666667 NORMAL",
    );
  });

  it("goes to quarters, halves and nine months", async () => {
    expect(await collapsed("FLOW", "frequency: QUARTERLY", ', period: { from: "2023" }')).toEqual([
      "2023-Q1 2023-01-01 43.5 1 NORMAL",
      "2023-Q2 2023-04-01 52.5 1 NORMAL",
      "2023-Q3 2023-07-01 61.5 1 NORMAL",
      "2023-Q4 2023-10-01 - 0.66666666666666666667 MISSING INCOMPLETE",
    ]);
    expect(await collapsed("FLOW", "frequency: HALF_YEARLY", ", last: 2")).toEqual([
      "2023-S1 2023-01-01 96.0 1 NORMAL",
      "2023-S2 2023-07-01 - 0.83333333333333333333 MISSING INCOMPLETE",
    ]);
    expect(await collapsed("FLOW", "frequency: OTHER")).toEqual([
      "2022-09M 2022-01-01 49.5 1 NORMAL",
      "2023-09M 2023-01-01 157.5 1 NORMAL",
    ]);
    expect(await collapsed("QUARTERS", "frequency: OTHER")).toEqual([
      "2022-09M 2022-01-01 3 1 NORMAL",
      "2023-09M 2023-01-01 15 1 NORMAL",
    ]);
    expect((await collapsed("QUARTERS", "frequency: HALF_YEARLY"))[3]).toBe("2023-S2 2023-07-01 13 1 NORMAL");
  });

  it.each([
    ["RATE", "1", "4"],
    ["STOCK", "8", "5"],
    ["PEAK", "2", "2"],
    ["LOW", "0", "0"],
  ])("combines %s by the indicator's own aggregation", async (code, first, second) => {
    expect(await collapsed(code, "frequency: QUARTERLY")).toEqual([
      `2023-Q1 2023-01-01 ${first} 1 NORMAL`,
      `2023-Q2 2023-04-01 ${second} 1 NORMAL`,
    ]);
  });

  it("combines in another way where that makes sense", async () => {
    expect((await collapsed("FLOW", "frequency: YEARLY, method: AVERAGE"))[0]).toBe("2022 2022-01-01 7 1 NORMAL");
    expect((await collapsed("RATE", "frequency: HALF_YEARLY, method: MAX"))[0]).toBe("2023-S1 2023-01-01 5 1 NORMAL");
  });

  it("puts days into weeks, and into the months of the indicator's own calendar", async () => {
    expect((await collapsed("DAYS", "frequency: WEEKLY")).slice(0, 2)).toEqual([
      "2022-W50 2022-12-12 - 0.57142857142857142857 MISSING INCOMPLETE",
      "2022-W51 2022-12-19 7 1 NORMAL",
    ]);
    expect(await collapsed("DAYS", "frequency: MONTHLY, minCoverage: 0.5")).toEqual([
      "2022-12 2022-12-01 17 0.54838709677419354839 NORMAL",
      "2023-01 2023-01-01 31 1 NORMAL",
      "2023-02 2023-02-01 14 0.5 NORMAL",
    ]);
    expect(await collapsed("REPORT_DAYS", "frequency: MONTHLY")).toEqual([
      "2023-01 2022-12-15 31 1 NORMAL",
      "2023-02 2023-01-15 31 1 NORMAL",
    ]);
  });

  it("keeps report years, which begin on 15 December", async () => {
    expect(await collapsed("REPORT", "frequency: YEARLY")).toEqual([
      "2022 2021-12-15 - 0.083333333333333333333 MISSING INCOMPLETE",
      "2023 2022-12-15 78 1 NORMAL",
    ]);
    expect((await collapsed("REPORT", "frequency: QUARTERLY", ", last: 1"))[0]).toBe("2023-Q4 2023-09-15 33 1 NORMAL");
    expect((await collapsed("REPORT", "frequency: HALF_YEARLY", ", last: 1"))[0]).toBe(
      "2023-S2 2023-06-15 57 1 NORMAL",
    );
    expect((await collapsed("REPORT", "frequency: OTHER", ", last: 1"))[0]).toBe("2023-09M 2022-12-15 45 1 NORMAL");
  });

  it("is combined before it is compared", async () => {
    expect(
      await collapsed("QUARTERS", "frequency: HALF_YEARLY", ", transform: PERCENT_CHANGE_ON_YEAR, last: 2"),
    ).toEqual(["2023-S1 2023-01-01 800 1 NORMAL", "2023-S2 2023-07-01 160 1 NORMAL"]);
    expect(
      await collapsed(
        "FLOW",
        "frequency: QUARTERLY",
        ', transform: CHANGE, period: { from: "2023-02", to: "2023-09" }',
      ),
    ).toEqual(["2023-Q2 2023-04-01 9.0 1 NORMAL", "2023-Q3 2023-07-01 9.0 1 NORMAL"]);
  });

  it("leaves a series at its own frequency as it is", async () => {
    expect((await collapsed("FLOW", "frequency: MONTHLY", ", last: 1"))[0]).toBe("2023-11 2023-11-01 23.5 1 NORMAL");
    expect((await collapsed("WEEKS", "frequency: WEEKLY", ", last: 1"))[0]).toBe("2023-W36 2023-09-04 1 1 NORMAL");
    expect((await collapsed("RANK", "frequency: MONTHLY", ", last: 1"))[0]).toBe("2023-03 2023-03-01 7 1 NORMAL");
  });

  it("fills periods without any observation", async () => {
    expect(
      await collapsed("QUARTERS", "frequency: YEARLY", ', period: { from: "2021", to: "2024" }, fill: NULLS'),
    ).toEqual([
      "2021 2021-01-01 - 0 NOT_COLLECTED",
      "2022 2022-01-01 6 1 NORMAL",
      "2023 2023-01-01 22 1 NORMAL",
      "2024 2024-01-01 - 0 NOT_COLLECTED",
    ]);
  });

  it("works below indicators and series, where a refusal is that row's alone", async () => {
    const { data, errors } = await warehouse.ask(
      `{ indicators(filter: { codes: ["FLOW", "RANK"] }) { nodes { code timeline(collapse: { frequency: YEARLY }) { values } } }
         series(filter: { keys: ["M.FLOW.77._T"] }) { nodes { timeline(collapse: { frequency: YEARLY }, last: 1, transform: CHANGE) { values reasons frequency } } } }`,
    );
    expect(errors).toMatchObject([
      { path: ["indicators", "nodes", 1, "timeline"], extensions: { code: "BAD_USER_INPUT" } },
    ]);
    expect(data.indicators.nodes).toEqual([
      { code: "FLOW", timeline: { values: ["84.0", null] } },
      { code: "RANK", timeline: null },
    ]);
    expect(data.series.nodes[0].timeline).toEqual({ values: [null], reasons: ["INCOMPLETE"], frequency: "YEARLY" });
  });
});

describe("what a long period is worth", () => {
  it("is the worst of its short ones; one that holds only withheld values is withheld", async () => {
    await series("WORTH", "Q", "SUM", codes("2022-Q1", "2023-Q4"), (i) => `${i}`);
    await sqlOn(
      warehouse.databaseUrl,
      `UPDATE observation o SET status = CASE WHEN o.period_start < '2023-01-01' THEN 'P' ELSE 'Q' END,
         value = CASE WHEN o.period_start < '2023-01-01' THEN o.value END
       FROM series s WHERE s.id = o.series_id AND s.key = 'Q.WORTH.77._T' AND o.period_start <> '2022-04-01'`,
    );
    expect(await collapsed("WORTH", "frequency: YEARLY")).toEqual([
      "2022 2022-01-01 6 1 PROVISIONAL",
      "2023 2023-01-01 - 0 SUPPRESSED INCOMPLETE",
    ]);
  });
});

describe("a collapse that makes no sense is refused", () => {
  it.each([
    ["RANK", "frequency: YEARLY", /RANK must not be combined over time \(its aggregation is NONE\)/],
    ["RANK", "frequency: YEARLY, method: AVERAGE", /must not be combined/],
    ["RATE", "frequency: YEARLY, method: SUM", /does not add up over time \(its aggregation is AVERAGE\)/],
    ["STOCK", "frequency: YEARLY, method: SUM", /its aggregation is LAST/],
    ["SHARE", "frequency: YEARLY", /its unit is %/],
    ["FLOW", "frequency: YEARLY, method: NONE", /NONE combines nothing/],
    ["FLOW", "frequency: DAILY", /observed by month, which does not make up a day/],
    ["FLOW", "frequency: WEEKLY", /does not make up a week/],
    ["WEEKS", "frequency: MONTHLY", /weeks cross the ends of months/],
    ["WEEKS", "frequency: YEARLY", /weeks cross/],
    ["FLOW", "frequency: YEARLY, minCoverage: 0", /more than 0 and at most 1/],
    ["FLOW", "frequency: YEARLY, minCoverage: 1.1", /more than 0 and at most 1/],
  ])("%s %s", async (code, collapse, message) => {
    const { errors } = await warehouse.ask(
      `{ timeSeries(indicators: ["${code}"], collapse: { ${collapse} }) { values } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors![0]!.message).toMatch(message);
  });
});
