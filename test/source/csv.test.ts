import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { faultOf, lines } from "./delivery.support.js";
import { csv, fromFolder } from "./tables.support.js";

const HEADER = "ct,dv,ky,v\n";
const COLUMNS = "columns: { indicator: ct, area: dv, period: ky, value: v }";

describe("CSV as it comes", () => {
  it("with a byte order mark, CRLF, headers that trail off, quoted commas and line breaks", async () => {
    const text = '\uFEFFct,dv,ky,v,gc,,\r\n"A",77,2023,"1","một, hai\r\nba",,\r\n,,,,,,\r\n';
    expect(
      await csv(text, "table: { columns: { indicator: ct, area: dv, period: ky, value: v, comment: gc } }"),
    ).toEqual(["A 77 2023 1 A “một, hai ba”"]);
  });

  it("with a row of too many cells, or a stray quote: that row only is refused", async () => {
    expect(await csv(`${HEADER}A,77,2023,1,234\nA,7"7,2023,1\nA,77,2023,1,\nA,77,2024,2\n`)).toEqual([
      'RECORD_SHAPE record "234"',
      'RECORD_SHAPE record ""',
      "A 77 2023 1 A",
      "A 77 2024 2 A",
    ]);
  });

  it.each<[string, string]>([
    ["windows-1258", "windows-1258"],
    ["tcvn3", "tcvn"],
    ["utf-16le", "utf-16le"],
  ])("in %s", async (encoding, name) => {
    // windows-1258 writes a tone as a mark of its own, behind the vowel.
    const text = `ct,dv,ky,v\nA,V${encoding === "windows-1258" ? "u\u0303" : "ũ"}ng Tàu,2023,1\n`;
    const list = `csv: { encoding: ${encoding} }\ncodes: { areas: { Vũng Tàu: "747" } }`;
    expect(await csv(iconv.encode(text, name), list)).toEqual(["A 747 2023 1 A"]);
  });

  it("without any header", async () => {
    const table = "table: { header: none, columns: { indicator: $A, area: $B, period: $C, value: $D } }";
    expect(await csv("A,77,2023,1\nA,77,2024,2\n", table)).toEqual(["A 77 2023 1 A", "A 77 2024 2 A"]);
  });

  it("below a title that says the period, with a unit that says what the numbers count", async () => {
    const table = `table:
  header: { find: ^ct$ }
  columns: { indicator: ct, area: dv, value: v }
  cells: { period: { from: above, matches: "(quý .+ năm \\\\d+)" } }
  unit: { cell: C2, multiply: { triệu đồng: "0.001" } }`;
    expect(await csv("Báo cáo quý III năm 2023,,\nĐVT,,Triệu  đồng\nct,dv,v\nA,77,1500\n", table)).toEqual([
      "A 77 2023-Q3 1.5 A",
    ]);
  });

  it("wide: the header says the period", async () => {
    const table = "table: { columns: { indicator: ct, area: dv }, across: { columns: '$C:$E', headerGives: period } }";
    expect(await csv("ct,dv,2022,2023,Quý I/2024\nA,77,1,2,3\n", table)).toEqual([
      "A 77 2022 1 A",
      "A 77 2023 2 A",
      "A 77 2024-Q1 3 A",
    ]);
  });

  it("wide: columns of plan and actual, of men and women", async () => {
    const table = `table:
  columns: { area: dv, period: ky }
  across:
    - { columns: [KH], indicator: A, breakdowns: { KIND: plan } }
    - { columns: [Nam, Nữ], indicator: B, headerGives: "breakdown:SEX", multiplyBy: "10" }
codes: { breakdowns: { SEX: { Nam: M, Nữ: F } } }`;
    expect(await csv("dv,ky,KH,Nam,Nữ\n77,2023,1,2,3\n", table)).toEqual([
      "A 77 2023 KIND=plan 1 A",
      "B 77 2023 SEX=M 20 A",
      "B 77 2023 SEX=F 30 A",
    ]);
  });

  it("columns that may be missing are the total where they are", async () => {
    const table = "table: { columns: { indicator: ct, area: dv, period: ky, value: v, breakdowns: { SEX: gt? } } }";
    expect(await csv(`${HEADER}A,77,2023,1\n`, table)).toEqual(["A 77 2023 1 A"]);
  });

  it("with totals to skip, an end, and labels that stand once for many rows", async () => {
    const table = `table:
  ${COLUMNS}
  skip: [{ column: dv, matches: ^tổng }, { column: v, blank: true }]
  until: { column: ct, matches: ^người lập }
  fillDown: ct`;
    const text = `${HEADER}A,77,2023,1\n,78,2023,2\n,Tổng cộng,2023,3\nB,77,2023,\nB,77,2024,4\nNgười lập biểu,,,\nC,77,2023,9\n`;
    expect(await csv(text, table)).toEqual(["A 77 2023 1 A", "A 78 2023 2 A", "B 77 2024 4 A"]);
  });
});

