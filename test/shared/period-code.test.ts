import { describe, expect, it } from "vitest";
import { parsePeriod, readPeriod } from "../../src/shared/period-code.js";

const refusal = (text: string): string => {
  const reading = readPeriod(text);
  return "refusal" in reading ? reading.refusal : `accepted as ${reading.code}`;
};

describe("a period is read from its code", () => {
  it.each([
    ["2023", "YEAR", 2023, 1],
    ["2023-S2", "HALF", 2023, 2],
    ["2023-Q3", "QUARTER", 2023, 3],
    ["2023-09M", "NINE_MONTHS", 2023, 1],
    ["2023-08", "MONTH", 2023, 8],
    ["2023-W35", "WEEK", 2023, 35],
    ["2020-W53", "WEEK", 2020, 53],
    ["2023-08-30", "DAY", 2023, 242],
    ["2020-01-01/P3Y", "RANGE", 2020, 0],
  ])("%s is a %s", (code, kind, year, number) => {
    expect(parsePeriod(code)).toEqual({ kind, year, number, code });
  });
});

describe("a period is read from the ways people write it", () => {
  it.each([
    ["202308", "2023-08"],
    ["2023M8", "2023-08"],
    ["2023M08", "2023-08"],
    ["2023-M08", "2023-08"],
    ["8/2023", "2023-08"],
    ["08/2023", "2023-08"],
    ["tháng 8/2023", "2023-08"],
    ["Tháng 8 năm 2023", "2023-08"],
    ["THÁNG 9 NĂM 2023", "2023-09"],
    ["2011-12", "2011-12"],
    ["2023Q3", "2023-Q3"],
    ["2023q3", "2023-Q3"],
    ["Q3/2023", "2023-Q3"],
    ["Quý III/2023", "2023-Q3"],
    ["T8/2023", "2023-08"],
    ["2023-A1", "2023"],
    ["Quý 3 năm 2023", "2023-Q3"],
    ["quý iv năm 2023", "2023-Q4"],
    ["20233", "2023-Q3"],
    ["2023S1", "2023-S1"],
    ["6 tháng đầu năm 2023", "2023-S1"],
    ["6 tháng cuối năm 2023", "2023-S2"],
    ["9 tháng đầu năm 2023", "2023-09M"],
    ["9 tháng 2023", "2023-09M"],
    ["2023W35", "2023-W35"],
    ["Tuần 35/2023", "2023-W35"],
    ["Năm 2023", "2023"],
    ["30/8/2023", "2023-08-30"],
    ["30/08/2023", "2023-08-30"],
    ["03/04/2023", "2023-04-03"],
    ["20230830", "2023-08-30"],
    ["ngày 30 tháng 8 năm 2023", "2023-08-30"],
  ])("%s is %s", (text, code) => {
    expect(parsePeriod(text).code).toBe(code);
  });

  it("whatever the form of the accents, the width of the digits or the space around", () => {
    expect(parsePeriod("Quý III/2023".normalize("NFD")).code).toBe("2023-Q3");
    expect(parsePeriod("２０２３－０８").code).toBe("2023-08");
    expect(parsePeriod("  2023-08\u00a0").code).toBe("2023-08");
    expect(parsePeriod("Tháng 8 / 2023").code).toBe("2023-08");
  });
});

describe("a range has one code", () => {
  it.each([
    ["2020-01-01/2022-12-31", "2020-01-01/P3Y"],
    ["2020-01-01/P3Y", "2020-01-01/P3Y"],
    ["2020-01-01/P36M", "2020-01-01/P3Y"],
    ["2022-09-01/2023-05-31", "2022-09-01/P9M"],
    ["2022-12-15/2023-12-14", "2022-12-15/P1Y"],
    ["2023-08-01/2023-08-10", "2023-08-01/P10D"],
    ["2023-02-01/P28D", "2023-02-01/P1M"],
    ["2024-02-29/2025-02-27", "2024-02-29/P1Y"],
  ])("%s is %s", (text, code) => {
    expect(parsePeriod(text).code).toBe(code);
  });

  it.each([
    ["2022-12-31/2020-01-01", "the range ends (2020-01-01) before it starts (2022-12-31)"],
    ["2020-01-01/P0D", "the range is empty or leaves the years 0001 to 9999"],
    ["2020-01-01/P9999Y", "the range is empty or leaves the years 0001 to 9999"],
    ["2020-01-01/P1Y6M", "a range ends with a date or with a duration in one unit (P3Y, P9M, P10D)"],
    ["2020-01-01/2022-02-30", "a range ends with a date or with a duration in one unit (P3Y, P9M, P10D)"],
    ["2020-02-30/P1Y", "the range starts with no date (2020-02-30)"],
  ])("%s is refused", (text, why) => {
    expect(refusal(text)).toBe(why);
  });
});

describe("a period is refused rather than guessed", () => {
  it.each([
    ["2015-16", "month 16 does not exist (1 to 12)"],
    ["202313", "month 13 does not exist (1 to 12)"],
    ["13/2023", "month 13 does not exist (1 to 12)"],
    ["2023-00", "month 0 does not exist (1 to 12)"],
    ["2023-Q5", "quarter 5 does not exist (1 to 4)"],
    ["20230", "quarter 0 does not exist (1 to 4)"],
    ["Quý V/2023", "quarter 5 does not exist (1 to 4)"],
    ["2023-S3", "half 3 does not exist (1 to 2)"],
    ["2023-W53", "week 53 does not exist, 2023 has 52 weeks"],
    ["2023-02-30", "month 2 of 2023 has no day 30"],
    ["29/2/2023", "month 2 of 2023 has no day 29"],
    ["12/30/2023", "month 30 does not exist (1 to 12)"],
    ["0000", "year 0000 does not exist"],
    ["0000-01-01", "year 0000 does not exist"],
    ["2020/2022", "two years may be pooled years or a school year, write a range"],
    ["2022-2023", "two years may be pooled years or a school year, write a range"],
    ["2011/12", "it may be a month or a school year, write 2023-08 or a range"],
    ["2023-3", "it may be a month or a quarter, write 2023-08 or 2023-Q3"],
    ["8 tháng 2023", "only 6 months (đầu or cuối năm) and 9 months have a name, write a range"],
    ["6 tháng 2023", "only 6 months (đầu or cuối năm) and 9 months have a name, write a range"],
    ["", "it is empty"],
    [" \t", "it is empty"],
    ["2023\0", "it contains a NUL character"],
    ["2023²", "it has no known form"],
    ["23", "it has no known form"],
    ["2".repeat(61), "it is longer than 60 characters"],
  ])("%j", (text, why) => {
    expect(refusal(text)).toBe(why);
  });

  it("with a message that says what is allowed", () => {
    expect(() => parsePeriod("2015-16")).toThrow(
      '"2015-16" is not a period: month 16 does not exist (1 to 12). Allowed: 2023, 2023-S1, 2023-Q3, 2023-09M, ' +
        "2023-08, 2023-W35, 2023-08-30 or a range such as 2020-01-01/P3Y",
    );
  });
});
