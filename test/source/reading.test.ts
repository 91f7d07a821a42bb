import { describe, expect, it } from "vitest";
import { encodingFault } from "../../src/source/mapping/mojibake.js";
import { csv, periodOf, valueOf } from "./tables.support.js";

/** A cell, the profile under which it is read, and what it means. */
type Case = [cell: string, read: string, meaning: string];

describe("values are read under the source's own profile, never guessed", () => {
  it.each<Case>([
    ["12.345.678,9", "{ numbers: vi }", "12345678.9 A"],
    ["2.345", "{ numbers: vi }", "2345 A"],
    ["2.345", "{ numbers: en }", "2.345 A"],
    ["2.345", "{}", "2.345 A"],
    ["12 345,6", "{ numbers: vi }", "12345.6 A"],
    ["12\u00A0345,6", "{ numbers: vi }", "12345.6 A"],
    ["12\u202F345,6", "{ numbers: vi }", "12345.6 A"],
    ["0,53", "{ numbers: vi }", "0.53 A"],
    ["3.45", "{ numbers: vi }", 'NUMBER_FORMAT value "3.45"'],
    ["1.2345,6", "{ numbers: vi }", 'NUMBER_FORMAT value "1.2345,6"'],
    ["0.1234567890123456789", "{}", "0.1234567890123456789 A"],
    ["-7", "{}", "-7 A"],
    ["(2.345,6)", "{ numbers: vi }", 'NUMBER_PARENTHESES value "(2.345,6)"'],
    ["(2.345,6)", "{ numbers: vi, parentheses: negative }", "-2345.6 A"],
    ["(1)", "{}", 'NUMBER_PARENTHESES value "(1)"'],
    ["12,5 (1)", "{ numbers: vi }", 'NUMBER_FORMAT value "12,5 (1)"'],
    ["12,5 (1)", "{ numbers: vi, footnotes: strip }", "12.5 A"],
    ["12,5*", "{ numbers: vi, footnotes: strip }", "12.5 A"],
    ["#REF!", "{}", 'NUMBER_FORMAT value "#REF!"'],
    ["NaN", "{}", 'NUMBER_FORMAT value "NaN"'],
    ["1e400", "{}", 'NUMBER_SIZE value "1e400"'],
    ["12,5 %", "{ numbers: vi }", 'NUMBER_FORMAT value "12,5 %"'],
    ["12,5 %", "{ numbers: vi, percentSign: drop }", "12.5 A"],
    ["(0,5%)", "{ numbers: vi, percentSign: drop, parentheses: negative }", 'NUMBER_FORMAT value "(0,5%)"'],
    ["%", "{ numbers: vi, percentSign: drop }", 'NUMBER_FORMAT value "%"'],
    ["-", "{}", "null O"],
    ["...", "{}", "null L"],
    ["…", "{}", "null L"],
    ["", "{}", "null O"],
    ["", "{ empty: refuse }", 'REQUIRED value ""'],
    ["x", "{ signs: { x: SUPPRESSED } }", "null Q"],
    ["-", "{ signs: { '-': NOT_APPLICABLE } }", "null M"],
    ["12,5", "{ numbers: vi, multiplyBy: '1000000' }", "12500000 A"],
    ["0.000000000000000001", "{ multiplyBy: '0.001' }", 'NUMBER_SIZE value "0.000000000000000001"'],
  ])("%j under %s is %s", async (cell, read, meaning) => {
    expect(await valueOf(cell, read)).toBe(meaning);
  });
});

