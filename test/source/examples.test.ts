import { cpSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readSourceFile, readSourceFolder } from "../../src/source/config/source-folder.js";
import { SourceServer } from "../support/source-server.js";
import type { SourceSpeaker } from "../support/source-server.js";
import { dhis2, guarded, pagedJson, tokenServer, worldBank } from "../support/source-speakers.js";
import { workbook } from "../support/workbooks.js";
import { TestSources } from "./config.support.js";
import { AUGUST, deliver, lines, NEAR } from "./delivery.support.js";
import type { Delivered } from "./delivery.support.js";

const EXAMPLES = "sources/examples";

let server: SourceServer;
let sources: TestSources;
beforeAll(async () => {
  server = await SourceServer.start(() => ({ body: [] }));
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
  sources = new TestSources();
  cpSync(EXAMPLES, sources.folder, { recursive: true });
});

const SECRETS = { LRIS_KEY: "lris-key", VIECLAM_SECRET: "vieclam", DHIS2_TOKEN: "d2pat_1", DULIEU_PASSWORD: "du-lieu" };

/** Fetches with an example whose servers are all played by the test's own. */
async function from(file: string, speaker: SourceSpeaker = () => undefined, window = AUGUST): Promise<Delivered> {
  const path = join(sources.folder, file);
  const near = readFileSync(path, "utf8")
    .replace(/https:\/\/[\w.-]+/g, server.url)
    .replace(/^pace: .*$/m, "");
  writeFileSync(path, near + NEAR);
  server.speaker = speaker;
  const { source, faults } = await readSourceFile(path);
  if (!source) throw new Error(JSON.stringify(faults));
  try {
    return await deliver(source, { secrets: SECRETS, window });
  } finally {
    sources.remove();
  }
}

