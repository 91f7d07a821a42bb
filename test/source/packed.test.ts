import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { deliverYaml, faultOf, lines, NEAR } from "./delivery.support.js";
import { always, rows, useLris } from "./lris.support.js";
import { fromFolder, LONG, readWorkbook, sheet } from "./tables.support.js";
import { workbook } from "../support/workbooks.js";

const lris = useLris();

describe("a payload that is packed as a file", () => {
  const CSV = "ct,dv,ky,v\nA,77,2023-08,1\nA,77,2023-09,2\n";
  const FACTS = ["A 77 2023-08 1 A", "A 77 2023-09 2 A"];
  const packed = gzipSync(CSV);
  const http = (more = ""): string =>
    `code: S\nagency: A\nkind: csv\naddress: ${lris.server.url}/so-lieu.csv.gz\ndelivery: delta\npacked: gzip\n${LONG}\n${more}${NEAR}`;

  it("is unpacked where that is declared, over HTTP, in a folder, and as JSON; its bytes are kept as they came", async () => {
    lris.server.speaker = always({ headers: { "content-type": "application/gzip" }, body: packed });
    const delivered = await deliverYaml(http());
    expect(lines(delivered)).toEqual(FACTS);
    expect(delivered.payloads[0]!.bytes.equals(packed)).toBe(true);
    const dropped = await fromFolder(`kind: csv\npacked: gzip\n${LONG}`, { "a.csv.gz": packed, "b.csv": CSV });
    expect([lines(dropped), dropped.notes]).toEqual([FACTS, ["a file of another kind was left out"]]);
    const book = workbook([
      sheet([
        ["ct", "dv", "ky", "v"],
        ["A", "77", "2023", 1],
      ]),
    ]);
    expect(lines(await fromFolder(`kind: excel\npacked: gzip\n${LONG}`, { "a.xlsx.gz": gzipSync(book) }))).toEqual([
      "A 77 2023 1 A",
    ]);
    lris.server.speaker = always({ body: gzipSync(JSON.stringify({ data: rows(2) })) });
    expect((await deliverYaml(lris.yaml("packed: gzip"))).records).toHaveLength(2);
  });

  it.each<[string, Buffer, string, string]>([
    [
      "no archive",
      Buffer.from(CSV),
      "",
      "BROKEN_ARCHIVE: http://source/so-lieu.csv.gz can't be unpacked: it is no gzip",
    ],
    ["one that breaks off", packed.subarray(0, 40), "", "it breaks off or is damaged"],
    [
      "a bomb",
      gzipSync(Buffer.alloc(3_000_000, "0")),
      "limits: { inflated: 1 MB }\n",
      "TOO_LARGE for good: http://source/so-lieu.csv.gz, unpacked, is larger than 1 MB (limits)",
    ],
  ])("%s is refused", async (_what, body, more, fault) => {
    expect(await lris.told(always({ body }), http(more))).toContain(fault);
  });

  it("is no text where nobody declared it", async () => {
    expect(await lris.told(always({ body: packed }), http().replace("packed: gzip\n", ""))).toContain(
      "it is a gzip archive",
    );
  });
});

describe("JSON with a record on each line", () => {
  const source = (): string =>
    lris.yaml("format: lines").replace("records: data\n", "").replace("delivery: snapshot", "delivery: delta");

  it("is read line by line, with all digits; blank lines are none", async () => {
    lris.server.speaker = always({
      headers: { "content-type": "application/x-ndjson" },
      body: '\uFEFF{"ma":"A","ky":"2023-08","giaTri":12345678901234567890.5}\r\n\n{"ma":"A","ky":"2023-09","giaTri":1.5e3}\n',
    });
    expect(lines(await deliverYaml(source()))).toEqual([
      "A 77 2023-08 12345678901234567890.5 A",
      "A 77 2023-09 1500 A",
    ]);
  });

  it("that breaks off in a line is a delivery that broke off", async () => {
    const body = '{"ma":"A","ky":"2023-08","giaTri":1}\n{"ma":"A","ky":"2023-';
    expect(await lris.told(always({ body }), source())).toContain(
      "BROKEN_JSON: http://source/api, line 2, is no JSON, or breaks off",
    );
  });

  it("may be an error, or a page for people, as every answer", async () => {
    expect(await lris.told(always({ body: '{"error":"Hết phiên"}\n' }), source())).toContain(
      "ERROR_BODY: http://source/api says that it failed, with status 200: Hết phiên",
    );
    expect(await lris.told(always({ body: "<html>Đăng nhập</html>" }), source())).toContain("HTML_ANSWER");
  });
});

describe("texts in fonts of VNI", () => {
  it("are texts again, in workbooks and in files", async () => {
    const file = workbook([
      sheet([
        ["ct", "dv", "ky", "v"],
        ["Tyû leä hoä ngheøo", "Huyeän Ñaát Ñoû", "Naêm 2023", 1],
      ]),
    ]);
    expect(await readWorkbook(file, `${LONG}\nworkbook: { encoding: vni }`)).toEqual([
      "Tỷ lệ hộ nghèo Huyện Đất Đỏ 2023 1 A",
    ]);
    const text =
      "ct,dv,ky,v\nTröôøng hoïc,THAØNH PHOÁ VUÕNG TAØU,2023,1\nKyõ thuaät vieân öùng duïng,Xuyeân Moäc,2023,2\n";
    const csv = await fromFolder(`kind: csv\ncsv: { encoding: vni }\n${LONG}`, {
      "a.csv": Buffer.from(text, "latin1"),
    });
    expect(lines(csv)).toEqual(["Trường học THÀNH PHỐ VŨNG TÀU 2023 1 A", "Kỹ thuật viên ứng dụng Xuyên Mộc 2023 2 A"]);
  });

  it("are refused where UTF-8 comes instead", async () => {
    const utf8 = fromFolder(`kind: csv\ncsv: { encoding: vni }\n${LONG}`, {
      "a.csv": "ct,dv,ky,v\nA,Vũng Tàu,2023,1\n",
    });
    expect(await faultOf(utf8)).toContain("ENCODING for good: a.csv is UTF-8 text, and vni is declared");
  });
});
