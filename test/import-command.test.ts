import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportWarehouse } from "./import.support.js";
import { KhoProcess } from "./support/kho-process.js";

let kho: ImportWarehouse;
beforeAll(async () => {
  kho = await ImportWarehouse.open();
});
afterAll(() => kho.close());

async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const process = new KhoProcess(["import", ...args], { DATABASE_URL: kho.url, KHO_LOG_LEVEL: "error" });
  return { code: await process.exitCode(), stdout: process.stdout, stderr: process.stderr };
}

describe("kho import", () => {
  it("imports by a map file and options, and sums up what became of the rows", async () => {
    const map = kho.file(
      "map.yaml",
      "columns: { area: province }\ncodes: { areas: { file: areas.csv } }\nsigns: { n/a: MISSING }\n",
    );
    kho.file("areas.csv", "from,to\nBRVT,77\n");
    const file = kho.file(
      "budget.csv",
      "indicator,province,year,value,note\nTHU,BRVT,2023,5,\nTHU,BRVT,2022,n/a,\nTHU,Huế,2023,1,\n",
    );
    const { code, stdout, stderr } = await run(file, "--map", map, "--period", "year");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.replace(/\([\d.]+ s\)/, "(0 s)")).toBe(`budget.csv: imported as publication 1 (0 s)
  received  3
  created   2
  updated   0
  unchanged 0
  rejected  1
  new series 1
  columns not used: note
Rejected by rule:
  UNKNOWN_AREA        1
First faults:
  line 4, UNKNOWN_AREA: province "Huế": there is no area "Huế"
`);
  });

  it("ends with 1 when strict refuses the file, and can answer a program", async () => {
    const file = kho.file("strict.csv", "indicator,area,period,value\nTHU,77,2021,5\nTHU,99,2021,5\n");
    const { code, stdout } = await run(file, "--strict", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "REFUSED", received: 2, rejected: 1, publication: null });
  });

  it("ends with 1 and one line when the file can't be imported", async () => {
    const file = kho.file("year.csv", "indicator,area,year,value\nTHU,77,2021,5\n");
    const { code, stdout, stderr } = await run(file);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      'kho: no column is given for the period. The file has the columns "indicator", "area", "year", "value"\n',
    );
  });

  it("explains itself with examples", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}kho import observations.csv/);
  });
});