describe("the shipped examples", () => {
  it("have no fault, and are one of each kind at least", async () => {
    const { sources: all, faults } = await readSourceFolder(EXAMPLES);
    expect(faults).toEqual([]);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(
      new Set(["json", "csv", "excel", "sdmx-json", "world-bank", "dhis2"]),
    );
  });

  it("lris.yaml reads the report system's pages", async () => {
    const records = [
      { chiTieu: { ma: "NS", laTieuDe: true }, giaTri: "" },
      {
        chiTieu: { ma: "NS-01" },
        maDonViHanhChinh: "H06",
        kyBaoCao: "Tháng 8/2023",
        giaTri: "8.406,9",
        tinhChat: "sơ bộ",
      },
      {
        chiTieu: { ma: "NS-02" },
        maDonViHanhChinh: "H06.01",
        kyBaoCao: "Tháng 8/2023",
        giaTri: "-",
        ghiChu: "không phát sinh",
      },
      { chiTieu: { ma: "NS-09" }, maDonViHanhChinh: "H06", kyBaoCao: "Tháng 8/2023", giaTri: "1" },
    ];
    const wrap = (duLieu: readonly unknown[], tongSo: number): object => ({ maLoi: 0, phanTrang: { tongSo }, duLieu });
    const pages = pagedJson(records, { page: "trang", size: "soDong", wrap });
    const delivered = await from("lris.yaml", guarded("X-Api-Key", "lris-key", pages));
    expect(lines(delivered)).toEqual([
      "TC001 77 2023-08 8406.9 P",
      "TC002 747 2023-08 null O “không phát sinh”",
      'UNKNOWN_INDICATOR indicator "NS-09"',
    ]);
    expect(server.requests[0]!.url.searchParams.get("tuNgay")).toBe("01/08/2023");
  });

  it("labour.yaml reads a sector system by offset, with a token", async () => {
    const items = [
      { code: "LD001", district: { id: 747 }, month: "2023-08", amount: 412, sex: "f" },
      { code: "LD001", district: { id: 747 }, month: "2023-08", amount: 801, sex: "t" },
      { code: "LD001", district: { id: 748 }, month: "2023-Q3", amount: 1, sex: "t" },
    ];
    const tokens = tokenServer("kho", "vieclam", () => "token-1");
    const data = guarded("authorization", "Bearer token-1", ({ url }) => ({
      body: { meta: { total: 3 }, items: items.slice(Number(url.searchParams.get("offset"))).slice(0, 2) },
    }));
    const delivered = await from("labour.yaml", (request, response) =>
      (request.url.pathname === "/oauth/token" ? tokens : data)(request, response),
    );
    expect(lines(delivered)).toEqual([
      "LD001 747 2023-08 SEX=F 412 A",
      "LD001 747 2023-08 801 A",
      'PERIOD_KIND period "2023-Q3"',
    ]);
  });

  it("statistics-sdmx.yaml reads SDMX-JSON", async () => {
    const message = {
      dataSets: [{ series: { "0:0": { attributes: [], observations: { "0": [3.15, 0], "1": ["3.02", null] } } } }],
      structure: {
        dimensions: {
          series: [
            { id: "INDICATOR", values: [{ id: "CPI_YOY" }] },
            { id: "REF_AREA", values: [{ id: "VN-43" }] },
          ],
          observation: [{ id: "TIME_PERIOD", values: [{ id: "2023-07" }, { id: "2023-08" }] }],
        },
        attributes: { series: [], observation: [{ id: "OBS_STATUS", values: [{ id: "P" }] }] },
      },
    };
    const delivered = await from("statistics-sdmx.yaml", () => ({ body: message }));
    expect(lines(delivered)).toEqual(["TK002 77 2023-07 3.15 P", "TK002 77 2023-08 3.02 A"]);
    expect(server.requests[0]!.headers.accept).toContain("sdmx.data+json");
  });

  it("world-bank.yaml reads the World Bank, and leaves groups and empty years out", async () => {
    const of = (id: string, iso: string, date: string, value: number | null) => ({
      indicator: { id, value: id },
      country: { id: iso === "VNM" ? "VN" : "1W", value: iso },
      countryiso3code: iso,
      date,
      value,
    });
    const speaker = worldBank([
      of("SP.POP.TOTL", "VNM", "2023", null),
      of("SP.POP.TOTL", "VNM", "2022", 98186856),
      of("NY.GDP.MKTP.CD", "VNM", "2022", 410324028883.24),
    ]);
    const delivered = await from("world-bank.yaml", speaker, { from: "2020-08-01", to: "2023-08-31" });
    expect(lines(delivered)).toEqual(["SP.POP.TOTL VN 2022 98186856 A", "NY.GDP.MKTP.CD VN 2022 410324028883.24 A"]);
    expect(server.requests[0]!.url.search).toBe("?date=2020%3A2023&format=json&per_page=500&page=1");
  });

  it("health-dhis2.yaml reads DHIS2's data values", async () => {
    const value = (more: object) => ({
      dataElement: "fbfJHSPpUQD",
      period: "202308",
      orgUnit: "ImspTQPwCqd",
      categoryOptionCombo: "HllvX50cXC0",
      value: "172000",
      ...more,
    });
    const values = [
      value({}),
      value({ categoryOptionCombo: "V6L425pT3A0", value: "40421", comment: "chưa đủ" }),
      value({ orgUnit: "fdc6uOvgoji", deleted: true }),
      value({ attributeOptionCombo: "Vj5kwAMpsUy", value: "9" }),
    ];
    const delivered = await from("health-dhis2.yaml", guarded("authorization", "ApiToken d2pat_1", dhis2(values)));
    expect(lines(delivered)).toEqual([
      "YT005 77 2023-08 172000 A",
      "YT005 77 2023-08 AGE=Y0T14 40421 A “chưa đủ”",
      "YT005 748 2023-08 withdrawn",
      'UNKNOWN_COMBINATION attributeOptionCombo "Vj5kwAMpsUy"',
    ]);
  });

  it("tax-folder.yaml reads files that were dropped, and leaves the others with a note", async () => {
    const text = [
      "CỤC THUẾ;;;;;",
      "Mã chỉ tiêu;Mã ĐVHC;Năm;Tháng;Số thu;Ghi chú",
      "TC002;747.0;2023;8;1.234,5 (1);",
      ";748.0;2023;8;(12,5);hoàn thuế",
      ";Tổng cộng;2023;8;1.222,0;",
      "Ghi chú: (1) số ước;;;;;",
      "Người lập;;;;;",
    ];
    // windows-1258 writes tones as marks of their own behind their vowels.
    const decomposed = text.join("\r\n").replace(/\p{L}/gu, splitTone);
    const path = sources.file("inbox/thue-2023-08.csv", iconv.encode(decomposed, "windows-1258"));
    sources.file("inbox/thue-bieu.docx", "not a table");
    utimesSync(path, 1, 1);
    const delivered = await from("tax-folder.yaml");
    expect(lines(delivered)).toEqual(["TC002 747 2023-08 1234.5 A", "TC002 748 2023-08 -12.5 A “hoàn thuế”"]);
    expect(delivered.records[1]!.place).toBe("thue-2023-08.csv, line 4");
    expect(delivered.notes).toEqual([]); // the pattern leaves the document out already
  });

  it("tourism-csv.yaml reads CSV from a portal", async () => {
    const csv =
      '\uFEFFCHI_TIEU,DON_VI,NGAY,GIA_TRI,TRANG_THAI,,\r\nDL001,Vũng Tàu,31/08/2023,"12,345.5",E,,\r\nDL001,Toàn tỉnh,31/8/2023,n/a,,,\r\n';
    const login = `Basic ${Buffer.from("kho:du-lieu").toString("base64")}`;
    const delivered = await from(
      "tourism-csv.yaml",
      guarded("authorization", login, () => ({ headers: { "content-type": "text/csv" }, body: csv })),
    );
    expect(lines(delivered)).toEqual(["DL001 747 2023-08 12345.5 E", "DL001 77 2023-08 null L"]);
  });

  it.each(["xlsx", "biff8"] as const)("budget-form.yaml reads an agency's form (%s)", async (bookType) => {
    const form = {
      name: "Thu NS",
      rows: [
        ["SỞ TÀI CHÍNH"],
        ["ƯỚC THỰC HIỆN THU NGÂN SÁCH THÁNG 8 NĂM 2023"],
        [null, null, null, "Đơn vị tính: Triệu đồng"],
        [],
        ["STT", "Huyện / thành phố", "Thực hiện", null],
        [null, null, "Thu nội địa", "Thu tiền sử dụng đất"],
        ["A", "B", "1", "2=1x0,3"],
        ["I", "TỔNG SỐ", 5, 6],
        [1, "Thành phố  Vũng Tàu (1)", 1234567.8, "12.345,5"],
        [2, "Thành phố Bà Rịa", null, "-"],
        [3, "Huyện Long Điền", 5, 6],
        ["Ghi chú: (1) số ước"],
      ],
      merges: ["C5:D5", "A5:A6", "B5:B6"],
    };
    const file = workbook([form, { name: "Chi NS", rows: [["khác"]] }], bookType);
    const delivered = await from("budget-form.yaml", () => ({ body: file }));
    expect(lines(delivered)).toEqual([
      "TC002 747 2023-08 1234.5678 P",
      "TC006 747 2023-08 12.3455 P",
      "TC002 748 2023-08 null O",
      "TC006 748 2023-08 null O",
      'UNKNOWN_AREA area "Huyện Long Điền"',
      'UNKNOWN_AREA area "Huyện Long Điền"',
    ]);
    expect(delivered.records[1]!.place).toBe("thu-ngan-sach.xls, sheet Thu NS, row 9, column D");
    expect(server.requests[0]!.url.pathname).toBe("/bieu/202308/thu-ngan-sach.xls");
  });
});

function splitTone(letter: string): string {
  const tone = letter.normalize("NFD").replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, "");
  return (
    letter
      .normalize("NFD")
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "")
      .normalize("NFC") + tone
  );
}
