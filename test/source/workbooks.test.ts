import { describe, expect, it } from "vitest";
import { checkZip } from "../../src/source/table/zip-check.js";
import { workbook } from "../support/workbooks.js";
import type { WrittenSheet } from "../support/workbooks.js";
import { zipOf } from "../support/zip.js";
import { faultOf, line, lines } from "./delivery.support.js";
import { fromFolder } from "./tables.support.js";

const LONG = "table: { columns: { indicator: ct, area: dv, period: ky, value: v } }";
const HEADER = ["ct", "dv", "ky", "v"];

function sheet(rows: WrittenSheet["rows"], more: Partial<WrittenSheet> = {}): WrittenSheet {
  return { name: "Sheet1", rows, ...more };
}

async function read(file: Buffer, yaml = LONG): Promise<string[]> {
  return lines(await fromFolder(`kind: excel\n${yaml}`, { "bieu.xls": file }));
}

describe.each(["xlsx", "biff8", "biff5"] as const)("a workbook (%s)", (bookType) => {
  it("has numbers that need no profile, to the fifteen digits that Excel keeps", async () => {
    const rows = [0.1 + 0.2, 84818.2, 877696.8999999999, 1e15, -0.5].map((value) => ["A", "77", "2023", value]);
    const values = (await read(workbook([sheet([HEADER, ...rows])], bookType))).map((text) => text.split(" ").at(-2));
    expect(values).toEqual(["0.3", "84818.2", "877696.9", "1000000000000000", "-0.5"]);
  });

  it("has texts that need one, and cells that are no number at all", async () => {
    const rows = [
      HEADER,
      ["A", 77, 2023, "1.234,5"],
      ["A", 77, 2023, "(1)"],
      ["A", 77, 2023, null],
      ["A", 77, 2023, { t: "e" as const, v: 0x17, w: "#REF!" }],
    ];
    expect(await read(workbook([sheet(rows)], bookType), `${LONG}\nread: { numbers: vi }`)).toEqual([
      "A 77 2023 1234.5 A",
      'NUMBER_PARENTHESES value "(1)"',
      "A 77 2023 null O",
      'NUMBER_FORMAT value "#REF!"',
    ]);
  });

  it("has dates where people typed months: the declared kind says what was meant", async () => {
    const date = { t: "n" as const, v: 45_139, z: "mm/yyyy" };
    const file = workbook([sheet([HEADER, ["A", "77", date, 1]])], bookType);
    expect(await read(file, `${LONG}\nread: { periods: { kind: MONTH } }`)).toEqual(["A 77 2023-08 1 A"]);
    expect(await read(file)).toEqual(['PERIOD_KIND period "2023-08-01"']);
  });

  it("is read by the sheet that is named, or the only one that is shown", async () => {
    const data = sheet([HEADER, ["A", "77", "2023", 1]], { name: "Bieu 02" });
    const hidden = sheet([["x"]], { name: "Ẩn", hidden: true });
    const both = workbook([sheet([["x"]]), data], bookType);
    expect(await read(workbook([hidden, data], bookType))).toEqual(["A 77 2023 1 A"]);
    expect(await read(both, `${LONG}\nworkbook: { sheets: [/^bieu/] }`)).toEqual(["A 77 2023 1 A"]);
    expect(await faultOf(read(both))).toBe(
      'FORM_CHANGED for good: bieu.xls: workbook.sheets must say which sheet is meant: it has "Sheet1", "Bieu 02"',
    );
    expect(await faultOf(read(both, `${LONG}\nworkbook: { sheets: Biểu 03 }`))).toContain(
      'bieu.xls has no sheet "Biểu 03"',
    );
  });
});

