import { gunzipSync } from "node:zlib";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { forgetPayloads } from "../src/ingestion/payload.store.js";
import type { SyncResult } from "../src/ingestion/sync.result.js";
import { sheet } from "./source/tables.support.js";
import { workbook } from "./support/workbooks.js";
import { COLUMNS, CSV, useConfigured } from "./sync-configured.support.js";
import { counts } from "./sync.support.js";

const kho = useConfigured();
beforeAll(async () => {
  await kho.warehouse.rows(`
    INSERT INTO area (code, name_vi, level, kind, parent_id, valid_from, valid_to) VALUES
      ('26689', 'Xã Long Mỹ', 3, 'COMMUNE', 1, '2020-01-01', '2025-01-01'),
      ('26689', 'Thị trấn Phước Hải', 3, 'TOWNSHIP', 1, '2025-01-01', NULL),
      ('752', 'Huyện Long Điền', 2, 'DISTRICT', 1, '2020-01-01', '2025-01-01')`);
});

describe("figures as they really come", () => {
  const LONG = `kind: csv\nfolder: { path: inbox }\ndelivery: delta
table: { columns: { indicator: ct, area: dv, period: ky, value: v, status: tt } }`;
  const statuses = "codes: { statuses: { ước tính: ESTIMATED, sơ bộ: PROVISIONAL, chính thức: NORMAL } }";
  const deliver = (...rows: string[]): Promise<SyncResult> => {
    kho.drop("inbox/a.csv", ["ct,dv,ky,v,tt", ...rows].join("\n"));
    return kho.sync(`${LONG}\n${statuses}`);
  };

  it("an estimate, a provisional and an official figure are three versions of one period", async () => {
    for (const row of ["THU,77,2022,7.9,ước tính", "THU,77,2022,8.05,sơ bộ", "THU,77,2022,8.05,chính thức"])
      expect(await deliver(row)).toMatchObject({ outcome: "PUBLISHED" });
    expect(await deliver("THU,77,2022,8.050,chính thức")).toMatchObject({ outcome: "UNCHANGED" });
    expect(await kho.warehouse.observations()).toEqual(["A.THU.77._T 2022-01-01 8.05 A"]);
    expect(
      await kho.warehouse.list(`
        SELECT concat_ws(' ', from_publication, to_publication, value, status, reason) FROM observation_history ORDER BY 1`),
    ).toEqual(["1 2 7.9 E REVISED", "2 3 8.05 P REVISED"]);
  });

  it("an area is the one that bore the code in that period, and none when it has ended", async () => {
    await deliver("THU,26689,2024-12,1,", "THU,26689,2025-01,2,", "THU,752,2024-12,3,", "THU,752,2025-01,4,");
    expect(
      await kho.warehouse.list(`
        SELECT concat_ws(' ', a.name_vi, o.period_start, o.value)
        FROM observation o JOIN series s ON s.id = o.series_id JOIN area a ON a.id = s.area_id ORDER BY o.value`),
    ).toEqual(["Xã Long Mỹ 2024-12-01 1", "Thị trấn Phước Hải 2025-01-01 2", "Huyện Long Điền 2024-12-01 3"]);
    expect(await kho.warehouse.problems()).toEqual(["REJECT AREA_NOT_VALID OPEN 752"]);
  });

  it("a row's number is nobody's code, and changes from year to year", async () => {
    const table = "table: { columns: { indicator: ct, area: Tên, period: ky, value: v } }";
    const areas = "codes: { areas: { Bà Rịa - Vũng Tàu: '77' } }";
    for (const [stt, value] of [
      ["51.0", "10"],
      ["50.0", "10"],
    ] as const) {
      kho.drop("inbox/a.csv", `STT,ct,Tên,ky,v\n${stt},THU,Bà Rịa - Vũng Tàu,2011,${value}\n`);
      await kho.sync(`kind: csv\nfolder: { path: inbox }\ndelivery: snapshot\n${table}\n${areas}`);
    }
    expect(await kho.warehouse.versions()).toEqual([1]);
    expect(await kho.warehouse.observations()).toEqual(["A.THU.77._T 2011-01-01 10 A"]);
  });
});

