import { utimesSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetPayloads } from "../src/ingestion/payload.store.js";
import { syncSourceOf } from "../src/ingestion/sync.source.js";
import type { SyncResult } from "../src/ingestion/sync.result.js";
import { TestSources } from "./source/config.support.js";
import { NEAR } from "./source/delivery.support.js";
import { sheet } from "./source/tables.support.js";
import { SourceServer } from "./support/source-server.js";
import { workbook } from "./support/workbooks.js";
import { counts, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
let server: SourceServer;
let sources: TestSources;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
  server = await SourceServer.start(() => ({}));
  await warehouse.rows(`
    INSERT INTO area (code, name_vi, level, kind, parent_id, valid_from, valid_to) VALUES
      ('26689', 'Xã Long Mỹ', 3, 'COMMUNE', 1, '2020-01-01', '2025-01-01'),
      ('26689', 'Thị trấn Phước Hải', 3, 'TOWNSHIP', 1, '2025-01-01', NULL),
      ('752', 'Huyện Long Điền', 2, 'DISTRICT', 1, '2020-01-01', '2025-01-01')`);
});
beforeEach(async () => {
  await warehouse.forget();
  sources = new TestSources();
  return () => sources.remove();
});
afterAll(async () => {
  await server.close();
  await warehouse.close();
});

/** A run of the source that a configuration describes, as `kho sync` makes one. */
async function sync(yaml: string): Promise<SyncResult> {
  sources.file("source.yaml", `code: S\nagency: STC\n${yaml}`);
  return warehouse.sync(syncSourceOf(await sources.source(), () => "secret"));
}

/** A file that nobody writes to any more. */
function drop(name: string, content: string | Buffer): string {
  const path = sources.file(name, content);
  const before = Date.now() / 1_000 - 60;
  utimesSync(path, before, before);
  return path;
}

const COLUMNS = "table: { columns: { indicator: ct, area: dv, period: ky, value: v } }";
const CSV = "ct,dv,ky,v\nTHU,77,2023-07,10\nTHU,77,2023-08,11\n";

describe("a page for people with status 200, in the middle of the night", () => {
  const PAGE = "<!DOCTYPE html>\n<html><head><title>Hệ thống đang bảo trì</title></head><body>…</body></html>";
  it.each([
    ["json", "fields: { indicator: ct, area: dv, period: ky, value: v }"],
    ["csv", COLUMNS],
    ["excel", COLUMNS],
    ["sdmx-json", "fields: { indicator: CT, area: DV }"],
    ["world-bank", ""],
    ["dhis2", ""],
  ])("fails a run of the kind %s, is kept to be looked at, and publishes nothing", async (kind, more) => {
    server.speaker = () => ({ headers: { "content-type": "text/html; charset=utf-8" }, body: PAGE });
    const result = await sync(`kind: ${kind}\naddress: ${server.url}/data\ndelivery: snapshot\n${more}${NEAR}`);
    expect(result).toMatchObject({ outcome: "FAILED", error: { code: "HTML_ANSWER", retryable: true } });
    expect(result.error!.message).toContain("is a page for people (“Hệ thống đang bảo trì”), not data");
    expect(await warehouse.versions()).toEqual([]);
    expect(await warehouse.list(`SELECT watermark FROM source_system`)).toEqual([null]);
    const [kept] = await warehouse.rows(`SELECT bytes FROM raw_payload`);
    expect(gunzipSync(kept!.bytes as Buffer).toString()).toBe(PAGE);
  });

  it.each([
    ["a mark of bytes and a remark first", "\uFEFF<!-- 503 -->\n<html><title>Bảo trì</title></html>"],
    ["no head", "<body><h1>502 Bad Gateway</h1></body>"],
    ["only a script", "<script>location='/login'</script>"],
  ])("is one also with %s, where tables are expected", async (_what, page) => {
    server.speaker = () => ({ body: page });
    for (const kind of ["csv", "excel"]) {
      const result = await sync(`kind: ${kind}\naddress: ${server.url}/data\ndelivery: snapshot\n${COLUMNS}${NEAR}`);
      expect(result.error?.code).toBe("HTML_ANSWER");
    }
  });
});

