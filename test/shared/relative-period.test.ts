import { describe, expect, it } from "vitest";
import { RelativePeriod, relativeRange } from "../../src/shared/relative-period.js";

describe("on 30 August 2023, when the report month is September already", () => {
  it.each([
    ["TODAY", "2023-08-30", "2023-08-30", "2023-08-30", "2023-08-30"],
    ["YESTERDAY", "2023-08-29", "2023-08-29", "2023-08-29", "2023-08-29"],
    ["THIS_MONTH", "2023-08-01", "2023-08-31", "2023-08-15", "2023-09-14"],
    ["LAST_MONTH", "2023-07-01", "2023-07-31", "2023-07-15", "2023-08-14"],
    ["THIS_QUARTER", "2023-07-01", "2023-09-30", "2023-06-15", "2023-09-14"],
    ["LAST_QUARTER", "2023-04-01", "2023-06-30", "2023-03-15", "2023-06-14"],
    ["THIS_YEAR", "2023-01-01", "2023-12-31", "2022-12-15", "2023-12-14"],
    ["LAST_YEAR", "2022-01-01", "2022-12-31", "2021-12-15", "2022-12-14"],
    ["YEAR_TO_DATE", "2023-01-01", "2023-08-30", "2022-12-15", "2023-08-30"],
    ["LAST_7_DAYS", "2023-08-23", "2023-08-29", "2023-08-23", "2023-08-29"],
    ["LAST_30_DAYS", "2023-07-31", "2023-08-29", "2023-07-31", "2023-08-29"],
    ["LAST_12_MONTHS", "2022-08-01", "2023-07-31", "2022-08-15", "2023-08-14"],
    ["LAST_4_QUARTERS", "2022-07-01", "2023-06-30", "2022-06-15", "2023-06-14"],
    ["LAST_5_YEARS", "2018-01-01", "2022-12-31", "2017-12-15", "2022-12-14"],
    ["LAST_10_YEARS", "2013-01-01", "2022-12-31", "2012-12-15", "2022-12-14"],
  ] as const)("%s", (relative, start, end, reportStart, reportEnd) => {
    const kind = RelativePeriod[relative];
    expect(relativeRange(kind, "2023-08-30", { startDay: 1 })).toEqual({ start, end });
    expect(relativeRange(kind, "2023-08-30", { startDay: 15 })).toEqual({ start: reportStart, end: reportEnd });
  });

  it("the report year turns on 15 December", () => {
    const thisYear = (on: string) => relativeRange(RelativePeriod.THIS_YEAR, on, { startDay: 15 }).start;
    expect(thisYear("2023-12-14")).toBe("2022-12-15");
    expect(thisYear("2023-12-15")).toBe("2023-12-15");
  });

  it("nothing comes before the year 0001", () => {
    expect(() => relativeRange(RelativePeriod.LAST_5_YEARS, "0003-01-01", { startDay: 1 })).toThrow(
      "before the year 0001",
    );
  });
});
