import { describe, expect, it } from "vitest";
import { deliverYaml, lines } from "./delivery.support.js";
import { always, useLris } from "./lris.support.js";
import { csv, readWorkbook, sheet } from "./tables.support.js";
import { TestSources } from "./config.support.js";
import { workbook } from "../support/workbooks.js";

const lris = useLris();

describe("headers that tell several things", () => {
  const rows = [
    ["Huyện", "Năm 2021", null, "Năm 2022", null],
    [null, "Quý III", "Quý IV", "Quý III", "Quý IV"],
    ["750", 1, 2, 3, 4],
  ];
  const facts = ["A 750 2021-Q3 1 A", "A 750 2021-Q4 2 A", "A 750 2022-Q3 3 A", "A 750 2022-Q4 4 A"];
  const table = (header: string): string => `table:
  header: { rows: 2${header} }
  columns: { area: Huyện }
  across: { columns: "$B:$E", headerGives: { period: { row: 1 }, quarter: { row: 2 } }, indicator: A }`;

  it("a year over the quarters, merged in a workbook", async () => {
    const file = workbook([sheet(rows, { merges: ["A1:A2", "B1:C1", "D1:E1"] })]);
    expect(await readWorkbook(file, table(""))).toEqual(facts);
  });

  it("only written over the first of them, where the source declares that", async () => {
    const text = rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
    expect(await csv(text, table(", fill: right"))).toEqual(facts);
    expect((await csv(text, table("")))[1]).toBe('REQUIRED period ""');
  });

  it("between other words", async () => {
    const text = "Huyện,Thực hiện tháng 5/2022 (tỷ đồng),Ước tháng 6/2022\n750,1,2\n";
    const part = 'headerGives: { period: { matches: "(tháng \\\\d+/\\\\d+)" } }';
    const across = `across: [{ columns: $B, ${part}, indicator: A }, { columns: $C, ${part}, indicator: A, status: ESTIMATED }]`;
    expect(await csv(text, `table: { columns: { area: Huyện }, ${across} }`)).toEqual([
      "A 750 2022-05 1 A",
      "A 750 2022-06 2 E",
    ]);
  });

  it("must be named as what they are", async () => {
    const sources = new TestSources();
    sources.file(
      "a.yaml",
      `code: A\nagency: A\nkind: csv\nfolder: { path: in }\ndelivery: delta\ntable: { across: { columns: $B, headerGives: unit } }\n`,
    );
    expect((await sources.faults()).join()).toContain(
      "must be one of indicator, area, period, month, quarter, breakdown:CODE, or such names with their places",
    );
    sources.remove();
  });
});

describe("rows that stand in one another", () => {
  it("a total names the indicator of its parts below it, and is a fact itself", async () => {
    const text = "Chỉ tiêu,Số\nHọc sinh,900\n- Nam,460\n- Nữ,440\nGiáo viên,60\n- Nữ,41\n";
    const table = `table:
  columns: { breakdowns: { SEX: Chỉ tiêu }, value: Số }
  sections: { column: Chỉ tiêu, matches: "^(Học sinh|Giáo viên)$", gives: indicator, fact: true }
constants: { area: "77", period: "2022" }
codes:
  indicators: { Học sinh: HS, Giáo viên: GV }
  breakdowns: { SEX: { "- Nam": M, "- Nữ": F, Học sinh: _T, Giáo viên: _T } }`;
    expect(await csv(text, table)).toEqual([
      "HS 77 2022 900 A",
      "HS 77 2022 SEX=M 460 A",
      "HS 77 2022 SEX=F 440 A",
      "GV 77 2022 60 A",
      "GV 77 2022 SEX=F 41 A",
    ]);
  });
});

describe("units that differ from record to record", () => {
  const units = "codes: { units: { tỷ đồng: '1', triệu đồng: '0.001', điểm phần trăm: '1' } }";

  it("are brought to one, exactly; a unit that nobody declared, or none, refuses its record", async () => {
    const text =
      "ct,dv,ky,v,dvt\nA,77,2022,1.5,Tỷ đồng\nA,77,2023,1500,triệu  đồng\nA,77,2021,7,USD\nA,77,2020,7,\nA,77,2019,,\n";
    const table = "table: { columns: { indicator: ct, area: dv, period: ky, value: v, unit: dvt } }";
    expect(await csv(text, `${table}\n${units}`)).toEqual([
      "A 77 2022 1.5 A",
      "A 77 2023 1.5 A",
      'UNKNOWN_UNIT unit "USD"',
      'UNKNOWN_UNIT unit ""',
      "A 77 2019 null O",
    ]);
  });

  it("a percentage point is no percent", async () => {
    const text = "ct,dv,ky,v,dvt\nA,77,2022,2.5,điểm phần trăm\nA,77,2023,2.5,%\n";
    const table = "table: { columns: { indicator: ct, area: dv, period: ky, value: v, unit: dvt } }";
    expect(await csv(text, `${table}\n${units}`)).toEqual(["A 77 2022 2.5 A", 'UNKNOWN_UNIT unit "%"']);
  });

  it("may stand in JSON, and with the statistical offices' powers of ten", async () => {
    lris.server.speaker = always({ body: { data: [{ ma: "A", ky: "2022", giaTri: "1,5", mu: 6 }] } });
    const fields = "fields: { indicator: ma, period: ky, value: giaTri, unit: mu }";
    const source = lris.yaml('codes: { units: { "0": "1", "6": "1000000" } }').replace(/fields: .*/, fields);
    expect(lines(await deliverYaml(source))).toEqual(["A 77 2022 1500000 A"]);
  });

  it("must be declared together with their factors", async () => {
    const sources = new TestSources();
    const base = "agency: A\nkind: csv\nfolder: { path: in }\ndelivery: delta\n";
    const columns = (more: string): string =>
      `table: { columns: { indicator: ct, area: dv, period: ky, value: v${more} } }\n`;
    sources.file("a.yaml", `code: A\n${base}${columns(", unit: dvt")}`);
    sources.file("b.yaml", `code: B\n${base}${columns("")}${units}\n`);
    const [first, second] = await sources.faults();
    expect(first).toContain("codes.units: must say by what a value is multiplied in each unit");
    expect(second).toContain("codes.units: is not asked for");
    sources.remove();
  });
});