describe("forms as agencies send them", () => {
  const FORM = {
    name: "Bieu",
    rows: [
      ["ỦY BAN NHÂN DÂN TỈNH", null, null, null, "Biểu số 03"],
      ["DỰ TOÁN, THỰC HIỆN THU NGÂN SÁCH NĂM 2023"],
      [null, null, null, null, "Đơn vị: triệu đồng - Millions of dong"],
      [],
      ["STT", "Huyện, thành phố", "Thu nội địa", null, "Thu từ dầu thô"],
      [null, "Districts", "Dự toán", "Thực hiện", "Thực hiện"],
      [],
      ["A", "B", 1, 2, "3=4+5"],
      [null, "TỔNG SỐ - TOTAL", 300, 330, null],
      ["I", "Vùng ven biển", null, null, null],
      [1, " Vũng Tàu ", 100, 110.5, "-"],
      [2, "Bà Rịa (2)", 200, "...", "#N/A!"],
      [51, "Côn Đảo", null, null, null],
      ["(1) Số ước thực hiện."],
      ["(2) Chưa quyết toán."],
    ],
    merges: ["C5:D5", "A5:A6"],
  } satisfies WrittenSheet;

  const LAYOUT = `table:
  header: { find: ^STT$, rows: 2 }
  columns: { area: "Huyện, thành phố" }
  cells: { period: { from: above, matches: "(NĂM \\\\d{4})" } }
  unit: { from: above, matches: "Đơn vị: (.+?) -", multiply: { triệu đồng: "0.001", tỷ đồng: "1" } }
  across:
    - { columns: Thu nội địa / Dự toán, indicator: TC002, breakdowns: { KIND: plan } }
    - { columns: Thu nội địa / Thực hiện, indicator: TC002, breakdowns: { KIND: actual } }
    - { columns: Thu từ dầu thô / Thực hiện, indicator: TC003, breakdowns: { KIND: actual } }
  skip: { column: "Huyện, thành phố", matches: "^tổng số|^vùng" }
  until: { column: STT, matches: ^\\(\\d\\) }
read: { footnotes: strip }
codes: { areas: { Vũng Tàu: "747", Bà Rịa: "748", Côn Đảo: "755" } }`;

  it.each(["xlsx", "biff8"] as const)(
    "with title, merged headers, column numbers, totals, footnotes and a unit (%s)",
    async (bookType) => {
      expect(await read(workbook([FORM], bookType), LAYOUT)).toEqual([
        "TC002 747 2023 KIND=plan 0.1 A",
        "TC002 747 2023 KIND=actual 0.1105 A",
        "TC003 747 2023 KIND=actual null O",
        "TC002 748 2023 KIND=plan 0.2 A",
        "TC002 748 2023 KIND=actual null L",
        'NUMBER_FORMAT value "#N/A!"',
        "TC002 755 2023 KIND=plan null O",
        "TC002 755 2023 KIND=actual null O",
        "TC003 755 2023 KIND=actual null O",
      ]);
    },
  );

  it("in another unit than before count differently, and in an unknown one not at all", async () => {
    const [title, name, , ...rest] = FORM.rows;
    const billions = { ...FORM, rows: [title!, name!, ["Đơn vị: Tỷ đồng -"], ...rest] };
    const dollars = { ...FORM, rows: [title!, name!, ["Đơn vị: USD -"], ...rest] };
    expect((await read(workbook([billions]), LAYOUT))[0]).toBe("TC002 747 2023 KIND=plan 100 A");
    expect(await faultOf(read(workbook([dollars]), LAYOUT))).toContain(
      'the unit is "USD": known are "triệu đồng", "tỷ đồng"',
    );
  });

  it("in fonts of TCVN3 are texts again", async () => {
    const file = workbook([sheet([HEADER, ["A", "Vòng Tµu", "2023", 1]])], "biff8");
    expect(await read(file, `${LONG}\nworkbook: { encoding: tcvn3 }`)).toEqual(["A Vũng Tàu 2023 1 A"]);
  });

  it("with percentages: what is stored, or what is shown", async () => {
    const file = workbook([sheet([HEADER, ["A", "77", "2023", { t: "n" as const, v: 0.125, z: "0.0%" }]])]);
    expect(await read(file)).toEqual(["A 77 2023 0.125 A"]);
    expect(await read(file, `${LONG}\nworkbook: { percents: shown }`)).toEqual(["A 77 2023 12.5 A"]);
  });

  it("with labels merged over several rows", async () => {
    const rows = [HEADER, ["A", "77", "2022", 1], [null, "78", "2022", 2], ["B", "77", "2022", 3]];
    expect(await read(workbook([sheet(rows, { merges: ["A2:A3"] })]))).toEqual([
      "A 77 2022 1 A",
      "A 78 2022 2 A",
      "B 77 2022 3 A",
    ]);
  });

  it("name the sheet, the row and the column of every value", async () => {
    const { records } = await fromFolder(`kind: excel\n${LAYOUT}`, { "bieu.xls": workbook([FORM]) });
    expect(records.slice(3, 5).map((record) => `${record.place}: ${line(record)}`)).toEqual([
      "bieu.xls, sheet Bieu, row 12, column C: TC002 748 2023 KIND=plan 0.2 A",
      "bieu.xls, sheet Bieu, row 12, column D: TC002 748 2023 KIND=actual null L",
    ]);
  });

  it("with a hundred thousand formatted blank cells have no rows there", async () => {
    const blank = Array.from({ length: 20_000 }, () => [null, null, null, null, { t: "z" as const }]);
    expect(await read(workbook([sheet([HEADER, ["A", "77", "2023", 1], ...blank])]))).toEqual(["A 77 2023 1 A"]);
  });

  it("may be pages of HTML named .xls, where that is declared", async () => {
    const rows = [HEADER, ["A", "Vũng Tàu", "2023", "1.234"]].map(
      (row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
    );
    const html = Buffer.from(`<html><body><table>${rows.join("")}</table></body></html>`);
    expect(await faultOf(read(html))).toContain("HTML_ANSWER: bieu.xls is a page for people");
    expect(await read(html, `${LONG}\nworkbook: { formats: [html] }\nread: { numbers: vi }`)).toEqual([
      "A Vũng Tàu 2023 1234 A",
    ]);
  });
});

describe("workbooks that can't be trusted", () => {
  const good = workbook([sheet([HEADER, ["A", "77", "2023", 1]])]);

  it.each<[string, Buffer, string]>([
    ["cut off", good.subarray(0, good.length / 2), "BROKEN_WORKBOOK: bieu.xls is no whole workbook: it breaks off"],
    ["no workbook", Buffer.from("ct,dv,ky,v\n"), "BROKEN_WORKBOOK for good: bieu.xls is no workbook"],
    [
      "an archive of something else",
      zipOf({ "a.txt": Buffer.from("hello") }),
      "BROKEN_WORKBOOK for good: bieu.xls can't be read as a workbook",
    ],
    [
      "an old one that is damaged",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
      "BROKEN_WORKBOOK for good: bieu.xls can't be read as a workbook",
    ],
  ])("%s", async (_what, file, fault) => {
    expect(await faultOf(read(file))).toContain(fault);
  });

  const BOMB = Buffer.alloc(30_000_000, "<c>");

  it("bombs are noticed before anything is kept of them", async () => {
    const bomb = zipOf({ "[Content_Types].xml": Buffer.from("<Types/>"), "xl/worksheets/sheet1.xml": BOMB });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await faultOf(read(bomb, `${LONG}\nlimits: { inflated: 10 MB }`))).toBe(
      "TOO_LARGE for good: bieu.xls, unpacked, is larger than 10 MB (limits)",
    );
  });

  it("bombs that lie about their size, too", async () => {
    const bomb = zipOf({ "xl/worksheets/sheet1.xml": BOMB }, { declared: 100 });
    expect(await faultOf(checkZip(bomb, 10_000_000, "b.xlsx"))).toBe(
      "TOO_LARGE for good: b.xlsx, unpacked, is larger than 10 MB (limits)",
    );
  });

  it("parts of which directory and file tell different things are none", async () => {
    const twofold = zipOf({ a: Buffer.from("hello") });
    twofold.writeUInt32LE(3, 18); // the packed size, in the part's own header
    expect(await faultOf(checkZip(twofold, 1_000, "b.xlsx"))).toContain("its directory contradicts its parts");
  });

  it("locked ones are refused", async () => {
    const locked = zipOf({ a: Buffer.from("hello") }, { flags: 1 });
    expect(await faultOf(checkZip(locked, 1_000, "b.xlsx"))).toContain("it is locked by a password");
  });

  it("parts that can't be unpacked are refused", async () => {
    const file = zipOf({ a: Buffer.from("hello hello hello") });
    file.fill(0xff, 31, 36);
    expect(await faultOf(checkZip(file, 1_000, "b.xlsx"))).toContain("a part can't be unpacked");
  });
});
