import { describe, expect, it } from "vitest";
import { measured, RISING, standing } from "./standing.js";

describe("comparators", () => {
  it.each([
    ["AT_LEAST", "100", "ACHIEVED"],
    ["AT_LEAST", "99.99", "MISSED"],
    ["MORE_THAN", "100", "MISSED"],
    ["MORE_THAN", "100.01", "ACHIEVED"],
    ["AT_MOST", "100", "ACHIEVED"],
    ["AT_MOST", "100.01", "MISSED"],
    ["LESS_THAN", "100", "MISSED"],
    ["LESS_THAN", "99.99", "ACHIEVED"],
    ["EQUAL", "100.000", "ACHIEVED"],
    ["EQUAL", "100.001", "MISSED"],
    ["EQUAL", "99.999", "MISSED"],
  ] as const)("%s 100: %s is %s after the due date", (comparator, value, status) => {
    expect(standing({ comparator, ...measured(value) }, "2024-06-30").status).toBe(status);
  });

  it.each([
    ["1", "ACHIEVED"],
    ["2", "ACHIEVED"],
    ["1.5", "ACHIEVED"],
    ["0.999", "MISSED"],
    ["2.001", "MISSED"],
  ])("BETWEEN 1 and 2, both included: %s is %s", (value, status) => {
    const facts = { comparator: "BETWEEN", value: "1", upperValue: "2" } as const;
    expect(standing({ ...facts, ...measured(value) }, "2024-06-30").status).toBe(status);
  });

  it.each([
    ["more than 100 needs more than 100 on the due date", "MORE_THAN", "50", "100", "2023-12-31", "AT_RISK"],
    ["but on the way the line is enough", "MORE_THAN", "50", "75", "2023-07-01", "ON_TRACK"],
    ["and where it began on 100, 100 is not enough", "MORE_THAN", "100", "100", "2023-06-30", "AT_RISK"],
    ["nor where it was kept already", "MORE_THAN", "101", "100", "2023-06-30", "REGRESSING"],
    ["less than 100 needs less than 100", "LESS_THAN", "150", "100", "2023-12-31", "AT_RISK"],
  ] as const)("exactly on its value: %s", (_rule, comparator, baseline, value, on, status) => {
    const facts = { comparator, baseline: { date: "2022-12-31", value: baseline } };
    expect(standing({ ...facts, ...measured(value) }, on).status).toBe(status);
  });

  it.each([
    ["10", "20", "ON_TRACK", "15", "50", "on the way up to the lower end"],
    ["60", "45", "ON_TRACK", "55", "75", "on the way down to the upper end"],
    ["10", "45", "AT_RISK", "15", "75", "shot over the upper end"],
    ["35", "41", "REGRESSING", "35", null, "was inside"],
    ["35", "38", "ACHIEVED", "35", null, "stayed inside"],
  ])("a band of 30 to 40 from %s: %s is %s", (baseline, value, status, expected, gapClosed, _why) => {
    const band = { comparator: "BETWEEN", value: "30", upperValue: "40" } as const;
    const facts = { ...band, baseline: { date: "2023-01-04", value: baseline }, ...measured(value, "2023-04-05") };
    const quarter = standing({ ...facts, dueDate: "2024-01-03" }, "2023-04-05"); // 91 of 364 days
    expect(quarter).toMatchObject({ status, expected, gapClosed });
  });
});

