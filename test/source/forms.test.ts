import { describe, expect, it } from "vitest";
import { workbook } from "../support/workbooks.js";
import type { WrittenSheet } from "../support/workbooks.js";
import { faultOf, line } from "./delivery.support.js";
import { fromFolder, HEADER, LONG, readWorkbook as read, sheet } from "./tables.support.js";

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

  it("with months over the columns and the year in the title", async () => {
    const rows = [["KẾT QUẢ NĂM 2023"], ["Mã", "Đơn vị", "Tháng 1", "Tháng 2", "Cộng"], ["A", "77", 1, 2, 3]];
    const table = `table:
  header: { find: ^Mã$ }
  columns: { indicator: Mã, area: Đơn vị }
  cells: { period: { from: above, matches: "năm (\\\\d{4})" } }
  across: { columns: "$C:$D", headerGives: month }`;
    expect(await read(workbook([sheet(rows)]), table)).toEqual(["A 77 2023-01 1 A", "A 77 2023-02 2 A"]);
  });

  it("with dates over the columns, which Excel made of months", async () => {
    const header = [
      "Mã",
      "Đơn vị",
      { t: "n" as const, v: 45_139, z: "mm/yyyy" },
      { t: "n" as const, v: 45_170, z: "mm/yyyy" },
    ];
    const table = `table: { columns: { indicator: Mã, area: Đơn vị }, across: { columns: "$C:$D", headerGives: period } }
read: { periods: { kind: MONTH } }`;
    expect(await read(workbook([sheet([header, ["A", "77", 1, 2]])]), table)).toEqual([
      "A 77 2023-08 1 A",
      "A 77 2023-09 2 A",
    ]);
  });

  it("with areas as titles among the rows of their indicators", async () => {
    const rows = [
      ["STT", "Chỉ tiêu", "Năm 2022", "Năm 2023"],
      ["I", "Thành phố Vũng Tàu", null, null],
      [1, "Thu nội địa", 1, 2],
      ["II", "Huyện Côn Đảo", null, null],
      [1, "Thu nội địa", 3, 4],
    ];
    const table = `table:
  columns: { indicator: Chỉ tiêu }
  sections: { column: Chỉ tiêu, matches: ^(?:Thành phố|Huyện) (.+), gives: area }
  across: { columns: "$C:$D", headerGives: period }
codes: { areas: { Vũng Tàu: "747", Côn Đảo: "755" }, indicators: { Thu nội địa: TC002 } }`;
    expect(await read(workbook([sheet(rows)]), table)).toEqual([
      "TC002 747 2022 1 A",
      "TC002 747 2023 2 A",
      "TC002 755 2022 3 A",
      "TC002 755 2023 4 A",
    ]);
  });

  it("with notes beside the table, which belong to nothing", async () => {
    expect(await read(workbook([sheet([HEADER, ["A", "77", "2023", 1, null, "kiểm tra lại"]])]))).toEqual([
      "A 77 2023 1 A",
    ]);
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
