import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRows } from "../src/ingestion/rejected.service.js";
import { configuredSources } from "../src/ingestion/scheduler.js";
import { runSync } from "../src/ingestion/sync.service.js";
import type { SyncResult } from "../src/ingestion/sync.result.js";
import { needDemo, openSources } from "../src/simulated/simulated-sources.js";
import type { SourcePlace } from "../src/simulated/simulated-sources.js";
import { createTestDatabase } from "./support/postgres.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const folder = mkdtempSync(join(tmpdir(), "kho-simulated-"));
const wanted = { sourcesDir: join(folder, "sources"), simulated: true, dataDir: folder };
const log = { info: () => {}, warn: () => {}, error: () => {} };

let warehouse: TestWarehouse;
let place: SourcePlace;
beforeAll(async () => {
  warehouse = await openWarehouse();
  place = await openSources(wanted, {});
});
afterAll(async () => {
  await place.close();
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

async function syncAll(): Promise<SyncResult[]> {
  const { sources, faults } = await configuredSources(place.sourcesDir, place.secret);
  expect(faults).toEqual([]);
  const results: SyncResult[] = [];
  for (const source of sources)
    results.push(await runSync({ databaseUrl: warehouse.databaseUrl, source, cause: "MANUAL", log }));
  return results;
}

const told = (results: SyncResult[]) =>
  results.map(
    ({ source, outcome, received, created, updated, unchanged, rejected, quarantined }) =>
      `${source} ${outcome}: ${[received, created, updated, unchanged, rejected, quarantined].join(" ")}`,
  );

describe("a province in a box", () => {
  it("needs the demo province: an empty warehouse is told so", async () => {
    await needDemo(warehouse.databaseUrl);
    const empty = await createTestDatabase();
    await expect(needDemo(empty.url)).rejects.toThrow(
      "The warehouse is empty: `npm start` or `kho demo` loads the demo province that the simulated systems belong to",
    );
    await empty.drop();
  });

  it("brings two months from three systems, and holds back or refuses what is wrong", async () => {
    expect(told(await syncAll())).toEqual([
      "DHIS2 PUBLISHED: 36 36 0 0 0 0",
      "LRIS PUBLISHED: 128 123 0 0 3 2",
      "TABMIS PUBLISHED: 8 8 0 0 0 0",
    ]);
    const { data } = await warehouse.askOnce(`{
      timeSeries(indicators: ["DL001", "TC009", "YT006"], last: 3) { series { key provenance } periods values }
      syncRuns(filter: { sources: ["LRIS"] }) { nodes { state problems { rule } source { name(lang: EN) provenance } } } }`);
    expect(data.timeSeries.map((one: { values: string[] }) => one.values.slice(1))).toEqual([
      ["1180026", "1277883"],
      ["25.20", "25.58"],
      ["9615", "9589"],
    ]);
    expect(data.timeSeries[0]).toMatchObject({
      series: { key: "M.DL001.77._T", provenance: "SAMPLE" },
      periods: ["2023-12", "2024-01", "2024-02"],
    });
    expect(data.syncRuns.nodes[0].source).toEqual({
      name: "Report information system of the province (simulated)",
      provenance: "SAMPLE",
    });
  });

  it("brings nothing new the second time", async () => {
    expect(told(await syncAll())).toEqual([
      "DHIS2 UNCHANGED: 36 0 0 36 0 0",
      "LRIS UNCHANGED: 128 0 0 123 3 2",
      "TABMIS UNCHANGED: 8 0 0 8 0 0",
    ]);
  });

  it("a row of theirs that is released stays marked as made up, and drives nothing out", async () => {
    const url = warehouse.databaseUrl;
    const count = `SELECT s.provenance, s.observation_count FROM series s WHERE s.key = 'M.DL003.748._T'`;
    const [before] = await sqlOn<{ observation_count: number }>(url, count);
    const [row] = await sqlOn<{ id: number }>(
      url,
      `SELECT id FROM rejected_row WHERE severity = 'QUARANTINE' ORDER BY id`,
    );
    await releaseRows(url, { ids: [row!.id], by: "Trần Thị B", agencyId: null });
    expect(await sqlOn(url, count)).toEqual([
      { provenance: "SAMPLE", observation_count: before!.observation_count + 1 },
    ]);
  });

  it("never comes into a series of real figures", async () => {
    await sqlOn(warehouse.databaseUrl, `UPDATE series SET provenance = 'DELIVERED' WHERE key = 'M.DL007.77._T'`);
    const [, lris] = await syncAll();
    expect(lris!.problems).toContainEqual({ rule: "REAL_SERIES", severity: "REJECT", rows: 2 });
    expect(await sqlOn(warehouse.databaseUrl, `SELECT provenance FROM series WHERE key = 'M.DL007.77._T'`)).toEqual([
      { provenance: "DELIVERED" },
    ]);
  });
});

describe("sources of this machine", () => {
  it("are the simulated ones that run already", async () => {
    const second = await openSources(wanted, {});
    expect(second.isSimulated).toBe(true);
    await second.close();
    const address = readFileSync(join(folder, "simulated", "address"), "utf8");
    expect((await fetch(address)).status).toBe(200);
  });

  it("are started anew where the ones of the last time are gone", async () => {
    const dataDir = join(folder, "stale");
    const first = await openSources({ ...wanted, dataDir }, {});
    const address = readFileSync(join(dataDir, "simulated", "address"), "utf8");
    await first.close();
    writeFileSync(join(dataDir, "simulated", "address"), address);
    const second = await openSources({ ...wanted, dataDir }, {});
    expect(readFileSync(join(dataDir, "simulated", "address"), "utf8")).not.toBe(address);
    await second.close();
  });

  it("are the real ones as soon as there is one", async () => {
    const real = await openSources({ ...wanted, sourcesDir: "sources/examples" }, { LRIS_KEY: "key" });
    expect([real.sourcesDir, real.isSimulated, real.secret("LRIS_KEY")]).toEqual(["sources/examples", false, "key"]);
  });

  it("ask for their secrets", async () => {
    const address = readFileSync(join(folder, "simulated", "address"), "utf8");
    expect((await fetch(`${address}/lris/api/v1/so-lieu`)).status).toBe(401);
    expect((await fetch(`${address}/dhis2/api/dataValueSets.json`)).status).toBe(401);
  });
});