describe("a snapshot that is asked for month by month", () => {
  it("withdraws what its month no longer holds, and nothing of the months that were not asked for", async () => {
    const months: Record<string, object[]> = {
      "10": [{ ct: "THU", dv: "77", v: 10 }, { ct: "THU", dv: "747", v: 1 }], // prettier-ignore
      "11": [{ ct: "THU", dv: "77", v: 11 }, { ct: "THU", dv: "747", v: 2 }], // prettier-ignore
      "12": [{ ct: "THU", dv: "77", v: 12 }],
    };
    server.speaker = ({ url }) => ({ body: months[url.searchParams.get("thang")!] ?? [] });
    const yaml = `kind: json
address: ${server.url}/bao-cao
request: { query: { thang: "{from:MM}", nam: "{from:yyyy}" } }
delivery: snapshot
window: { since: 2023-10-01, overlapDays: 30, pieces: month }
constants: { period: "{from:yyyy-MM}" }
fields: { indicator: ct, area: dv, value: v }${NEAR}`;
    expect(counts(await sync(yaml))).toBe("5 5 0 0 0 0 | 0 0");
    months["10"] = []; // not asked for any more: the window begins 30 days before the last one's end
    months["12"] = [{ ct: "THU", dv: "77", v: 12.5 }];
    const november = await sync(yaml.replace("overlapDays: 30", "overlapDays: 59"));
    expect(counts(november)).toBe("3 0 1 2 0 0 | 0 0");
    months["11"] = [{ ct: "THU", dv: "77", v: 11 }];
    expect(counts(await sync(yaml.replace("overlapDays: 30", "overlapDays: 60")))).toBe("2 0 0 2 0 0 | 0 1");
    expect(await warehouse.observations()).toEqual([
      "M.THU.747._T 2023-10-01 1 A",
      "M.THU.77._T 2023-10-01 10 A",
      "M.THU.77._T 2023-11-01 11 A",
      "M.THU.77._T 2023-12-01 12.5 A",
    ]);
  });
});

describe("figures as they really come", () => {
  const LONG = `kind: csv\nfolder: { path: inbox }\ndelivery: delta
table: { columns: { indicator: ct, area: dv, period: ky, value: v, status: tt } }`;
  const statuses = "codes: { statuses: { ước tính: ESTIMATED, sơ bộ: PROVISIONAL, chính thức: NORMAL } }";
  const deliver = (...rows: string[]): Promise<SyncResult> => {
    drop("inbox/a.csv", ["ct,dv,ky,v,tt", ...rows].join("\n"));
    return sync(`${LONG}\n${statuses}`);
  };

  it("an estimate, a provisional and an official figure are three versions of one period", async () => {
    for (const row of ["THU,77,2022,7.9,ước tính", "THU,77,2022,8.05,sơ bộ", "THU,77,2022,8.05,chính thức"])
      expect(await deliver(row)).toMatchObject({ outcome: "PUBLISHED" });
    expect(await deliver("THU,77,2022,8.050,chính thức")).toMatchObject({ outcome: "UNCHANGED" });
    expect(await warehouse.observations()).toEqual(["A.THU.77._T 2022-01-01 8.05 A"]);
    expect(
      await warehouse.list(`
        SELECT concat_ws(' ', from_publication, to_publication, value, status, reason) FROM observation_history ORDER BY 1`),
    ).toEqual(["1 2 7.9 E REVISED", "2 3 8.05 P REVISED"]);
  });

  it("an area is the one that bore the code in that period, and none when it has ended", async () => {
    await deliver("THU,26689,2024-12,1,", "THU,26689,2025-01,2,", "THU,752,2024-12,3,", "THU,752,2025-01,4,");
    expect(
      await warehouse.list(`
        SELECT concat_ws(' ', a.name_vi, o.period_start, o.value)
        FROM observation o JOIN series s ON s.id = o.series_id JOIN area a ON a.id = s.area_id ORDER BY o.value`),
    ).toEqual(["Xã Long Mỹ 2024-12-01 1", "Thị trấn Phước Hải 2025-01-01 2", "Huyện Long Điền 2024-12-01 3"]);
    expect(await warehouse.problems()).toEqual(["REJECT AREA_NOT_VALID OPEN 752"]);
  });

  it("a row's number is nobody's code, and changes from year to year", async () => {
    const table = "table: { columns: { indicator: ct, area: Tên, period: ky, value: v } }";
    const areas = "codes: { areas: { Bà Rịa - Vũng Tàu: '77' } }";
    for (const [stt, value] of [
      ["51.0", "10"],
      ["50.0", "10"],
    ] as const) {
      drop("inbox/a.csv", `STT,ct,Tên,ky,v\n${stt},THU,Bà Rịa - Vũng Tàu,2011,${value}\n`);
      await sync(`kind: csv\nfolder: { path: inbox }\ndelivery: snapshot\n${table}\n${areas}`);
    }
    expect(await warehouse.versions()).toEqual([1]);
    expect(await warehouse.observations()).toEqual(["A.THU.77._T 2011-01-01 10 A"]);
  });
});

