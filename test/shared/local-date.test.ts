import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  compareLocalDate,
  daysBetween,
  epochDay,
  fromEpochDay,
  isLocalDate,
  isoWeekday,
  parseLocalDate,
  todayIn,
} from "../../src/shared/local-date.js";
import { periodOf, periodRange } from "../../src/shared/reporting-calendar.js";
import { PeriodKind } from "../../src/shared/period-kind.js";

describe.each([
  ["Asia/Ho_Chi_Minh", 6],
  ["UTC", 23],
  ["America/New_York", 19],
])("dates on a machine in %s", (zone, hour) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it("which really keeps that zone's time", () => {
    expect(new Date("2023-08-29T23:00:00Z").getHours()).toBe(hour);
  });

  it("knows which days exist", () => {
    const exist = ["2023-08-30", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"];
    const missing = ["2023-02-29", "2023-02-30", "1900-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "0000-01-01"];
    const unwritten = ["2023-8-30", "30/08/2023", "2023-08-3a", "2023-08-30T00:00", "+023-08-30", "２０２３-08-30", ""];
    expect(exist.filter(isLocalDate)).toEqual(exist);
    expect([...missing, ...unwritten].filter(isLocalDate)).toEqual([]);
  });

  it("says how to write a date that it refuses", () => {
    expect(() => parseLocalDate("2023-02-30")).toThrow('"2023-02-30" is not a date: write YYYY-MM-DD');
  });

  it("counts days over month, year and leap day", () => {
    expect(addDays("2023-12-31", 1)).toBe("2024-01-01");
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
    expect(addDays("2023-08-30", -365)).toBe("2022-08-30");
    expect(daysBetween("2023-01-01", "2024-01-01")).toBe(365);
    expect(daysBetween("2023-08-30", "2023-08-01")).toBe(-29);
  });

  it("numbers days from 1970 and back, over all years", () => {
    expect(epochDay("1970-01-01")).toBe(0);
    expect(epochDay("2023-08-30")).toBe(19_599);
    expect(epochDay("0001-01-01")).toBe(-719_162);
    expect(fromEpochDay(2_932_896)).toBe("9999-12-31");
    for (let day = -719_162; day <= 2_932_896; day += 997) expect(epochDay(fromEpochDay(day))).toBe(day);
  });

  it("adds months to the last day of a shorter month", () => {
    expect(addMonths("2023-01-31", 1)).toBe("2023-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2023-01-15", -1)).toBe("2022-12-15");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
  });

  it("refuses to leave the years 0001 to 9999", () => {
    expect(() => addDays("9999-12-31", 1)).toThrow("outside the years 0001 to 9999");
    expect(() => addMonths("0001-01-01", -1)).toThrow("outside the years 0001 to 9999");
  });

  it("begins the week on Monday", () => {
    expect(isoWeekday("2023-08-28")).toBe(1);
    expect(isoWeekday("2023-08-30")).toBe(3);
    expect(isoWeekday("1969-12-28")).toBe(7);
  });

  it("orders dates as text", () => {
    expect(compareLocalDate("2023-08-30", "2023-09-01")).toBe(-1);
    expect(compareLocalDate("2023-08-30", "2023-08-30")).toBe(0);
    expect(compareLocalDate("2024-01-01", "2023-12-31")).toBe(1);
  });

  it("takes the day of the province where 06:00 is still the evening before in UTC", () => {
    const synchronised = new Date("2023-08-29T23:00:00Z");
    expect(todayIn("Asia/Ho_Chi_Minh", synchronised)).toBe("2023-08-30");
    expect(todayIn("UTC", synchronised)).toBe("2023-08-29");
    expect(todayIn("America/New_York", synchronised)).toBe("2023-08-29");
  });

  it("gives a period the same dates as anywhere else", () => {
    expect(periodRange("2023-08", { startDay: 15 })).toEqual({ start: "2023-07-15", end: "2023-08-14" });
    expect(periodOf("2023-12-31", PeriodKind.WEEK, { startDay: 1 })).toBe("2023-W52");
  });
});