describe("awkward baselines", () => {
  it("zero: 30 of 100 in the middle of the year", () => {
    const facts = { baseline: { date: "2022-12-31", value: "0" }, ...measured("30") };
    expect(standing(facts, "2023-06-30")).toMatchObject({ status: "OFF_TRACK", gapClosed: "30", pace: "60.4972" });
  });

  it("negative: a growth of -4 that is to be 6", () => {
    const facts = { value: "6", baseline: { date: "2022-12-31", value: "-4" }, ...measured("1") };
    expect(standing(facts, "2023-06-30")).toMatchObject({
      status: "ON_TRACK",
      expected: "0.958904",
      achievement: "16.6667",
      gapClosed: "50",
    });
  });

  it("negative, and the target too: a deficit of 10 that is to be at most 5", () => {
    const facts = { value: "-5", baseline: { date: "2022-12-31", value: "-10" }, ...measured("-8") };
    expect(standing(facts, "2023-06-30")).toMatchObject({ status: "AT_RISK", achievement: null, gapClosed: "40" });
  });

  it("a target of zero has no share of itself", () => {
    const facts = { comparator: "AT_MOST", value: "0", baseline: { date: "2022-12-31", value: "4" } } as const;
    expect(standing({ ...facts, ...measured("1") }, "2023-06-30")).toMatchObject({
      status: "ON_TRACK",
      achievement: null,
      gapClosed: "75",
    });
    expect(standing({ ...facts, ...measured("0") }, "2023-06-30")).toMatchObject({
      status: "ACHIEVED",
      achievement: null,
      gapClosed: "100",
    });
  });

  it("better than the target: it is to be held", () => {
    const facts = { value: "95", baseline: { date: "2022-12-31", value: "98" } };
    const held = { method: "HOLD", expected: "95", gapClosed: null, pace: null, projected: null };
    expect(standing({ ...facts, ...measured("96") }, "2023-06-30")).toMatchObject({ ...held, status: "ACHIEVED" });
    expect(standing({ ...facts, ...measured("94") }, "2023-06-30")).toMatchObject({ ...held, status: "REGRESSING" });
  });

  it("on the due date or later: it is no beginning", () => {
    const facts = { baseline: { date: "2023-12-31", value: "50" }, ...measured("95") };
    expect(standing(facts, "2023-06-30")).toMatchObject({
      status: "AT_RISK",
      method: "TARGET_ONLY",
      expected: null,
      gapClosed: "90",
    });
  });

  it("after a milestone: that milestone is over", () => {
    const milestones = [
      { date: "2023-03-31", value: "99" },
      { date: "2023-07-01", value: "70" },
    ];
    const facts = { baseline: { date: "2023-05-01", value: "60" }, milestones, ...measured("65") };
    expect(standing(facts, "2023-05-31")).toMatchObject({ method: "MILESTONES", expected: "64.918033" });
    expect(standing(facts, "2023-04-30").status).toBe("NOT_STARTED");
  });

  it("milestones may lead below what the baseline has reached already: no band was passed", () => {
    const milestones = [{ date: "2023-06-30", value: "80" }];
    const facts = { baseline: { date: "2022-12-31", value: "120" }, milestones };
    expect(standing({ ...facts, ...measured("90") }, "2023-06-30").status).toBe("ON_TRACK");
    expect(standing({ ...facts, ...measured("79") }, "2023-06-30").status).toBe("REGRESSING");
    const less = { ...facts, comparator: "AT_MOST" as const, milestones: [{ date: "2023-06-30", value: "120" }] };
    const low = { ...less, baseline: { date: "2022-12-31", value: "80" } };
    expect(standing({ ...low, ...measured("110") }, "2023-06-30").status).toBe("ON_TRACK");
  });

  it("a milestone on the due date or later changes nothing", () => {
    const milestones = [
      { date: "2023-12-31", value: "77" },
      { date: "2024-12-31", value: "88" },
    ];
    const facts = { ...RISING, milestones, ...measured("65") };
    expect(standing(facts, "2023-06-30")).toMatchObject({ method: "STRAIGHT_LINE", expected: "74.794521" });
  });
});

describe("a running total in the year", () => {
  const total = { measure: "YEAR_TO_DATE", value: "1200" } as const;

  it("begins with nothing on the year's first day, whatever last year brought", () => {
    const facts = { ...total, baseline: { date: "2022-12-31", value: "1100" }, ...measured("600") };
    expect(standing(facts, "2023-06-30")).toEqual({
      status: "ON_TRACK",
      method: "STRAIGHT_LINE",
      expected: "595.068493",
      achievement: "50",
      gapClosed: "50",
      pace: "100.8287",
      projected: "1209.944751",
    });
  });

  it("begins on 15 December in a calendar of report months", () => {
    const facts = { ...total, startDay: 15, dueDate: "2023-12-14", ...measured("600") };
    expect(standing(facts, "2023-06-14").expected).toBe("598.356164"); // 182 of 365 days
  });

  it.each([
    ["500", "2023-05-31", "2023-06-30", "ON_TRACK", "within its line"],
    ["700", "2023-05-31", "2023-06-30", "AT_RISK", "ahead of its line"],
    ["1201", "2023-05-31", "2023-06-30", "OFF_TRACK", "over the limit for good"],
    ["1100", "2023-11-30", "2023-12-31", "ON_TRACK", "a month is missing"],
    ["1200", "2023-12-31", "2023-12-31", "ACHIEVED", "the year is complete"],
    ["1201", "2023-12-31", "2023-12-31", "OFF_TRACK", "complete, over the limit and not yet past due"],
    ["1201", "2023-12-31", "2024-01-01", "MISSED", "the year is over"],
  ])("has not kept a limit before the year is over: %s by %s on %s is %s: %s", (value, until, on, status) => {
    expect(standing({ ...total, comparator: "AT_MOST", ...measured(value, until) }, on).status).toBe(status);
  });

  it.each([
    ["600", "2023-06-30", "ON_TRACK"],
    ["300", "2023-06-30", "OFF_TRACK"],
    ["1250", "2023-11-30", "ON_TRACK"],
    ["1301", "2023-11-30", "OFF_TRACK"],
    ["1250", "2023-12-31", "ACHIEVED"],
  ])("is within a band only at the year's end: %s by %s is %s", (value, until, status) => {
    const band = { ...total, comparator: "BETWEEN", upperValue: "1300" } as const;
    expect(standing({ ...band, ...measured(value, until) }, until).status).toBe(status);
  });
});
