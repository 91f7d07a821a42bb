import { describe, expect, it } from "vitest";
import { nextWatermark, nextWindow } from "../src/ingestion/sync.window.js";
import { todayIn } from "../src/shared/local-date.js";

const PLAIN = { since: null, overlapDays: 0 };
const at = (instant: string) => todayIn("Asia/Ho_Chi_Minh", new Date(instant));

describe("the days that a delivery is asked for", () => {
  it("are all at first, or those since the declared one", () => {
    expect(nextWindow(PLAIN, null, "2023-08-30")).toEqual({ from: null, to: "2023-08-30" });
    expect(nextWindow({ ...PLAIN, since: "2020-01-01" }, null, "2023-08-30")).toEqual({
      from: "2020-01-01",
      to: "2023-08-30",
    });
  });

  it("go on from the last good delivery, and back by the overlap for late corrections", () => {
    expect(nextWindow({ ...PLAIN, overlapDays: 45 }, "2023-08-30", "2023-08-31")).toEqual({
      from: "2023-07-16",
      to: "2023-08-31",
    });
  });

  it("cover all that was missed while nothing ran", () => {
    expect(nextWindow({ ...PLAIN, overlapDays: 7 }, "2023-08-01", "2023-08-31")).toEqual({
      from: "2023-07-25",
      to: "2023-08-31",
    });
  });

  it("never begin before the declared first one", () => {
    expect(nextWindow({ since: "2023-08-15", overlapDays: 45 }, "2023-08-30", "2023-08-31").from).toBe("2023-08-15");
  });

  it("end with today as the province has it: at 06:00 it is the day before in London", () => {
    expect(at("2023-08-29T23:00:00Z")).toBe("2023-08-30");
  });

  it.each([
    ["a minute before midnight", "2024-02-28T23:59:00+07:00", { from: "2024-02-26", to: "2024-02-28" }],
    ["a minute after midnight, on a leap day", "2024-02-29T00:01:00+07:00", { from: "2024-02-26", to: "2024-02-29" }],
    ["after a leap day", "2024-03-01T06:00:00+07:00", { from: "2024-02-26", to: "2024-03-01" }],
  ])("leave no gap %s", (_, now, window) => {
    expect(nextWindow(PLAIN, "2024-02-27", at(now))).toEqual(window);
  });

  it("leave no gap at the end of a year", () => {
    expect(nextWindow({ ...PLAIN, overlapDays: 1 }, "2023-12-31", at("2024-01-01T06:00:00+07:00"))).toEqual({
      from: "2023-12-30",
      to: "2024-01-01",
    });
  });

  it("are a day at least: what is delivered on a day after its run is not lost", () => {
    expect(nextWindow(PLAIN, "2023-08-30", "2023-08-31").from).toBe("2023-08-29");
  });

  it("leave no gap when a clock was an hour fast, and the watermark lies in the future", () => {
    const fast = nextWatermark("2023-08-29", nextWindow(PLAIN, "2023-08-29", at("2023-08-31T00:30:00+07:00")), false);
    expect(fast).toBe("2023-08-31");
    expect(nextWindow(PLAIN, fast, at("2023-08-30T23:45:00+07:00"))).toEqual({ from: "2023-08-29", to: "2023-08-30" });
  });

  it("leave no gap when a clock was an hour slow, and took the first hour of a year for the last of the one before", () => {
    const slow = nextWatermark("2023-12-30", nextWindow(PLAIN, "2023-12-30", at("2023-12-31T23:30:00+07:00")), false);
    expect(slow).toBe("2023-12-31");
    expect(nextWindow(PLAIN, slow, at("2024-01-01T06:00:00+07:00"))).toEqual({ from: "2023-12-30", to: "2024-01-01" });
  });
});

describe("the watermark", () => {
  it("is where the last good delivery ended", () => {
    expect(nextWatermark("2023-08-29", { from: "2023-08-28", to: "2023-08-30" }, false)).toBe("2023-08-30");
  });

  it("is moved by a window by hand only where that leaves no gap", () => {
    expect(nextWatermark("2023-08-29", { from: "2023-08-30", to: "2023-09-05" }, true)).toBe("2023-08-29");
    expect(nextWatermark("2023-08-29", { from: "2023-08-29", to: "2023-09-05" }, true)).toBe("2023-09-05");
    expect(nextWatermark("2023-08-29", { from: "2020-01-01", to: "2020-12-31" }, true)).toBe("2023-08-29");
    expect(nextWatermark(null, { from: "2020-01-01", to: "2020-12-31" }, true)).toBe(null);
  });
});
