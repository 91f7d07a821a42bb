import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportMap } from "../src/ingestion/import.spec.js";
import { PeriodKind } from "../src/shared/period-kind.js";
import { counts, faults, ImportWarehouse } from "./import.support.js";

let kho: ImportWarehouse;
beforeAll(async () => {
  kho = await ImportWarehouse.open();
});
afterAll(() => kho.close());

const HEADER = "indicator,area,period,value\n";

describe("a broken file changes nothing and is told so in a sentence", () => {
  it.each<[string, string | Buffer, RegExp]>([
    [
      "an unclosed quote",
      `${HEADER}THU,77,2023,1\n"THU,77,2022,1\n`,
      /a quote that opens after line 2 is never closed/,
    ],
    [
      "a quote closed amid a field",
      `${HEADER}THU,77,2023,1\n"TH"U,77,2022,1\n`,
      /closes in the middle of a field on line 3/,
    ],
    [
      "bytes that are no UTF-8",
      Buffer.concat([Buffer.from(HEADER), Buffer.from([0x56, 0xde, 0x6e])]),
      /it is not utf-8 text/,
    ],
    ["NUL characters", `${HEADER}THU,77,2023,1\0\n`, /it holds NUL characters/],
    ["a workbook", Buffer.from("504b030414000600", "hex"), /an Excel workbook or a ZIP archive/],
    ["an archive", gzipSync(HEADER), /a gzip archive/],
    ["UTF-16 text", Buffer.from(`\uFEFF${HEADER}`, "utf16le"), /UTF-16 text: give its encoding/],
    ["nothing", "", /it is empty/],
    ["a header and no rows", HEADER, /a header and no rows/],
  ])("%s", async (_name, content, message) => {
    await expect(kho.import(content)).rejects.toThrow(message);
    expect([await kho.count("observation"), await kho.count("series"), await kho.count("publication")]).toEqual([
      0, 0, 0,
    ]);
  });

  it("also when it breaks after many good rows", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `THU,77,${1000 + (i % 9000)},${i}\n`).join("");
    await expect(kho.import(`${HEADER}${rows}"THU,77`)).rejects.toThrow(/never closed/);
    expect(await kho.count("observation")).toBe(0);
  });

  it("a file that is not there", async () => {
    const { importFile } = await import("../src/ingestion/import.service.js");
    await expect(importFile({ databaseUrl: kho.url, file: "/no/such.csv" })).rejects.toThrow(
      /Can't read the file: ENOENT/,
    );
  });
});

describe("columns", () => {
  it("that are missing are named, with those that the file has", async () => {
    const map = { columns: { area: "area_code", breakdowns: { SEX: "Sex" } } };
    await expect(kho.import("indicator,area,year,value,sex\n", map)).rejects.toThrow(
      'there is no column "area_code" (for area); there is no column "Sex" (for SEX); no column is given for the period. ' +
        'The file has the columns "indicator", "area", "year", "value", "sex"',
    );
  });

  it("of one name twice are no columns to choose from", async () => {
    await expect(kho.import("indicator,area,period,value,value\nTHU,77,2023,1,2\n")).rejects.toThrow(
      "two columns are named value",
    );
  });

  it("that nothing was taken from are told", async () => {
    const result = await kho.import(`${HEADER.trim()},note\nTHU,77,2023,1,x\n`, {}, { dryRun: true });
    expect(result.ignoredColumns).toEqual(["note"]);
  });

  it("ask whether the delimiter is another one when there is only one", async () => {
    await expect(kho.import("indicator;area;period;value\nTHU;77;2023;1\n")).rejects.toThrow(
      /is the delimiter another/,
    );
  });
});

describe("a map that is not right is told place by place", () => {
  it.each<[string, object, string]>([
    ["an unknown word", { colums: {} }, 'the map: Unrecognized key: "colums"'],
    ["an unknown profile", { numbers: "de" }, "numbers: must be plain, vi or en"],
    [
      "an unknown dimension",
      { columns: { breakdowns: { KIND: "value" } } },
      'There is no dimension "KIND": the warehouse has: SEX',
    ],
  ])("%s", async (_name, map, message) => {
    await expect(kho.import(`${HEADER}THU,77,2023,1\n`, map)).rejects.toThrow(message);
  });
});

/** What a file of one row says, read with a map. */
async function readOne(content: string | Buffer, map: ImportMap = {}): Promise<string> {
  const report = `${kho.folder}/one.csv`;
  const result = await kho.import(content, map, { report });
  const read = faults(result)[0] ?? (await kho.observations()).join("; ");
  await kho.rows("TRUNCATE observation, observation_history");
  await kho.rows("DELETE FROM series_breakdown");
  await kho.rows("DELETE FROM series");
  return read;
}

