import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPlan } from "../../src/ingestion/plan.loading.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const EXAMPLE = fileURLToPath(new URL("../../docs/examples/plan-2024.yaml", import.meta.url));
const PLAN = `code: KH2025
name: { vi: Kế hoạch 2025 }
year: 2025
pillars: [{ code: A, name: { vi: Trụ cột A } }]
targets: targets.csv
`;
const HEADER =
  "code,pillar,name_vi,comparator,value,upper_value,unit,due_date,indicator,baseline_date,baseline_value,milestones,decision,valid_from,valid_to";

let warehouse: TestWarehouse;
const folder = mkdtempSync(join(tmpdir(), "kho-plan-"));
beforeAll(async () => void (warehouse = await openWarehouse()));
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

function file(lines: readonly string[], { plan = PLAN, header = HEADER } = {}): string {
  writeFileSync(join(folder, "targets.csv"), [header, ...lines].join("\n"));
  writeFileSync(join(folder, "plan.yaml"), plan);
  return join(folder, "plan.yaml");
}
const load = (lines: readonly string[], options = {}) => loadPlan(warehouse.databaseUrl, file(lines), options);
const target = async (code: string, on: string) =>
  (
    await warehouse.askOnce(
      `{ target(code: "${code}", on: "${on}") { name value dueDate decision baseline { date value } milestones { date value } } }`,
    )
  ).data.target;
const versionNow = async () => (await warehouse.askOnce("{ warehouse { version } }")).data.warehouse.version as string;

describe("a plan is loaded from a file", () => {
  it("with its pillars and targets, as one data version", async () => {
    const before = Number(await versionNow());
    expect(await loadPlan(warehouse.databaseUrl, EXAMPLE)).toEqual({
      code: "CDS2024",
      created: 2,
      amended: 1,
      corrected: 0,
      unchanged: 0,
      version: before + 1,
    });
    const { data } = await warehouse.ask(
      `{ plan(code: "CDS2024") { name year pillars { code } targets(on: "2024-03-31") { nodes { code value comparator agency { code } indicator { code } } }
         scorecard(on: "2024-03-31") { total } } }`,
    );
    expect(data.plan).toEqual({
      name: "Kế hoạch chuyển đổi số tỉnh Bà Rịa - Vũng Tàu năm 2024",
      year: 2024,
      pillars: [{ code: "DIGITAL_GOVERNMENT" }, { code: "DIGITAL_ECONOMY" }, { code: "DIGITAL_SOCIETY" }],
      targets: {
        nodes: [
          {
            code: "CDS2024-CQ-01",
            value: "10",
            comparator: "AT_MOST",
            agency: { code: "000.00.11.H06" },
            indicator: { code: "TT007" },
          },
          {
            code: "CDS2024-CQ-02",
            value: "100",
            comparator: "AT_LEAST",
            agency: { code: "000.00.11.H06" },
            indicator: { code: "TT008" },
          },
        ],
      },
      scorecard: { total: 2 },
    });
  });

  it("in which a later row with a decision amends a target, and its older wording stays", async () => {
    expect(await target("CDS2024-CQ-02", "2024-05-31")).toMatchObject({
      dueDate: "2024-12-31",
      decision: "12/KH-UBND",
      milestones: [{ date: "2024-06-30", value: "99.2" }],
    });
    expect(await target("CDS2024-CQ-02", "2024-06-01")).toMatchObject({
      dueDate: "2024-09-30",
      decision: "345/QĐ-UBND",
      milestones: [{ date: "2024-06-30", value: "99.5" }],
    });
    const { data } = await warehouse.ask(
      `{ target(code: "CDS2024-CQ-02") { amendments { decision decidedOn changes { field before after } } } }`,
    );
    expect(data.target.amendments).toMatchObject([
      {
        decision: "345/QĐ-UBND",
        decidedOn: "2024-05-20",
        changes: [{ field: "NAME" }, { field: "DUE_DATE", before: "2024-12-31", after: "2024-09-30" }],
      },
    ]);
  });

  it("again, and nothing changes, nor is there a new version", async () => {
    const before = await versionNow();
    expect(await loadPlan(warehouse.databaseUrl, EXAMPLE)).toMatchObject({
      created: 0,
      amended: 0,
      unchanged: 3,
      version: null,
    });
    expect(await versionNow()).toBe(before);
  });

  it("corrected: the wording reads so from its first day, and an earlier version still shows what was there", async () => {
    await load(["X1,A,Một,AT_LEAST,50,,PCT,2025-12-31,,2024-12-31,40.0,2025-06-30=45,,,"]);
    const before = await versionNow();
    expect(await load(["X1,A,Một,AT_LEAST,50.00,,PCT,2025-12-31,,2024-12-31,40,2025-06-30=45.0,,,"])).toMatchObject({
      unchanged: 1,
    });
    expect(await load(["X1,A,Một,AT_LEAST,55,,PCT,2025-12-31,,2024-12-31,40,,,,"])).toMatchObject({ corrected: 1 });
    expect(await target("X1", "2025-03-01")).toMatchObject({ value: "55", baseline: { value: "40" }, milestones: [] });
    const { data } = await warehouse.ask(`{ target(code: "X1", asOf: "${before}") { value milestones { value } } }`);
    expect(data.target).toEqual({ value: "50", milestones: [{ value: "45" }] });
  });

  it("in a dry run, which tells what would happen and does none of it", async () => {
    const before = await versionNow();
    expect(
      await load(["X1,A,Một,AT_LEAST,60,,PCT,2025-12-31,,,,,,,", "X9,A,Chín,EQUAL,1,,PCT,2025-12-31,,,,,,,"], {
        dryRun: true,
      }),
    ).toEqual({
      code: "KH2025",
      created: 1,
      amended: 0,
      corrected: 1,
      unchanged: 0,
      version: null,
    });
    expect([await versionNow(), (await target("X1", "2025-03-01")).value]).toEqual([before, "55"]);
  });

  it("twice amended in one file, in the order of the days and not of the lines", async () => {
    const rows = [
      "X2,A,Hai ba,AT_LEAST,30,,PCT,2025-12-31,,,,,QĐ 3,2025-07-01,",
      "X2,A,Hai một,AT_LEAST,10,,PCT,2025-12-31,,,,,,,",
      "X2,A,Hai hai,AT_LEAST,20,,PCT,2025-12-31,,,,,QĐ 2,2025-04-01,",
    ];
    expect(await load(rows)).toMatchObject({ created: 1, amended: 2 });
    const values = async () =>
      Promise.all(["2025-02-01", "2025-05-01", "2025-08-01"].map(async (on) => (await target("X2", on)).value));
    expect(await values()).toEqual(["10", "20", "30"]);
    expect(await load(rows)).toMatchObject({ created: 0, amended: 0, corrected: 0, unchanged: 3 });
  });
});