describe("cells that hold more than what is meant", () => {
  it("give the part that is declared; a text without it stays whole, and is refused", async () => {
    const parts = `parts: { indicator: "^([A-Z]{2})\\\\b", area: "^(\\\\d{3}) -", period: "tháng .*", value: "^([\\\\d.,]+)" }`;
    const text =
      "ct;dv;ky;v\nTT. Trồng trọt;751 - Xuyên Mộc;Ước tháng 8/2022;1.234,5 ha\nTT;752;9/2022;2\nTT;Long Điền;10/2022;khoảng 3\n";
    const table = `csv: { delimiter: ";" }\ntable: { columns: { indicator: ct, area: dv, period: ky, value: v }, ${parts} }
read: { numbers: vi }\ncodes: { areas: { "751": "751", "752": "752" } }`;
    expect(await csv(text, table)).toEqual([
      "TT 751 2022-08 1234.5 A",
      "TT 752 2022-09 2 A",
      'UNKNOWN_AREA area "Long Điền"',
    ]);
    expect((await csv(text.replace("Long Điền", "752"), table))[2]).toBe('NUMBER_FORMAT value "khoảng 3"');
  });
});

describe("a sheet for each month", () => {
  it("says the month by its name, and the year in its title", async () => {
    const rows = [["BÁO CÁO NĂM 2022"], ["Mã", "Số"], ["A", 1.5]];
    const file = workbook([
      sheet(rows, { name: "T2" }),
      sheet(rows, { name: "T11" }),
      sheet([["x"]], { name: "Ghi chú" }),
    ]);
    const yaml = `workbook: { sheets: ["/^T\\\\d+$/"] }
table:
  header: { find: ^Mã$ }
  columns: { indicator: Mã, value: Số }
  cells: { period: { from: above, matches: "năm (\\\\d{4})" }, month: { from: sheet, matches: "T(\\\\d+)" } }
constants: { area: "77" }`;
    expect(await readWorkbook(file, yaml)).toEqual(["A 77 2022-02 1.5 A", "A 77 2022-11 1.5 A"]);
  });
});

describe("JSON of other shapes", () => {
  const read = async (body: object, records: string, fields: string): Promise<string[]> => {
    lris.server.speaker = always({ body });
    const source = lris
      .yaml()
      .replace("records: data", `records: ${records}`)
      .replace(/fields: .*/, `fields: ${fields}`);
    return lines(await deliverYaml(source));
  };

  it("rows as lists without names, also when there is one only", async () => {
    const fields = '{ indicator: "$[0]", period: "$[1]", value: "$[2]" }';
    const rows = [["A", "2022-01", 1], ["A", "2022-02", "2,5"]]; // prettier-ignore
    expect(await read({ rows }, "rows", fields)).toEqual(["A 77 2022-01 1 A", "A 77 2022-02 2.5 A"]);
    expect(await read({ rows: rows.slice(1) }, "rows", fields)).toEqual(["A 77 2022-02 2.5 A"]);
  });

  it("keys and values in lists, as PxWeb has them", async () => {
    const data = [{ key: ["A", "2022"], values: ["..."] }, { key: ["A", "2023"], values: ["3"] }]; // prettier-ignore
    expect(await read({ data }, "data", '{ indicator: "key[0]", period: "key[1]", value: "values[0]" }')).toEqual([
      "A 77 2022 null L",
      "A 77 2023 3 A",
    ]);
  });

  it("an object for each indicator, whose keys are periods", async () => {
    const body = { A: { "2022-01": 1, "2022-02": null }, B: { "2022-01": "0" } };
    const list = `"$each($, function($ky, $ma) { $each($ky, function($v, $k) { { 'ma': $ma, 'ky': $k, 'v': $v } }) }).$"`;
    expect(await read(body, list, "{ indicator: ma, period: ky, value: v }")).toEqual([
      "A 77 2022-01 1 A",
      "A 77 2022-02 null O",
      "B 77 2022-01 0 A",
    ]);
  });

  it("moments in milliseconds are the days they were here", async () => {
    lris.server.speaker = always({
      body: {
        data: [
          { ma: "A", t: 1693501199999 },
          { ma: "A", t: 1693501200000 },
        ],
      },
    });
    const source = lris
      .yaml()
      .replace(/fields: .*/, 'fields: { indicator: ma, period: "$fromMillis(t)", value: "1" }')
      .replace("read: { numbers: vi }", "read: { periods: { as: date, kind: DAY } }");
    expect(lines(await deliverYaml(source))).toEqual(["A 77 2023-08-31 1 A", "A 77 2023-09-01 1 A"]);
  });
});