describe("a row that ends too early", () => {
  it("is refused when its value is cut off, and not taken for missing; what stands behind the value may be left out", async () => {
    const table = `table: { columns: { indicator: ct, area: dv, period: ky, value: v, comment: gc? } }`;
    const text = `ct,dv,ky,v,gc\nA,77,2023,1\nA,77,2022\nA,77,2021,\nA,77,2020,4,x\n`;
    expect(await csv(text, table)).toEqual([
      "A 77 2023 1 A",
      'RECORD_SHAPE record ""',
      "A 77 2021 null O",
      "A 77 2020 4 A “x”",
    ]);
    expect((await csv(text, `${table}\nread: { empty: skip }`)).length).toBe(2);
  });

  it("at the end of the file means that the file breaks off: nothing of it is taken", async () => {
    const broken = "BROKEN_TABLE: a.csv breaks off on line 3: it has 3 cells of 4";
    expect(await faultOf(csv(`${HEADER}A,77,2023,1\nA,77,20`))).toBe(broken);
    expect(await faultOf(csv(`${HEADER}A,77,2023,1\r\nA,77,`))).toBe(broken);
    const utf16 = Buffer.from(`${HEADER}A,77,2023,1\nA,77,2`, "utf16le");
    expect(await faultOf(csv(utf16, "csv: { encoding: utf-16le }"))).toBe(broken);
    expect(await csv(`${HEADER}A,77,2023,1\nA,77,2022,2`)).toHaveLength(2);
    const until = `table: { ${COLUMNS}, until: { matches: ^Ghi chú } }`;
    expect(await csv(`${HEADER}A,77,2023,1\nGhi chú: số ước`, until)).toHaveLength(1);
  });
});

