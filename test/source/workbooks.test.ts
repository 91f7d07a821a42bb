import { describe, expect, it } from "vitest";
import { checkZip } from "../../src/source/table/zip-check.js";
import { workbook } from "../support/workbooks.js";
import { zipOf } from "../support/zip.js";
import { faultOf } from "./delivery.support.js";
import { HEADER, LONG, readWorkbook as read, sheet } from "./tables.support.js";

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

  it("keeps hidden sheets from patterns, but not from their names", async () => {
    const rows = (value: number) => [HEADER, ["A", "77", "2023", value]];
    const draft = { ...sheet(rows(2)), name: "T2 draft", hidden: true };
    const file = workbook([{ ...sheet(rows(1)), name: "T1" }, draft]);
    expect(await read(file, `${LONG}\nworkbook: { sheets: ["/^T[0-9]/"] }`)).toEqual(["A 77 2023 1 A"]);
    expect(await read(file, `${LONG}\nworkbook: { sheets: ["T2 draft"] }`)).toEqual(["A 77 2023 2 A"]);
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

  it("sheets that are wide and long beyond reason are refused", async () => {
    const far = Array.from(
      { length: 1_000 },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    ).join("");
    const parts = {
      "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      "_rels/.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1000"/><sheetData>${far}</sheetData></worksheet>`,
    };
    const wide = zipOf(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)])));
    expect(await faultOf(read(wide))).toContain(
      "TOO_LARGE for good: bieu.xls, sheet S: its cells lie too far apart to be a form",
    );
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