describe("a file in a folder", () => {
  const FOLDER = "folder: { path: inbox }\ndelivery: delta";
  const KEPT = `SELECT request, size, bytes, sha256, encode(sha256(bytes), 'hex') <> sha256 AS packed FROM raw_payload ORDER BY id`;

  it("is kept byte for byte with its checksum, as often as it is read, and says nothing new the second time", async () => {
    const path = drop("inbox/thu.csv", CSV);
    expect(counts(await sync(`kind: csv\n${FOLDER}\n${COLUMNS}`))).toBe("2 2 0 0 0 0 | 0 0");
    expect(await sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({ outcome: "UNCHANGED", unchanged: 2 });
    const kept = await warehouse.rows(KEPT);
    expect(kept).toHaveLength(2);
    for (const { request, size, bytes, sha256, packed } of kept) {
      expect({ request, size, packed }).toEqual({ request: path, size: String(CSV.length), packed: true });
      expect(gunzipSync(bytes as Buffer).toString()).toBe(CSV);
      expect(sha256).toBe("e05b73af1563d45539c6f157d4c87639b1f893e61cfdd83f322a4f4b2abe4f0d");
    }
  });

  it("a workbook is kept, too, and every file by itself", async () => {
    const book = workbook([
      sheet([
        ["ct", "dv", "ky", "v"],
        ["THU", "77", "2023-07", 10],
      ]),
    ]);
    drop("inbox/a.xlsx", book);
    drop(
      "inbox/b.xls",
      workbook(
        [
          sheet([
            ["ct", "dv", "ky", "v"],
            ["THU", "77", "2023-08", 11],
          ]),
        ],
        "biff8",
      ),
    );
    expect(counts(await sync(`kind: excel\n${FOLDER}\n${COLUMNS}`))).toBe("2 2 0 0 0 0 | 0 0");
    const kept = await warehouse.rows(KEPT);
    expect(kept.map(({ request }) => (request as string).split("/").at(-1))).toEqual(["a.xlsx", "b.xls"]);
    expect(gunzipSync(kept[0]!.bytes as Buffer).equals(book)).toBe(true);
  });

  it("loses its kept bytes when their time is over, never itself, and its next run keeps them again", async () => {
    drop("inbox/thu.csv", CSV);
    await sync(`kind: csv\n${FOLDER}\n${COLUMNS}`);
    await warehouse.rows(`UPDATE raw_payload SET received_at = received_at - interval '91 days'`);
    const client = new pg.Client({ connectionString: warehouse.url });
    await client.connect();
    expect(await forgetPayloads(client, 90)).toBe(1);
    await client.end();
    expect(await warehouse.rows(KEPT)).toMatchObject([
      {
        bytes: null,
        size: String(CSV.length),
        sha256: "e05b73af1563d45539c6f157d4c87639b1f893e61cfdd83f322a4f4b2abe4f0d",
      },
    ]);
    expect(await sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({ outcome: "UNCHANGED" });
    expect((await warehouse.rows(KEPT)).map(({ bytes }) => bytes !== null)).toEqual([false, true]);
  });

  it("that is broken is kept, and nothing of the whole folder is published", async () => {
    drop("inbox/a.csv", CSV);
    drop("inbox/b.csv", 'ct,dv,ky,v\n"THU,77,2023-09,12\n');
    expect(await sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({
      outcome: "FAILED",
      error: { code: "BROKEN_TABLE" },
    });
    expect(await warehouse.rows(KEPT)).toHaveLength(2);
    expect(await warehouse.observations()).toEqual([]);
  });
});