describe("CSV that can't be trusted as a whole", () => {
  it.each<[string, string | Buffer, string, string]>([
    [
      "bytes of another encoding",
      Buffer.from(`${HEADER}A,V\xFBng,2023,1\n`, "latin1"),
      "",
      "ENCODING for good: a.csv: it is not utf-8 text",
    ],
    [
      "UTF-8 where windows-1258 is declared",
      `${HEADER}A,Vũng,2023,1\n`,
      "csv: { encoding: windows-1258 }",
      "ENCODING for good: a.csv is UTF-8 text, and windows-1258 is declared",
    ],
    [
      "a header that was read wrongly before",
      "MÃ£ chá»‰ tiÃªu,dv,ky,v\n1,2,3,4\n",
      "",
      'ENCODING for good: a.csv has no column "ct" (for indicator): its header can\'t be read: it is UTF-8 that was read as windows-1252',
    ],
    [
      "a quote that is never closed",
      `${HEADER}"A,77\n`,
      "",
      "BROKEN_TABLE: a.csv: a quote that opens after line 1 is never closed",
    ],
    [
      "a page for people",
      "<!doctype html><title>404</title>",
      "",
      "HTML_ANSWER: a.csv is a page for people (“404”), not data",
    ],
    ["nothing", "", "", "BROKEN_TABLE for good: a.csv has no table: it is empty"],
    ["a workbook", Buffer.from("504b030414000600", "hex"), "", "ENCODING for good: a.csv: it is an Excel workbook"],
    [
      "other columns",
      "x;y\n1;2\n",
      "",
      'COLUMNS_MISSING for good: a.csv has no column "ct" (for indicator): it has "x;y" (is the delimiter another one?)',
    ],
    [
      "a column twice",
      "ct,dv,ky,v,v\nA,77,2023,1,2\n",
      "",
      'COLUMNS_MISSING for good: a.csv has 2 columns "v" (for value): name one by $D',
    ],
    [
      "another form",
      `${HEADER}A,77,2023,1\n`,
      `table: { ${COLUMNS}, expect: [{ cell: A1, matches: ^mã$ }] }`,
      'FORM_CHANGED for good: a.csv: the form is another one: A1 is "ct", not ^mã$',
    ],
    [
      "another unit",
      `Đơn vị: USD\n${HEADER}`,
      `table: { ${COLUMNS}, header: { row: 2 }, unit: { from: above, matches: "Đơn vị: (.+)", multiply: { đồng: "1" } } }`,
      'FORM_CHANGED for good: a.csv: the form is another one: the unit is "USD": known are "đồng"',
    ],
    [
      "no header",
      "a\nb\n",
      `table: { ${COLUMNS}, header: { find: ^ct$ } }`,
      "FORM_CHANGED for good: a.csv has no table: no cell matches ^ct$",
    ],
  ])("%s", async (_what, text, yaml, fault) => {
    expect(await faultOf(csv(text, yaml))).toContain(fault);
  });

  it("more rows than its limit", async () => {
    expect(await faultOf(csv(HEADER + "A,77,2023,1\n".repeat(50), "limits: { records: 20 }"))).toContain(
      "TOO_MANY_RECORDS for good",
    );
    expect(await faultOf(csv(HEADER + "A,77,2023,1\n".repeat(50), "limits: { payload: 100 B }"))).toContain(
      "TOO_LARGE for good: a.csv is larger than 0.1 kB",
    );
  });
});

describe("a folder of dropped files", () => {
  const yaml = `kind: csv\ntable: { ${COLUMNS} }`;

  it("is read by the names of its files; others are left with a note", async () => {
    const delivered = await fromFolder(yaml, {
      "b.csv": `${HEADER}B,77,2023,1\n`,
      "a.csv": `${HEADER}A,77,2023,1\n`,
      "form.xlsx": "PK",
      ".hidden.csv": "x",
      "~$a.csv": "x",
    });
    expect(lines(delivered)).toEqual(["A 77 2023 1 A", "B 77 2023 1 A"]);
    expect(delivered.records[1]!.place).toBe("b.csv, line 2");
    expect(delivered.notes).toEqual(["a file of another kind was left out"]);
  });

  it("may give its newest file only", async () => {
    const files = { "2023-07.csv": `${HEADER}A,77,2023-07,1\n`, "2023-08.csv": `${HEADER}A,77,2023-08,1\n` };
    const delivered = await fromFolder(yaml, files, { take: "newest" });
    expect(lines(delivered)).toEqual(["A 77 2023-08 1 A"]);
  });

  it("waits for a file that is still being written", async () => {
    const delivery = fromFolder(yaml, { "a.csv": HEADER }, { age: 0 });
    expect(await faultOf(delivery)).toMatch(/^FILES_MISSING: .* holds no file \* that is ready/);
  });

  it("without a file is a delivery that did not come", async () => {
    expect(await faultOf(fromFolder(yaml, {}))).toMatch(/^FILES_MISSING: the folder .*inbox can't be read/);
  });
});
