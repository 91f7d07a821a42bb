import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { KhoProcess } from "../support/kho-process.js";
import { TestSources } from "./config.support.js";
import { rows, useLris } from "./lris.support.js";

const lris = useLris();
let sources: TestSources;
beforeEach(() => {
  sources?.remove();
  sources = new TestSources();
});
afterAll(() => sources.remove());

async function check(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const env = { KHO_SOURCES: sources.folder, KHO_LOG_LEVEL: "error", LRIS_KEY: "k3y-12345" };
  const process = new KhoProcess(["sources", "check", ...args], env);
  const code = await process.exitCode();
  const tidy = (text: string): string =>
    text.replaceAll(sources.folder, "sources").replaceAll(lris.server.url, "http://source");
  return { code, stdout: tidy(process.stdout), stderr: tidy(process.stderr) };
}

describe("kho sources check", () => {
  it("tries every source out with one request, and shows what its first records mean", async () => {
    lris.server.speaker = () => ({ body: { data: [...rows(1), { ma: "CT2", ky: "2023-13", giaTri: 1 }] } });
    sources.file("lris.yaml", lris.yaml('auth: { kind: header, value: "Bearer ${env:LRIS_KEY}" }'));
    const { code, stdout, stderr } = await check();
    expect([code, stderr, lris.server.requests[0]!.headers.authorization]).toEqual([0, "", "Bearer k3y-12345"]);
    expect(stdout).toBe(`sources: 1 of 1 configurations are right
ok     LRIS (json): 2 records read, 1 refused
       GET http://source/api, 0.1 kB
       record 1: CT1 77 2023-08 1 (A)
       record 2: PERIOD_FORMAT, period: "2023-13" is no period: month 13 does not exist (1 to 12)
`);
  });

  it("ends with 1 when a file has a fault, each told with its place", async () => {
    sources.file("a.yaml", "code: A\nkind: soap\n");
    sources.file("b.yaml", lris.yaml());
    const { code, stdout, stderr } = await check("--offline");
    expect([code, stderr]).toEqual([
      1,
      "sources/a.yaml:2: kind: must be one of json, csv, excel, sdmx-json, world-bank, dhis2\n",
    ]);
    expect(stdout).toBe("sources: 1 of 2 configurations are right\n");
    expect(lris.server.requests).toHaveLength(0);
  });

  it("ends with 1 when a source does not let us in, or sends nothing that can be read", async () => {
    sources.file("lris.yaml", lris.yaml());
    lris.server.speaker = () => ({ status: 401 });
    const refused = await check("--source", "LRIS");
    lris.server.speaker = () => ({ body: { data: [{ ma: "CT1", ky: "hôm qua", giaTri: 1 }] } });
    const unreadable = await check();
    expect([refused.code, unreadable.code]).toEqual([1, 1]);
    expect(refused.stdout).toContain("FAULT  LRIS (json): AUTH_REFUSED: http://source/api answers 401");
    expect(unreadable.stdout).toContain("FAULT  LRIS (json): 1 records read, 1 refused");
  });

  it("names the sources when the wanted one is not there", async () => {
    sources.file("lris.yaml", lris.yaml());
    const { code, stderr } = await check("--source", "SYT");
    expect([code, stderr]).toEqual([1, "kho: There is no source SYT: there are LRIS\n"]);
  });
});
