import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFile } from "../src/ingestion/import.service.js";
import { forgetPayloads } from "../src/ingestion/payload.store.js";
import { releaseRows } from "../src/ingestion/rejected.service.js";
import { ImportWarehouse } from "./import.support.js";

const HEADER = "indicator,area,period,value,status,unit,comment\n";

let kho: ImportWarehouse;
beforeAll(async () => {
  kho = await ImportWarehouse.open();
});
afterAll(() => kho.close());

describe("an imported file", () => {
  it("is a run like that of a source, with the rows that were not taken as they stood in the file", async () => {
    await kho.rows(
      `INSERT INTO indicator_rule (indicator_id, kind, severity, maximum) VALUES (1, 'RANGE', 'QUARANTINE', 100)`,
    );
    const lines = [
      "THU,77,2023-07,10,,,",
      "THU,77,2023-08,101,,,xem lại",
      '"NO",77,2023-08,1,,,',
      "THU,77,2023-09,1,,,",
    ];
    const result = await kho.import(HEADER + lines.join("\n"));
    expect(result).toMatchObject({
      received: 4,
      created: 2,
      rejected: 1,
      quarantined: 1,
      rejectedByRule: { RANGE: 1 },
    });
    expect(await kho.rows(`SELECT origin, cause, state, received, problems, version_after FROM sync_run`)).toEqual([
      {
        origin: "import data.csv",
        cause: "IMPORT",
        state: "PUBLISHED",
        received: 4,
        problems: { RANGE: 1, UNKNOWN_INDICATOR: 1 },
        version_after: 1,
      },
    ]);
    expect(
      await kho.rows(
        `SELECT place, rule, raw->>'indicator' AS indicator, raw->>'comment' AS comment FROM rejected_row ORDER BY id`,
      ),
    ).toEqual([
      { place: "line 3", rule: "RANGE", indicator: "THU", comment: "xem lại" },
      { place: "line 4", rule: "UNKNOWN_INDICATOR", indicator: "NO", comment: "" },
    ]);
    const [payload] = await kho.rows(`SELECT request, size, bytes, length(sha256) AS digits FROM raw_payload`);
    expect(payload).toMatchObject({ request: "file data.csv", size: "140", digits: 64 });
    expect(gunzipSync(payload!["bytes"] as Buffer).toString()).toBe(HEADER + lines.join("\n"));
  });

  it("has rows that can be released later", async () => {
    const [row] = await kho.rows(`SELECT id FROM rejected_row WHERE rule = 'RANGE'`);
    await releaseRows(kho.url, { ids: [Number(row!.id)], by: "A", agencyId: null });
    expect(await kho.observations()).toContain("M.THU.77._T 2023-08-01 2023-08-31 101 A");
  });

  it("is no run when nothing was to be changed", async () => {
    const before = await kho.count("sync_run");
    await kho.import(`${HEADER}THU,77,2023-10,7,,,`, {}, { dryRun: true });
    await kho.import(`${HEADER}THU,77,2023-10,7,,,\nTHU,77,2023-1x,7,,,`, {}, { strict: true });
    expect(await kho.count("sync_run")).toBe(before);
  });

  it("is a failed run when it is broken, and nothing of it was taken", async () => {
    const broken = `${HEADER}THU,77,2023-10,7,,,\nTHU,77,2023-11,"7,,,`;
    const version = await kho.count("publication");
    await expect(kho.import(broken)).rejects.toThrow("The file is broken, nothing was imported");
    const [run] = await kho.rows(
      `SELECT r.*, r.started_at <= r.ended_at AS ordered, p.request, p.size FROM sync_run r
       JOIN raw_payload p ON p.run_id = r.id ORDER BY r.id DESC LIMIT 1`,
    );
    expect(run).toMatchObject({
      origin: "import data.csv",
      cause: "IMPORT",
      state: "FAILED",
      error_code: "BAD_USER_INPUT",
      error_message: expect.stringContaining("The file is broken") as string,
      pages: 1,
      bytes: String(broken.length),
      received: 0,
      version_after: null,
      ordered: true,
      request: "file data.csv",
      size: String(broken.length),
    });
    expect(await kho.count("publication")).toBe(version);
    await kho.rows(`DELETE FROM indicator_rule`);
    expect(await kho.import(`${HEADER}THU,77,2023-10,7,,,`)).toMatchObject({ outcome: "IMPORTED" });
  });

  it("is no failed run when it was only tried, was not there, or was described wrongly", async () => {
    const before = await kho.count("sync_run");
    await expect(kho.import(`${HEADER}"`, {}, { dryRun: true })).rejects.toThrow("broken");
    await expect(kho.import(HEADER, { delimiter: "!" as "," })).rejects.toThrow("delimiter");
    await expect(importFile({ databaseUrl: kho.url, file: "/no/such.csv" })).rejects.toThrow("ENOENT");
    expect(await kho.count("sync_run")).toBe(before);
  });

  it("loses its kept bytes when their time is over; what it was stays", async () => {
    const text = `${HEADER}THU,77,2023-11,7,,,`;
    await kho.import(text);
    await kho.rows(`UPDATE raw_payload SET received_at = received_at - interval '91 days'`);
    const before = await kho.count("raw_payload");
    expect(await kho.rows(`SELECT count(*)::int AS kept FROM raw_payload WHERE bytes IS NOT NULL`)).toEqual([
      { kept: before },
    ]);
    const client = new pg.Client({ connectionString: kho.url });
    await client.connect();
    expect(await forgetPayloads(client, 90)).toBe(before);
    await client.end();
    const [payload] = await kho.rows(`SELECT request, size, bytes, sha256 FROM raw_payload ORDER BY id DESC LIMIT 1`);
    const sha256 = createHash("sha256").update(text).digest("hex");
    expect(payload).toEqual({ request: "file data.csv", size: String(text.length), bytes: null, sha256 });
  });

  it("is a failed run when the warehouse refuses its transaction", async () => {
    await kho.rows(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;
       CREATE TRIGGER refuse BEFORE INSERT ON publication FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
    await expect(kho.import(`${HEADER}THU,77,2023-12,7,,,`)).rejects.toThrow("disk_full");
    await kho.rows(`DROP FUNCTION refuse CASCADE`);
    expect(await kho.rows(`SELECT state, error_code FROM sync_run ORDER BY id DESC LIMIT 1`)).toEqual([
      { state: "FAILED", error_code: "DISK_FULL" },
    ]);
    expect((await kho.observations()).join()).not.toContain("2023-12-01");
  });
});
