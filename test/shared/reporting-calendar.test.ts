import { describe, expect, it } from "vitest";
import { addDays } from "../../src/shared/local-date.js";
import { PeriodKind } from "../../src/shared/period-kind.js";
import { nextPeriod, periodsBetween } from "../../src/shared/period-steps.js";
import { CALENDAR_MONTHS, periodAt, periodOf, periodRange } from "../../src/shared/reporting-calendar.js";

const REPORT_MONTHS = { startDay: 15 };

describe("a calendar gives a code its dates", () => {
  it.each([
    ["2023-08", "2023-08-01", "2023-08-31", "2023-07-15", "2023-08-14"],
    ["2023-01", "2023-01-01", "2023-01-31", "2022-12-15", "2023-01-14"],
    ["2024-02", "2024-02-01", "2024-02-29", "2024-01-15", "2024-02-14"],
    ["2023-Q3", "2023-07-01", "2023-09-30", "2023-06-15", "2023-09-14"],
    ["2023-S1", "2023-01-01", "2023-06-30", "2022-12-15", "2023-06-14"],
    ["2023-S2", "2023-07-01", "2023-12-31", "2023-06-15", "2023-12-14"],
    ["2023-09M", "2023-01-01", "2023-09-30", "2022-12-15", "2023-09-14"],
    ["2023", "2023-01-01", "2023-12-31", "2022-12-15", "2023-12-14"],
    ["2023-W01", "2023-01-02", "2023-01-08", "2023-01-02", "2023-01-08"],
    ["2020-W53", "2020-12-28", "2021-01-03", "2020-12-28", "2021-01-03"],
    ["2023-08-30", "2023-08-30", "2023-08-30", "2023-08-30", "2023-08-30"],
    ["2020-01-01/P3Y", "2020-01-01", "2022-12-31", "2020-01-01", "2022-12-31"],
  ])("%s", (code, start, end, reportStart, reportEnd) => {
    expect(periodRange(code, CALENDAR_MONTHS)).toEqual({ start, end });
    expect(periodRange(code, REPORT_MONTHS)).toEqual({ start: reportStart, end: reportEnd });
  });

  it("and takes canonical codes only", () => {
    expect(() => periodRange("202308", CALENDAR_MONTHS)).toThrow("202308 is not canonical, write 2023-08");
    expect(() => periodRange("30/08/2023", CALENDAR_MONTHS)).toThrow("30/08/2023 is not canonical, write 2023-08-30");
    expect(() => periodRange("2023-13", CALENDAR_MONTHS)).toThrow("month 13 does not exist");
  });

  it("and starts its months on a day that every month has", () => {
    expect(() => periodRange("2023", { startDay: 29 })).toThrow("starts on day 1 to 28, not 29");
  });
});

describe("a day lies in one period of each kind", () => {
  it.each([
    [PeriodKind.MONTH, "2023-08-14", "2023-08", "2023-08"],
    [PeriodKind.MONTH, "2023-08-15", "2023-08", "2023-09"],
    [PeriodKind.QUARTER, "2023-09-15", "2023-Q3", "2023-Q4"],
    [PeriodKind.YEAR, "2022-12-15", "2022", "2023"],
    [PeriodKind.YEAR, "2023-12-14", "2023", "2023"],
    [PeriodKind.WEEK, "2023-01-01", "2022-W52", "2022-W52"],
    [PeriodKind.WEEK, "2024-12-30", "2025-W01", "2025-W01"],
    [PeriodKind.NINE_MONTHS, "2023-09-14", "2023-09M", "2023-09M"],
  ])("%s of %s", (kind, date, code, reportCode) => {
    expect(periodOf(date, kind, CALENDAR_MONTHS)).toBe(code);
    expect(periodOf(date, kind, REPORT_MONTHS)).toBe(reportCode);
  });

  it("but the last quarter lies in no nine months, and nothing says which range", () => {
    expect(() => periodOf("2023-10-01", PeriodKind.NINE_MONTHS, CALENDAR_MONTHS)).toThrow(
      "2023-10-01 lies in no period",
    );
    expect(() => periodOf("2023-10-01", PeriodKind.RANGE, CALENDAR_MONTHS)).toThrow("2023-10-01 lies in no period");
  });
});

describe("dates find their code", () => {
  it.each([
    ["2023-07-15", "2023-08-14", "2023-07-15/P1M", "2023-08"],
    ["2022-12-15", "2023-12-14", "2022-12-15/P1Y", "2023"],
    ["2023-01-01", "2023-12-31", "2023", "2023-01-01/P1Y"],
    ["2023-08-28", "2023-09-03", "2023-W35", "2023-W35"],
    ["2023-08-29", "2023-09-04", "2023-08-29/P7D", "2023-08-29/P7D"],
    ["2023-02-01", "2023-04-30", "2023-02-01/P3M", "2023-02-01/P3M"],
    ["2023-08-30", "2023-08-30", "2023-08-30", "2023-08-30"],
    ["2020-01-01", "2022-12-31", "2020-01-01/P3Y", "2020-01-01/P3Y"],
  ])("%s to %s", (start, end, code, reportCode) => {
    expect(periodAt(start, end, CALENDAR_MONTHS)).toBe(code);
    expect(periodAt(start, end, REPORT_MONTHS)).toBe(reportCode);
  });

  it("not when no period starts that day or the end comes first", () => {
    expect(() => periodAt("2023-08-01", PeriodKind.MONTH, REPORT_MONTHS)).toThrow("no period of kind MONTH starts on");
    expect(() => periodAt("2023-08-31", "2023-08-01", CALENDAR_MONTHS)).toThrow("before it starts");
  });
});

describe.each([1, 15, 28])("from 1990 to 2040 with months from day %i", (startDay) => {
  const calendar = { startDay };
  const spans: [PeriodKind, string, string][] = [
    [PeriodKind.DAY, "1990-01-01", "2040-12-31"],
    [PeriodKind.WEEK, "1990-W01", "2040-W52"],
    [PeriodKind.MONTH, "1990-01", "2040-12"],
    [PeriodKind.QUARTER, "1990-Q1", "2040-Q4"],
    [PeriodKind.HALF, "1990-S1", "2040-S2"],
    [PeriodKind.NINE_MONTHS, "1990-09M", "2040-09M"],
    [PeriodKind.YEAR, "1990", "2040"],
  ];

  it.each(spans)("every %s comes back from its dates", (kind, first, last) => {
    const lost = periodsBetween(first, last, 20_000).filter((code) => {
      const { start, end } = periodRange(code, calendar);
      const found = [periodAt(start, end, calendar), periodAt(start, kind, calendar), periodOf(end, kind, calendar)];
      return found.some((each) => each !== code);
    });
    expect(lost).toEqual([]);
  });

  it.each(spans.filter(([kind]) => kind !== PeriodKind.NINE_MONTHS))(
    "one %s ends where the next begins",
    (_, first, last) => {
      const apart = periodsBetween(first, last, 20_000).filter((code) => {
        const next = nextPeriod(code) ?? "";
        return addDays(periodRange(code, calendar).end, 1) !== periodRange(next, calendar).start;
      });
      expect(apart).toEqual([]);
    },
  );

  it("every range of days, months and years comes back from its dates", () => {
    const codes = ["1990-01-31/P1M", "2024-02-29/P4Y", "2023-01-30/P40D", "2022-09-03/P9M", "2010-03-07/P5Y"];
    const back = codes
      .map((code) => periodRange(code, calendar))
      .map(({ start, end }) => periodAt(start, end, calendar));
    expect(back).toEqual(codes);
  });
});
