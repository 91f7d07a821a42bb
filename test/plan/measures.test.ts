import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn, type Point } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";
import { atLeast, measuredTarget, progressOf } from "./measured.js";

let warehouse: TestWarehouse;
beforeAll(async () => void (warehouse = await openWarehouse()));
afterAll(() => warehouse.close());

describe("a yearly figure", () => {
  it("counts when the year has ended: 100.1 % of the revenue that was planned for 2010", async () => {
    const code = await measuredTarget(
      warehouse,
      [
        ["2009-01-01", "2009-12-31", "14890000.5", "A"],
        ["2010-01-01", "2010-12-31", "78435522.87", "A"],
        ["2011-01-01", "2011-12-31", "101000000", "A"],
      ],
      atLeast("78350000", { due_date: "2010-12-31" }),
      { frequency: "A", aggregation: "SUM" },
    );
    const found = await progressOf(warehouse, code, `on: "2012-06-30"`, "status actualValue achievement measure");
    expect(found).toEqual({
      status: "ACHIEVED",
      actualValue: "78435522.87",
      achievement: "100.1092",
      measure: "LATEST_VALUE",
    });
    expect(await progressOf(warehouse, code, `on: "2010-12-30"`, "status actualValue")).toEqual({
      status: "OFF_TRACK",
      actualValue: "14890000.5",
    });
  });

  it("ends on 14 December in a calendar of report months", async () => {
    const [calendar] = await sqlOn<{ id: number }>(
      warehouse.databaseUrl,
      `SELECT id FROM reporting_calendar WHERE start_day = 15`,
    );
    const points: Point[] = [["2022-12-15", "2023-12-14", "20", "A"]];
    const code = await measuredTarget(warehouse, points, atLeast("16"), { frequency: "A", calendar_id: calendar!.id });
    expect(await progressOf(warehouse, code, `on: "2023-12-13"`, "status")).toEqual({ status: "NO_DATA" });
    expect(await progressOf(warehouse, code, `on: "2023-12-14"`, "status")).toEqual({ status: "ACHIEVED" });
  });
});

describe("a sum in a plan for the year", () => {
  const MONTHS: Point[] = [
    ["2022-12-01", "2022-12-31", "500", "A"],
    ["2023-01-01", "2023-01-31", "100.25", "A"],
    ["2023-02-01", "2023-02-28", "100", "P"],
    ["2023-03-01", "2023-03-31", null, "O"],
    ["2023-04-01", "2023-04-30", "100.5", "A"],
    ["2023-05-01", "2023-05-31", "900", "F"],
  ];
  const total = "measure actualValue measuredUntil coverage isProvisional expected actual { value }";

  it("is compared as the running total of the year, and says what is missing in it", async () => {
    const code = await measuredTarget(warehouse, MONTHS, atLeast("1200"), { aggregation: "SUM" });
    expect(await progressOf(warehouse, code, `on: "2023-06-30"`, total)).toEqual({
      measure: "YEAR_TO_DATE",
      actualValue: "300.75",
      measuredUntil: "2023-04-30",
      coverage: "74.1667", // 31 + 28 + 30 of 120 days
      isProvisional: true,
      expected: "595.068493",
      actual: { value: "100.5" },
    });
    expect(await progressOf(warehouse, code, `on: "2023-01-20"`, "status")).toEqual({ status: "NO_DATA" });
  });

  it("is compared month by month where the target says so", async () => {
    const code = await measuredTarget(warehouse, MONTHS, atLeast("1200", { measured_as: "LATEST_VALUE" }), {
      aggregation: "SUM",
    });
    expect(await progressOf(warehouse, code, `on: "2023-06-30"`, "measure actualValue coverage")).toEqual({
      measure: "LATEST_VALUE",
      actualValue: "100.5",
      coverage: null,
    });
  });

  it("is the newest value where the plan is for several years", async () => {
    const code = await measuredTarget(warehouse, MONTHS, atLeast("1200", { due_date: "2025-12-31" }), {
      aggregation: "SUM",
    });
    expect(await progressOf(warehouse, code, `on: "2023-06-30"`, "measure actualValue")).toEqual({
      measure: "LATEST_VALUE",
      actualValue: "100.5",
    });
  });

  it("ends with the year of the calendar, although the target is due days later", async () => {
    const [calendar] = await sqlOn<{ id: number }>(
      warehouse.databaseUrl,
      `SELECT id FROM reporting_calendar WHERE start_day = 15`,
    );
    const days: Point[] = [
      ["2022-12-14", "2022-12-14", "1000", "A"],
      ["2022-12-15", "2022-12-15", "1", "A"],
      ["2023-12-14", "2023-12-14", "2", "A"],
      ["2023-12-15", "2023-12-15", "400", "A"],
    ];
    const indicator = { frequency: "D", aggregation: "SUM", calendar_id: calendar!.id };
    const code = await measuredTarget(warehouse, days, atLeast("100"), indicator);
    expect(await progressOf(warehouse, code, `on: "2023-12-31"`, "actualValue measuredUntil status")).toEqual({
      actualValue: "3",
      measuredUntil: "2023-12-14",
      status: "OFF_TRACK",
    });
  });
});
