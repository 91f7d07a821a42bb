import { describe, expect, it } from "vitest";
import { nextPeriod, periodsBetween, previousPeriod, samePeriodLastYear } from "../../src/shared/period-steps.js";

describe("the period after and before", () => {
  it.each([
    ["2023-12-31", "2024-01-01"],
    ["2020-W52", "2020-W53"],
    ["2020-W53", "2021-W01"],
    ["2022-W52", "2023-W01"],
    ["2023-12", "2024-01"],
    ["2023-Q4", "2024-Q1"],
    ["2023-S2", "2024-S1"],
    ["2023-09M", "2024-09M"],
    ["2023", "2024"],
  ])("%s is followed by %s", (code, next) => {
    expect(nextPeriod(code)).toBe(next);
    expect(previousPeriod(next)).toBe(code);
  });

  it("ends with the calendar, and a range has none", () => {
    expect(nextPeriod("9999-12")).toBeNull();
    expect(previousPeriod("0001")).toBeNull();
    expect(nextPeriod("9999-12-31")).toBeNull();
    expect(previousPeriod("0001-W01")).toBeNull();
    expect(nextPeriod("2020-01-01/P3Y")).toBeNull();
  });
});

describe("the same period last year", () => {
  it.each([
    ["2023-08", "2022-08"],
    ["2023-Q3", "2022-Q3"],
    ["2023-S1", "2022-S1"],
    ["2023-09M", "2022-09M"],
    ["2023", "2022"],
    ["2023-W35", "2022-W35"],
    ["2023-08-30", "2022-08-30"],
    ["2022-09-01/P9M", "2021-09-01/P9M"],
    ["2020-W53", null],
    ["2024-02-29", null],
    ["0001-08", null],
  ])("of %s is %s", (code, earlier) => {
    expect(samePeriodLastYear(code)).toBe(earlier);
  });
});

describe("the periods from one to another", () => {
  it("include both ends", () => {
    expect(periodsBetween("2022-11", "2023-02")).toEqual(["2022-11", "2022-12", "2023-01", "2023-02"]);
    expect(periodsBetween("2020-W52", "2021-W01")).toEqual(["2020-W52", "2020-W53", "2021-W01"]);
    expect(periodsBetween("2023", "2023")).toEqual(["2023"]);
  });

  it("are none when the last comes first", () => {
    expect(periodsBetween("2023-02", "2022-11")).toEqual([]);
  });

  it("are counted before they are made", () => {
    expect(() => periodsBetween("0001-01-01", "9999-12-31")).toThrow("3652059 periods");
  });

  it("are of one kind that can be counted", () => {
    expect(() => periodsBetween("2023-08", "2023-Q4")).toThrow("not two periods of one kind");
    expect(() => periodsBetween("2020-01-01/P3Y", "2023-01-01/P3Y")).toThrow("not two periods of one kind");
  });
});
