import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    expect(await kho.rows(`SELECT request, size, bytes, length(sha256) AS digits FROM raw_payload`)).toEqual([
      { request: "file data.csv", size: 140, bytes: null, digits: 64 },
    ]);
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
});