describe("a file in a folder", () => {
  const FOLDER = "folder: { path: inbox }\ndelivery: delta";
  const KEPT = `SELECT request, size, bytes, sha256, encode(sha256(bytes), 'hex') <> sha256 AS packed FROM raw_payload ORDER BY id`;

  it("is kept byte for byte with its checksum, as often as it is read, and says nothing new the second time", async () => {
    const path = kho.drop("inbox/thu.csv", CSV);
    expect(counts(await kho.sync(`kind: csv\n${FOLDER}\n${COLUMNS}`))).toBe("2 2 0 0 0 0 | 0 0");
    expect(await kho.sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({ outcome: "UNCHANGED", unchanged: 2 });
    const kept = await kho.warehouse.rows(KEPT);
    expect(kept).toHaveLength(2);
    for (const { request, size, bytes, sha256, packed } of kept) {
      expect({ request, size, packed }).toEqual({ request: path, size: String(CSV.length), packed: true });
      expect(gunzipSync(bytes as Buffer).toString()).toBe(CSV);
      expect(sha256).toBe("e05b73af1563d45539c6f157d4c87639b1f893e61cfdd83f322a4f4b2abe4f0d");
    }
  });

  it("that a good run has read is not read again where the source takes new ones: a correction contradicts nobody", async () => {
    const yaml = `kind: csv\nfolder: { path: inbox, take: new }\ndelivery: delta\n${COLUMNS}`;
    kho.drop("inbox/thu-1.csv", CSV);
    expect(counts(await kho.sync(yaml))).toBe("2 2 0 0 0 0 | 0 0");
    expect(await kho.sync(yaml)).toMatchObject({ outcome: "UNCHANGED", received: 0, pages: 0 });
    kho.drop("inbox/thu-2.csv", "ct,dv,ky,v\nTHU,77,2023-08,12\n");
    expect(counts(await kho.sync(yaml))).toBe("1 0 1 0 0 0 | 0 0");
    kho.drop("inbox/thu-1.csv", CSV.replace(",10", ",10.5"));
    expect(counts(await kho.sync(yaml))).toBe("2 0 2 0 0 0 | 0 0");
    expect(await kho.warehouse.rows(KEPT)).toHaveLength(3);
  });

  it("is read again when its run failed, and by a window that is asked for by hand", async () => {
    const yaml = `kind: csv\nfolder: { path: inbox, take: new }\ndelivery: delta\n${COLUMNS}`;
    kho.drop("inbox/a.csv", CSV);
    kho.drop("inbox/b.csv", "ct;dv\n");
    expect(await kho.sync(yaml)).toMatchObject({ outcome: "FAILED", error: { code: "COLUMNS_MISSING" } });
    kho.drop("inbox/b.csv", "ct,dv,ky,v\nTHU,77,2023-09,12\n");
    expect(counts(await kho.sync(yaml))).toBe("3 3 0 0 0 0 | 0 0");
    const window = { from: "2023-01-01", to: "2023-12-31" };
    expect(counts(await kho.sync(yaml, { window }))).toBe("3 0 0 3 0 0 | 0 0");
  });

  it("a workbook is kept, too, and every file by itself", async () => {
    const book = workbook([
      sheet([
        ["ct", "dv", "ky", "v"],
        ["THU", "77", "2023-07", 10],
      ]),
    ]);
    kho.drop("inbox/a.xlsx", book);
    kho.drop(
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
    expect(counts(await kho.sync(`kind: excel\n${FOLDER}\n${COLUMNS}`))).toBe("2 2 0 0 0 0 | 0 0");
    const kept = await kho.warehouse.rows(KEPT);
    expect(kept.map(({ request }) => (request as string).split("/").at(-1))).toEqual(["a.xlsx", "b.xls"]);
    expect(gunzipSync(kept[0]!.bytes as Buffer).equals(book)).toBe(true);
  });

  it("loses its kept bytes when their time is over, never itself, and its next run keeps them again", async () => {
    kho.drop("inbox/thu.csv", CSV);
    await kho.sync(`kind: csv\n${FOLDER}\n${COLUMNS}`);
    await kho.warehouse.rows(`UPDATE raw_payload SET received_at = received_at - interval '91 days'`);
    const client = new pg.Client({ connectionString: kho.warehouse.url });
    await client.connect();
    expect(await forgetPayloads(client, 90)).toBe(1);
    await client.end();
    expect(await kho.warehouse.rows(KEPT)).toMatchObject([
      {
        bytes: null,
        size: String(CSV.length),
        sha256: "e05b73af1563d45539c6f157d4c87639b1f893e61cfdd83f322a4f4b2abe4f0d",
      },
    ]);
    expect(await kho.sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({ outcome: "UNCHANGED" });
    expect((await kho.warehouse.rows(KEPT)).map(({ bytes }) => bytes !== null)).toEqual([false, true]);
  });

  it("that is broken is kept, and nothing of the whole folder is published", async () => {
    kho.drop("inbox/a.csv", CSV);
    kho.drop("inbox/b.csv", 'ct,dv,ky,v\n"THU,77,2023-09,12\n');
    expect(await kho.sync(`kind: csv\n${FOLDER}\n${COLUMNS}`)).toMatchObject({
      outcome: "FAILED",
      error: { code: "BROKEN_TABLE" },
    });
    expect(await kho.warehouse.rows(KEPT)).toHaveLength(2);
    expect(await kho.warehouse.observations()).toEqual([]);
  });
});