describe("a plan with a fault changes nothing, and every fault is told", () => {
  it.each([
    [
      ["X3,A,Ba,AT_LEAST,1,,XU,2025-12-31,NO01,,,,,,"],
      ["line 2: there is no indicator NO01", "line 2: there is no unit XU"],
    ],
    [["X3,B,Ba,AT_LEAST,1,,PCT,2025-12-31,,,,,,,"], ["line 2: the plan has no pillar B"]],
    [
      ["X3,A,Ba,BETWEEN,1,,PCT,2025-12-31,,,,,,,"],
      ["line 2: upper_value goes with the comparator BETWEEN, and with no other"],
    ],
    [
      ["X3,A,Ba,NEAR,1,,PCT,2025-12-31,,,,,,,"],
      ["line 2: comparator must be one of AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN, EQUAL, BETWEEN"],
    ],
    [
      ['X3,A,Ba,AT_LEAST,"8,5",,PCT,31/12/2025,,,,,,,'],
      ["line 2: value is no decimal number such as 84818.2", "line 2: due_date is no day YYYY-MM-DD"],
    ],
    [["X3,A,Ba,AT_LEAST,1,,PCT,2025-12-31,,2024-12-31,,,,,"], ["line 2: baseline_date and baseline_value go together"]],
    [
      ["X3,A,Ba,AT_LEAST,1,,PCT,2025-12-31,,,,soon=3,,,"],
      ['line 2: milestones are days with values, such as "2023-06-30=55; 2023-09-30=80"'],
    ],
    [["X3,A,Ba,AT_LEAST,1,,PCT,2025-12-31,,,,,,,2025-01-01"], ["line 2: valid_to must lie after 2025-01-01"]],
    [
      ["X3,A,Ba,AT_LEAST,1,,PCT,2025-12-31,,,,,,,", "X3,A,Ba,AT_LEAST,2,,PCT,2025-12-31,,,,,,,"],
      ["line 3: X3 stands on line 2 already"],
    ],
    [
      ["X1,A,Một,AT_LEAST,60,,PCT,2025-12-31,,,,,,2025-06-01,"],
      ["line 2: X1 is there already: a wording that amends it needs a decision"],
    ],
    [
      ["X1,A,Một,AT_LEAST,60,,PCT,2025-12-31,,,,,QĐ 1,2024-06-01,"],
      ["line 2: X1 has a wording from 2025-01-01: an amendment must begin later"],
    ],
    [
      ["CDS2023-CQ-01,A,Một,AT_LEAST,60,,PCT,2025-12-31,,,,,QĐ 1,2025-06-01,"],
      ["line 2: CDS2023-CQ-01 is a target of the plan CDS2023"],
    ],
  ])("%j", async (lines, faults) => {
    const before = await versionNow();
    const refusal = await load([...lines, "X8,A,Tám,AT_LEAST,1,,PCT,2025-12-31,,,,,,,"]).catch(
      (error: Error) => error.message,
    );
    for (const fault of faults) expect(refusal).toContain(fault);
    expect(refusal).toContain("nothing was loaded");
    expect([await versionNow(), await target("X8", "2025-06-01")]).toEqual([before, null]);
  });

  it("also in the YAML, and where columns are strange", async () => {
    const bad = file([], { plan: PLAN.replace("year: 2025", "year: MMXXV").replace("pillars:", "pilars:") });
    await expect(loadPlan(warehouse.databaseUrl, bad)).rejects.toThrow(/year: .*; pillars: .*; .*pilars/);
    const strange = file(["X3,1"], { header: "code,owner" });
    await expect(loadPlan(warehouse.databaseUrl, strange)).rejects.toThrow('Unrecognized key: "owner"');
    expect(await sqlOn(warehouse.databaseUrl, `SELECT code FROM plan WHERE code = 'KH2026'`)).toEqual([]);
  });
});
