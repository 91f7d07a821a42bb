import { describe, expect, it } from "vitest";
import { measured, RANK, RISING, standing } from "./standing.js";

describe("every part of a standing", () => {
  it("is exact on the straight line: half a year on, 65 of 50 to 100", () => {
    expect(standing({ ...RISING, ...measured("65") }, "2023-06-30")).toEqual({
      status: "OFF_TRACK",
      method: "STRAIGHT_LINE",
      expected: "74.794521", // 50 + 50 * 181/365
      achievement: "65",
      gapClosed: "30",
      pace: "60.4972", // 15 / 24.794521
      projected: "80.248619", // 50 + 15 * 365/181
    });
  });

  it("runs from point to point where there are milestones", () => {
    const milestones = [
      { date: "2023-06-30", value: "60" },
      { date: "2023-09-30", value: "90" },
    ];
    expect(standing({ ...RISING, milestones, ...measured("75", "2023-08-15") }, "2023-08-15")).toEqual({
      status: "ON_TRACK",
      method: "MILESTONES",
      expected: "75", // 46 of the 92 days between 60 and 90
      achievement: "75",
      gapClosed: "50",
      pace: "100",
      projected: "100",
    });
  });

  it("turns round where less is better", () => {
    expect(standing({ ...RANK, ...measured("20") }, "2023-06-30")).toEqual({
      status: "ON_TRACK",
      method: "STRAIGHT_LINE",
      expected: "21.553425",
      achievement: "75",
      gapClosed: "61.5385",
      pace: "124.0969",
      projected: "11.867403",
    });
  });

  it("keeps digits that a float would lose", () => {
    const facts = { value: "90071992547409.93", ...measured("90071992547409.92") };
    expect(standing(facts, "2023-06-30").status).toBe("AT_RISK");
    expect(standing({ ...facts, ...measured("90071992547409.93") }, "2023-06-30").status).toBe("ACHIEVED");
  });

  it("compares the province's revenue of 2010 with its plan: 100.1 %", () => {
    const facts = {
      value: "78350000",
      dueDate: "2010-12-31",
      planYear: 2010,
      ...measured("78435522.87", "2010-12-31"),
    };
    expect(standing(facts, "2026-01-01")).toMatchObject({ status: "ACHIEVED", achievement: "100.1092" });
  });
});

describe("the status on the straight line from 50 to 100", () => {
  it.each([
    ["100", "2023-06-30", "ACHIEVED", "before it is due"],
    ["74.7945", "2023-06-30", "AT_RISK", "just behind the line"],
    ["74.794522", "2023-06-30", "ON_TRACK", "on the line"],
    ["70", "2023-06-30", "AT_RISK", "80.7 % of the expected improvement"],
    ["65", "2023-06-30", "OFF_TRACK", "60.5 % of it"],
    ["50", "2023-06-30", "OFF_TRACK", "not moved"],
    ["49.9", "2023-06-30", "REGRESSING", "worse than the baseline"],
    ["99.9", "2023-12-31", "AT_RISK", "due today and nearly there"],
    ["80", "2023-12-31", "OFF_TRACK", "due today and far away"],
    ["100", "2023-12-31", "ACHIEVED", "due today"],
    ["99.9", "2024-01-01", "MISSED", "due yesterday"],
    ["40", "2024-01-01", "MISSED", "due yesterday, worse than ever"],
    ["100.00", "2024-01-01", "ACHIEVED", "due yesterday"],
    ["100", "2022-12-31", "NOT_STARTED", "on the baseline's day"],
    ["100", "2022-06-30", "NOT_STARTED", "before it"],
    ["50", "2023-01-01", "OFF_TRACK", "a day after it"],
  ])("of %s on %s is %s: %s", (value, on, status) => {
    expect(standing({ ...RISING, ...measured(value) }, on).status).toBe(status);
  });

  it.each([
    [75, "62.5", "AT_RISK"],
    [75, "62.4999", "OFF_TRACK"],
  ])("is AT_RISK from %i %% of the expected improvement: %s is %s", (_share, value, status) => {
    const milestones = [{ date: "2023-06-30", value: "66.666666666666666666" }];
    const facts = { baseline: { date: "2022-12-31", value: "50" }, milestones, ...measured(value) };
    expect(standing(facts, "2023-06-30").status).toBe(status);
  });
});

describe("no baseline", () => {
  it.each([
    ["90", "2023-06-30", "AT_RISK"],
    ["89.99", "2023-06-30", "OFF_TRACK"],
    ["100", "2023-06-30", "ACHIEVED"],
    ["99", "2024-01-01", "MISSED"],
    ["100", "2022-12-31", "NOT_STARTED"],
  ])("nothing is expected before the due date: %s on %s is %s", (value, on, status) => {
    const found = standing(measured(value), on);
    expect(found).toMatchObject({ status, method: "TARGET_ONLY", expected: null, gapClosed: null, pace: null });
  });

  it.each([
    ["60", "2023-07-01", "60", "ON_TRACK"],
    ["55", "2023-07-01", "60", "AT_RISK"],
    ["50", "2023-07-01", "60", "OFF_TRACK"],
    ["60", "2023-03-01", null, "OFF_TRACK"],
  ])("but milestones make a line of their own: %s on %s, expected %s, is %s", (value, on, expected, status) => {
    const milestones = [{ date: "2023-07-01", value: "60" }];
    expect(standing({ milestones, ...measured(value) }, on)).toMatchObject({ expected, status });
  });
});

describe("a value from before the start", () => {
  it.each([
    ["100", "2022-12-31", "2023-06-30", "ON_TRACK", "promises well"],
    ["100", "2023-01-31", "2023-06-30", "ACHIEVED", "is no such value"],
    ["95", "2022-12-31", "2023-06-30", "AT_RISK", "is compared all the same"],
    ["100", "2022-12-31", "2024-01-01", "ACHIEVED", "is all there is after the due date"],
    ["100", "2021-12-30", "2023-06-30", "NO_DATA", "is too old after a year"],
    ["95", "2021-12-31", "2023-06-30", "AT_RISK", "but not on the day"],
  ])("%s by %s, seen on %s, is %s: it %s", (value, until, on, status) => {
    expect(standing(measured(value, until), on).status).toBe(status);
  });
});

describe("nothing to compare", () => {
  it("no indicator measures it yet", () => {
    expect(standing({ ...RISING, hasIndicator: false }, "2023-06-30")).toMatchObject({
      status: "NO_INDICATOR",
      expected: "74.794521",
      achievement: null,
    });
    expect(standing({ hasIndicator: false }, "2024-06-30").status).toBe("NO_INDICATOR");
  });

  it("there is no value yet", () => {
    expect(standing(RISING, "2023-06-30")).toMatchObject({ status: "NO_DATA", expected: "74.794521", gapClosed: null });
  });

  it("unknown is not missed: without a value nobody can say so", () => {
    expect(standing(RISING, "2024-06-30").status).toBe("NO_DATA");
  });
});

it("a projection stays within what the indicator can be", () => {
  const facts = { ...RISING, value: "90", maximum: "100", ...measured("80") };
  expect(standing(facts, "2023-06-30").projected).toBe("100");
});

it("there is nothing to project after the due date", () => {
  expect(standing({ ...RISING, ...measured("80") }, "2024-01-01").projected).toBeNull();
});