describe("files as they come", () => {
  it("may have a byte order mark, CRLF, blank lines, trailing empty headers and quoted commas", async () => {
    const text =
      '\uFEFFindicator,area,period,value,comment,,\r\n\r\nTHU,77,2023,"1","một, hai\r\nba",,\r\n,,,,,,\r\nTHU,77,2022,2,,,\r\n';
    const result = await kho.import(text);
    expect(counts(result)).toEqual([2, 2, 0, 0, 0]);
    expect(await kho.rows("SELECT comment FROM observation WHERE value = 1")).toEqual([{ comment: "một, hai\r\nba" }]);
    await readOne(text);
  });

  it("count lines as an editor does, over quoted line breaks too", async () => {
    const result = await kho.import(`${HEADER}"THU",77,2023,"1\n\n"\nNO,77,2023,1\n`, {}, { dryRun: true });
    expect(faults(result)).toEqual(["5 UNKNOWN_INDICATOR indicator"]);
  });

  it("may have their first quote anywhere: lines before and after it are counted on", async () => {
    const plain = Array.from({ length: 30_000 }, (_, i) => `THU,77,${1000 + (i % 1000)},1\r\n`).join("");
    const result = await kho.import(`${HEADER}${plain}"NO",77,2023,1\nTHU,"99",2023,1\n`, {}, { dryRun: true });
    expect(faults(result)).toEqual(["30002 UNKNOWN_INDICATOR indicator", "30003 UNKNOWN_AREA area"]);
    expect(counts(result)).toEqual([30_002, 1_000, 0, 29_000, 2]);
  });

  it("may have the header below a title", async () => {
    const text = `BẢNG 1,,,\n,,,\n${HEADER}THU,77,2023,1\n`;
    expect(await readOne(text, { headerLine: 3 })).toBe("A.THU.77._T 2023-01-01 2023-12-31 1 A");
  });

  it("may be separated by semicolons, with Vietnamese numbers", async () => {
    const text = 'indicator;area;period;value\nTHU;77;Quý III/2023;"84.818,2"\n';
    expect(await readOne(text, { delimiter: ";", numbers: "vi" })).toBe("Q.THU.77._T 2023-07-01 2023-09-30 84818.2 A");
  });

  it.each<[ImportMap["encoding"], string]>([
    ["windows-1258", "windows-1258"],
    ["tcvn3", "tcvn"],
    ["utf-16le", "utf-16le"],
  ])("may be in %s", async (encoding, name) => {
    // windows-1258 writes a tone as a mark of its own, behind the vowel.
    const text = "chỉ tiêu,area,period,value\nTHU,77,2023,1\n";
    const content = iconv.encode(encoding === "windows-1258" ? text.replaceAll("ỉ", "i\u0309") : text, name);
    expect(await readOne(content, { encoding, columns: { indicator: "chỉ tiêu" } })).toBe(
      "A.THU.77._T 2023-01-01 2023-12-31 1 A",
    );
  });
});

describe("codes, periods and values", () => {
  const read = (row: string, map: ImportMap = {}) => readOne(`${HEADER}${row}\n`, map);

  it("saved as floats are codes only where the map says so", async () => {
    expect(await read("THU,77.0,2023,1")).toBe("2 UNKNOWN_AREA area");
    expect(await read("THU,77.0,2023.0,1", { floatCodes: ["areas", "periods"] })).toMatch(/^A.THU.77._T 2023-01-01/);
  });

  it("get back the zeros that they lost where the map says how long they are", async () => {
    await kho.rows(
      "INSERT INTO area (code, name_vi, level, kind, valid_from) VALUES ('01', 'Hà Nội', 1, 'PROVINCE', '2020-01-01')",
    );
    expect(await read("THU,1,2023,1", { codeWidths: { areas: 2 } })).toMatch(/^A.THU.01._T/);
  });

  it("may be other texts that the map knows, whichever way a tone is written", async () => {
    const map = {
      codes: { areas: { "Hòa Long": "77" }, indicators: { "": "THU" }, periods: { "2019-2020": "2019-09-01/P9M" } },
    };
    expect(await read(",Hoà Long,2019-2020,1", map)).toBe("R.THU.77._T 2019-09-01 2020-05-31 1 A");
  });

  it("may stand beside each other: a year and a month", async () => {
    const text = "indicator,area,year,month,value\nTHU,77,2023,8,1\n";
    expect(await readOne(text, { columns: { period: "year", month: "month" } })).toMatch(/^M.THU.77._T 2023-08-01/);
    expect(await readOne(text.replace(",8,", ",13,"), { columns: { period: "year", month: "month" } })).toBe(
      "2 PERIOD_FORMAT month",
    );
  });

  it("may be declared: months only", async () => {
    expect(await read("THU,77,20233,1", { periodKind: PeriodKind.MONTH })).toBe("2 PERIOD_KIND period");
  });

  it.each<[string, ImportMap, string]>([
    ["", {}, "null O"],
    ["", { empty: "reject" }, "2 REQUIRED value"],
    ["-", {}, "null O"],
    ["...", {}, "null L"],
    ["n/a", {}, "2 NUMBER_FORMAT value"],
    ["n/a", { signs: { "n/a": "NOT_APPLICABLE" } }, "null M"],
    ["0", {}, "0 A"],
    ["0.00966666666666667", {}, "0.00966666666666667 A"],
    ["1.234", { numbers: "vi" }, "1234 A"],
    ["1.23", { numbers: "vi" }, "2 NUMBER_FORMAT value"],
    ["(1234)", { allowParentheses: true }, "-1234 A"],
  ])("the value %j under %j is %s", async (value, map, expected) => {
    expect(await read(`THU,77,2023,${value}`, map)).toMatch(new RegExp(`${expected.replaceAll(".", "\\.")}$`));
  });

  it("may be broken down; an empty cell and _T are the total", async () => {
    const map = { columns: { breakdowns: { SEX: "sex" } }, codes: { breakdowns: { SEX: { Nữ: "F" } } } };
    const text = "indicator,area,period,value,sex\nTYLE,77,2023,50,\nTYLE,77,2022,50,_T\nTYLE,77,2023,60,Nữ\n";
    expect(await readOne(text, map)).toBe(
      "A.TYLE.77.SEX=F 2023-01-01 2023-12-31 60 A; A.TYLE.77._T 2022-01-01 2022-12-31 50 A; A.TYLE.77._T 2023-01-01 2023-12-31 50 A",
    );
  });

  it("may be the same for every row", async () => {
    const map = { constants: { indicator: "TYLE", area: "77", breakdowns: { SEX: "M" } } };
    expect(await readOne("period,value\n2023,5\n", map)).toBe("A.TYLE.77.SEX=M 2023-01-01 2023-12-31 5 A");
  });
});