describe("periods and dates", () => {
  it.each<Case>([
    ["202309", "{}", "2023-09"],
    ["20234", "{}", "2023-Q4"],
    ["2023Q4", "{}", "2023-Q4"],
    ["Quý IV/2023", "{}", "2023-Q4"],
    ["quý 2.2023", "{}", "2023-Q2"],
    ["T9.2023", "{}", "2023-09"],
    ["09-2023", "{}", "2023-09"],
    ["9.2023", "{}", 'PERIOD_FORMAT period "9.2023"'],
    ["6 tháng đầu năm 2024", "{}", "2024-S1"],
    ["9 tháng 2024", "{}", "2024-09M"],
    ["Năm 2024", "{}", "2024"],
    ["02/03/2023", "{}", "2023-03-02"],
    ["02/03/2023", "{ dates: mdy }", "2023-02-03"],
    ["02/03/2023", "{ dates: iso }", 'PERIOD_FORMAT period "02/03/2023"'],
    ["29/02/2023", "{}", 'PERIOD_FORMAT period "29/02/2023"'],
    ["2016-17", "{}", 'PERIOD_FORMAT period "2016-17"'],
    ["2019/2021", "{}", 'PERIOD_FORMAT period "2019/2021"'],
    ["2023.0", "{ floatCodes: [periods] }", "2023"],
    ["31/8/2023", "{ periods: { as: date, kind: MONTH } }", "2023-08"],
    ["31-08-2023", "{ periods: { as: date, kind: QUARTER } }", "2023-Q3"],
    ["14/8/2023", "{ periods: { as: date, kind: MONTH, startDay: 15 } }", "2023-08"],
    ["15/8/2023", "{ periods: { as: date, kind: MONTH, startDay: 15 } }", "2023-09"],
    ["15/12/2023", "{ periods: { as: date, kind: YEAR, startDay: 15 } }", "2024"],
    ["29/2/2024", "{ periods: { as: date, kind: DAY } }", "2024-02-29"],
    ["ngày 1 tháng 9 năm 2023", "{ periods: { as: date, kind: DAY } }", "2023-09-01"],
    ["2023-08-29T17:00:00Z", "{ dates: iso, periods: { as: date, kind: DAY } }", "2023-08-30"],
    ["2023-12-31T23:30:00+07:00", "{ dates: iso, periods: { as: date, kind: YEAR } }", "2023"],
    ["2023-08-30 00:00:00", "{ dates: iso, periods: { as: date, kind: DAY } }", "2023-08-30"],
    ["20230830", "{ dates: iso, periods: { as: date, kind: DAY } }", "2023-08-30"],
    ["45168", "{ dates: excel, periods: { as: date, kind: DAY } }", "2023-08-30"],
    ["60", "{ dates: excel, periods: { as: date, kind: DAY } }", 'PERIOD_FORMAT period "60"'],
    ["30.08.23", "{ periods: { as: date, kind: DAY } }", 'PERIOD_FORMAT period "30.08.23"'],
    ["2023-Q3", "{ periods: { kind: MONTH } }", 'PERIOD_KIND period "2023-Q3"'],
    ["", "{}", 'REQUIRED period ""'],
  ])("%j under %s is %s", async (cell, read, meaning) => {
    expect(await periodOf(cell, read)).toBe(meaning);
  });

  it("of the source's own kind have a list", async () => {
    const list = 'codes: { periods: { 2019/2021: 2019-01-01/P3Y, "2016-17": 2016-09-01/P9M } }';
    expect(await periodOf("2019/2021", "{}", list)).toBe("2019-01-01/P3Y");
    expect(await periodOf("2016-17", "{}", list)).toBe("2016-09-01/P9M");
    expect(await periodOf("2023", "{}", list)).toBe('UNKNOWN_PERIOD period "2023"');
  });

  it.each([
    ["2023,8,", "month: th", "2023-08"],
    ["2023,Tháng 8,", "month: th", "2023-08"],
    ["2023,13,", "month: th", 'PERIOD_FORMAT period "13"'],
    ["2023,,III", "quarter: q", "2023-Q3"],
    ["2023,,Quý 2", "quarter: q", "2023-Q2"],
    ["2023,,", "month: th, quarter: q", "2023"],
    ["Năm 2023,Tháng 3,", "month: th", "2023-03"],
    ["2023-S1,3,", "month: th", 'PERIOD_FORMAT period "3"'],
  ])("a year beside a month or quarter: %s by %s is %s", async (cells, columns, period) => {
    const table = `table: { columns: { indicator: ct, area: dv, period: nam, ${columns}, value: v } }`;
    const [only] = await csv(`ct,dv,nam,th,q,v\nA,77,${cells},1\n`, table);
    expect(only).toBe(period.startsWith("PERIOD") ? period : `A 77 ${period} 1 A`);
  });
});

