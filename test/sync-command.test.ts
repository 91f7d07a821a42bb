import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KhoProcess } from "./support/kho-process.js";
import { startOrAwait } from "../src/ingestion/scheduler.waiting.js";
import { SILENT, SyncWarehouse } from "./sync.support.js";

let warehouse: SyncWarehouse;
let server: Server;
let answer: (path: string) => { status?: number; body: unknown };
const folder = mkdtempSync(join(tmpdir(), "kho-sync-"));

beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
  server = createServer((request, response) => {
    const { status = 200, body } = answer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const code of ["LRIS", "TABMIS"])
    writeFileSync(
      join(folder, `${code}.yaml`),
      `code: ${code}
agency: STC
kind: json
address: http://127.0.0.1:${port}/${code}?from={from}&to={to}
privateNetworks: [127.0.0.0/8]
delivery: snapshot
retries: { attempts: 1 }
window: { since: 2023-01-01 }
schedule: { cron: "0 6 * * *" }
records: rows
fields: { indicator: ma, area: dvhc, period: ky, value: gia_tri }
read: { numbers: vi }
`,
    );
});
afterAll(async () => {
  server.close();
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { DATABASE_URL: warehouse.url, KHO_LOG_LEVEL: "error", KHO_SOURCES: folder };
  const process = new KhoProcess(args, env);
  const code = await process.exitCode();
  return {
    code,
    stdout: process.stdout.replace(/\(\d+\.\d s\)/g, "(0 s)").replace(/ to \d{4}-\d\d-\d\d,/g, " to today,"),
    stderr: process.stderr,
  };
}

const rows = (...values: string[]) => ({
  rows: values.map((value, i) => ({ ma: "THU", dvhc: "77", ky: `${i + 1}/2023`, gia_tri: value })),
});

describe("kho", () => {
  it("loads rules, all or none", async () => {
    const good = join(folder, "rules.csv");
    const bad = join(folder, "bad.csv");
    const header = "indicator,rule,severity,minimum,maximum,allowed,dimension,codes,note\n";
    writeFileSync(good, `${header}THU,RANGE,QUARANTINE,,1000,,,,\nTHU,JUMP,WARN,,,50,,,\n`);
    writeFileSync(bad, `${header}NO,RANGE,REJECT,1,,,,,\nTHU,BREAKDOWN,REJECT,,,,SEX,M X,\n`);
    expect(await run("rules", "load", good)).toMatchObject({ code: 0, stdout: "2 rules loaded\n" });
    expect((await run("rules", "load", bad)).stderr).toContain(
      "no rule was loaded: line 2: there is no indicator NO; line 3: SEX has no code X",
    );
    expect(await warehouse.list(`SELECT count(*)::int FROM indicator_rule`)).toEqual([2]);
    expect((await run("rules", "load", good)).stdout).toBe("2 rules loaded, in place of 2\n");
  });

  it("sets deadlines, all or none", async () => {
    const file = join(folder, "deadlines.csv");
    writeFileSync(file, "indicator,delivery_days\nTHU,5\nCHI,\n");
    expect(await run("deadlines", "load", file)).toMatchObject({
      code: 0,
      stdout: "1 deadline set, 1 as they were\n",
    });
    writeFileSync(file, "indicator,delivery_days\nTHU,7\nNO,7\n");
    const { code, stderr } = await run("deadlines", "load", file);
    expect([code, stderr]).toEqual([
      1,
      `kho: ${file} holds faults, no deadline was set: line 3: there is no indicator NO\n`,
    ]);
    expect(await warehouse.list(`SELECT delivery_days FROM indicator WHERE code = 'THU'`)).toEqual([5]);
  });

  it("syncs a source over HTTP, and sums up what became of its rows", async () => {
    answer = () => ({ body: rows("100", "100,5", "1.000,5", "1.00") });
    const { code, stdout, stderr } = await run("sync", "--source", "LRIS");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.replace(/[\d,]+ bytes/, "N bytes")).toBe(`LRIS: published as version 1 (0 s)
  run 1, 2023-01-01 to today, 1 page, N bytes, 4 records
  created   2
  updated   0
  unchanged 0
  rejected  1
  held back 1
Problems by rule:
  NUMBER_FORMAT       REJECT      1
  RANGE               QUARANTINE  1
  each row: kho rejected list --run 1
`);
  });

  it("lists rows that wait, and publishes one that somebody releases", async () => {
    expect((await run("rejected", "list", "--severity", "QUARANTINE")).stdout).toBe(
      "1  QUARANTINE RANGE  M.THU.77._T 2023-03-01 1000.5: values go from anything to 1000\n",
    );
    expect((await run("rejected", "release", "1", "--by", "A")).stdout).toBe("1 released as version 2\n");
    expect(await warehouse.observations()).toContain("M.THU.77._T 2023-03-01 1000.5 A");
  });

  it("forgets the bytes of payloads whose time is over, also where no scheduler works; a dry run forgets nothing", async () => {
    const kept = `SELECT count(*)::int FROM raw_payload WHERE received_at < now() - interval '90 days' AND bytes IS NOT NULL`;
    await warehouse.rows(`UPDATE raw_payload SET received_at = received_at - interval '91 days'`);
    const [before] = await warehouse.list(kept);
    expect(before).toBeGreaterThan(0);
    await run("sync", "--source", "LRIS", "--dry-run");
    expect(await warehouse.list(kept)).toEqual([before]);
    await run("sync", "--source", "LRIS");
    expect(await warehouse.list(kept)).toEqual([0]);
  });

  it("goes on with the others when one source fails, and ends with 1", async () => {
    answer = (path) => (path.startsWith("/LRIS") ? { status: 500, body: {} } : { body: rows("100") });
    const { code, stdout } = await run("sync");
    expect(code).toBe(1);
    expect(stdout).toContain("LRIS: failed, nothing was published: SERVER_ERROR");
    expect(stdout).toContain("TABMIS: nothing changed, no new version");
  });

  it("names the sources there are when it is asked for another one", async () => {
    const { code, stderr } = await run("sync", "--source", "NO");
    expect([code, stderr]).toEqual([1, "kho: There is no source NO; switched on are: LRIS, TABMIS\n"]);
  });

  it("works as a worker until it is told to stop", async () => {
    const env = { DATABASE_URL: warehouse.url, KHO_LOG_LEVEL: "error", KHO_SOURCES: folder };
    const worker = new KhoProcess(["worker"], env);
    await worker.says("Stop with Ctrl-C");
    expect(worker.stdout).toContain("LRIS  0 6 * * * (Asia/Ho_Chi_Minh)");
    worker.kill("SIGTERM");
    expect(await worker.exitCode()).toBe(0);
  });

  it("as a worker without any source ends with a word, or waits for the first one until it is told to stop", async () => {
    const empty = mkdtempSync(join(tmpdir(), "kho-no-sources-"));
    const env = { DATABASE_URL: warehouse.url, KHO_LOG_LEVEL: "error", KHO_SOURCES: empty };
    const hasty = new KhoProcess(["worker"], env);
    expect(await hasty.exitCode()).toBe(1);
    expect(hasty.stderr).toContain(`No source is configured in ${empty}: docs/sources.md tells how to connect one`);
    const patient = new KhoProcess(["worker", "--wait"], env);
    await patient.says("Stop with Ctrl-C");
    expect(patient.stdout).toContain(`No source is configured in ${empty} yet: waiting for the first one`);
    patient.kill("SIGTERM");
    expect(await patient.exitCode()).toBe(0);
    rmSync(empty, { recursive: true });
  });

  it("starts a waiting worker when the first source is configured", async () => {
    const later = mkdtempSync(join(tmpdir(), "kho-late-source-"));
    const begun = Promise.withResolvers<object>();
    const log = { ...SILENT, error: () => {}, info: begun.resolve };
    const options = { databaseUrl: warehouse.url, timeZone: "Asia/Ho_Chi_Minh", rawDays: 90, log };
    const worker = await startOrAwait({ ...options, sourcesDir: later, secret: () => undefined }, 10);
    copyFileSync(join(folder, "LRIS.yaml"), join(later, "LRIS.yaml"));
    expect(await begun.promise).toEqual({ sources: ["LRIS  0 6 * * * (Asia/Ho_Chi_Minh)"] });
    await worker.close();
    rmSync(later, { recursive: true });
  });
});
