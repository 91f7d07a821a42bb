import { expect, it } from "vitest";
import { Frequency, frequencyOfKind, kindOfFrequency } from "../../src/shared/frequency.js";
import { PeriodKind, kindOfCode } from "../../src/shared/period-kind.js";

it("a monthly series is observed in months, and back", () => {
  expect(kindOfFrequency(Frequency.MONTHLY)).toBe(PeriodKind.MONTH);
  expect(frequencyOfKind(PeriodKind.MONTH)).toBe("M");
});

it("ranges and nine months belong to OTHER, which has no kind of its own", () => {
  expect([PeriodKind.RANGE, PeriodKind.NINE_MONTHS].map(frequencyOfKind)).toEqual(["R", "R"]);
  expect(kindOfFrequency(Frequency.OTHER)).toBeNull();
});

it("a code shows its kind", () => {
  const codes = ["2023", "2023-S1", "2023-Q3", "2023-09M", "2023-08", "2023-W35", "2023-08-30", "2020-01-01/P3Y"];
  const kinds = ["YEAR", "HALF", "QUARTER", "NINE_MONTHS", "MONTH", "WEEK", "DAY", "RANGE"];
  expect(codes.map(kindOfCode)).toEqual(kinds);
});