describe("codes", () => {
  const table = "table: { columns: { indicator: ct, area: dv, period: ky, value: v, breakdowns: { SEX: gt } } }";

  it("saved as floats, or without their zeros, are mended where that is declared", async () => {
    const text = "ct,dv,ky,v\nA,26509.0,2023,1\nA,1,2023,1\n";
    expect(await csv('ct,dv,ky,v\nA,"26509,00",2023,1\n', "read: { floatCodes: [areas] }")).toEqual([
      "A 26509 2023 1 A",
    ]);
    expect(await csv(text, "read: { floatCodes: [areas], codeWidths: { areas: 2 } }")).toEqual([
      "A 26509 2023 1 A",
      "A 01 2023 1 A",
    ]);
    expect((await csv(text))[0]).toBe("A 26509.0 2023 1 A");
  });

  it("are one however tones are placed, marks composed and blanks doubled", async () => {
    const list = 'codes: { areas: { "Hòa Bình": "17", Đất Đỏ: "753" } }';
    const rows = ["Hoà Bình", "Ho\u0300a  Bi\u0300nh", " Hòa\u00A0Bình ", "Ðất Ðỏ"].map((area) => `A,${area},2023,1`);
    expect(await csv(["ct,dv,ky,v", ...rows].join("\n"), list)).toEqual([
      "A 17 2023 1 A",
      "A 17 2023 1 A",
      "A 17 2023 1 A",
      "A 753 2023 1 A",
    ]);
  });

  it("may have as many spellings as people use, in one list; a spelling that nobody listed is refused, not guessed", async () => {
    const list =
      'codes: { areas: { Thành phố Đà Nẵng: "48", TP. Đà Nẵng: "48", TP Đà Nẵng: "48", TPĐN: "48", Da Nang City: "48" } }';
    const spellings = ["Thành phố Đà Nẵng", "TP. Ðà Nẵng", "TP  Đà Nẵng", "TPĐN", "Da Nang City", "Quận Đà Nẵng"];
    expect(await csv(["ct,dv,ky,v", ...spellings.map((area) => `A,${area},2023,1`)].join("\n"), list)).toEqual([
      ...Array<string>(5).fill("A 48 2023 1 A"),
      'UNKNOWN_AREA area "Quận Đà Nẵng"',
    ]);
  });

  it("but never when only the letters are the same", async () => {
    const text = "ct,dv,ky,v\nA,Hoa Binh,2023,1\n";
    expect(await csv(text, 'codes: { areas: { "Hòa Bình": "17" } }')).toEqual(['UNKNOWN_AREA area "Hoa Binh"']);
  });

  it("of a breakdown: an empty cell and _T are the total", async () => {
    const text = "ct,dv,ky,v,gt\nA,77,2023,1,\nA,77,2023,1,_T\nA,77,2023,1,Nữ\nA,77,2023,1,khác\n";
    expect(await csv(text, `${table}\ncodes: { breakdowns: { SEX: { Nữ: F, _T: _T } } }`)).toEqual([
      "A 77 2023 1 A",
      "A 77 2023 1 A",
      "A 77 2023 SEX=F 1 A",
      'UNKNOWN_BREAKDOWN breakdown SEX "khác"',
    ]);
  });
});

describe("statuses", () => {
  const table = "table: { columns: { indicator: ct, area: dv, period: ky, value: v, status: tt } }";
  it.each([
    ["5,E", "5 E"],
    ["5,FORECAST", "5 F"],
    ["5,sơ bộ", "5 P"],
    ["5,", "5 A"],
    [",Q", "null Q"],
    ["...,", "null L"],
    ["5,Q", 'STATUS_VALUE status "Q"'],
    [",A", 'STATUS_VALUE status "A"'],
    ["5,lạ", 'STATUS_UNKNOWN status "lạ"'],
  ])("value and status %s are %s", async (cells, meaning) => {
    const [only] = await csv(
      `ct,dv,ky,v,tt\nA,77,2023,${cells}\n`,
      `${table}\ncodes: { statuses: { sơ bộ: PROVISIONAL } }`,
    );
    expect(only!.replace("A 77 2023 ", "")).toBe(meaning);
  });

  it("may be the same for all values of a source", async () => {
    expect(await csv("ct,dv,ky,v\nA,77,2023,1\nA,77,2024,-\n", "constants: { status: ESTIMATED }")).toEqual([
      "A 77 2023 1 E",
      "A 77 2024 null O",
    ]);
  });
});

describe("a text that is not what its author wrote", () => {
  it.each([
    "BÃ\u00A0 Rá»‹a - VÅ©ng TÃ\u00A0u",
    "Ä\u0090áº¥t Ä\u0090á»\u008F",
    "HÃ\u00A0 Ná»™i",
    "HÃ  Ná»™i",
    "XÃ Long PhÆ°á»›c",
    "BÃ  Ä‘á»“",
    "CÃ´n",
    "Ho\uFFFDa B\uFFFDnh",
  ])("%s", (text) => {
    expect(encodingFault(text)).not.toBeNull();
  });

  it.each([
    "Bà Rịa - Vũng Tàu",
    "XÃ\u00A0 LONG",
    "Ân Nghĩa",
    "naïve",
    "Œuvre",
    "«Cá»",
    "á, é",
    "Ærø",
    "Ä",
    "Đà Nẵng – 2023",
    "âêô",
    "Thị xã",
  ])("but not %s", (text) => {
    expect(encodingFault(text)).toBeNull();
  });

  it("spoils its own record only", async () => {
    expect(await csv("ct,dv,ky,v\nA,HÃ\u00A0 Ná»™i,2023,1\nA,77,2023,1\n")).toEqual([
      'TEXT_ENCODING area "HÃ\u00A0 Ná»™i"',
      "A 77 2023 1 A",
    ]);
  });
});
