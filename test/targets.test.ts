import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await amendTarget(warehouse.databaseUrl);
});
afterAll(() => warehouse.close());

/** CDS2023-CQ-02 reads so until 1 July 2023, and strictly better than rank 10 from then on. */
async function amendTarget(url: string): Promise<void> {
  await sqlOn(url, `UPDATE target SET valid_to = '2023-07-01' WHERE code = 'CDS2023-CQ-02'`);
  await sqlOn(
    url,
    `INSERT INTO target (code, name_vi, plan_id, pillar_id, agency_id, indicator_id, comparator, value, unit_id, due_date, provenance, decision, valid_from)
     SELECT code, name_vi, plan_id, pillar_id, agency_id, indicator_id, 'LESS_THAN', 10.50, unit_id, due_date, provenance, '99/QĐ-UBND', '2023-07-01'
     FROM target WHERE code = 'CDS2023-CQ-02'`,
  );
}

async function dataOf(query: string) {
  const { data, errors } = await warehouse.ask(query);
  expect(errors).toBeUndefined();
  return data;
}

describe("a target", () => {
  it.each([
    ["", "LESS_THAN", "10.50", "99/QĐ-UBND"],
    [`, on: "2023-07-01"`, "LESS_THAN", "10.50", "99/QĐ-UBND"],
    [`, on: "2023-06-30"`, "AT_MOST", "15", null],
  ])("reads as it was amended%s: %s %s", async (on, comparator, value, decision) => {
    const data = await dataOf(`{ target(code: "CDS2023-CQ-02"${on}) { comparator value decision } }`);
    expect(data.target).toEqual({ comparator, value, decision });
  });

  it("stands in lists once, as it reads on the day", async () => {
    const nested = (on: string) =>
      `nodes: targets(${on} filter: { codes: ["CDS2023-CQ-02"] }) { totalCount nodes { value } }`;
    const data = await dataOf(
      `{ now: plan(code: "CDS2023") { ${nested("")} } then: indicator(code: "TT007") { ${nested(`on: "2023-06-30",`)} } plan(code: "CDS2023") { targets { totalCount } } }`,
    );
    expect(data.now.nodes).toEqual({ totalCount: 1, nodes: [{ value: "10.50" }] });
    expect(data.then.nodes).toEqual({ totalCount: 1, nodes: [{ value: "15" }] });
    expect(data.plan.targets.totalCount).toBe(39);
  });

  it("has a baseline, milestones, and parents", async () => {
    const data = await dataOf(
      `{ target(code: "CDS2023-CQ-03") { baseline { kind date value } milestones { kind date value } plan { code } pillar { code } unit { code symbol } agency { code } } }`,
    );
    expect(data.target).toMatchObject({
      baseline: { kind: "BASELINE", date: "2022-12-31", value: "91.2" },
      milestones: [
        { kind: "MILESTONE", date: "2023-06-30", value: "95" },
        { kind: "MILESTONE", date: "2023-09-30", value: "98" },
      ],
      plan: { code: "CDS2023" },
      pillar: { code: "DIGITAL_GOVERNMENT" },
      unit: { code: "PCT", symbol: "%" },
    });
  });

  it("may have no indicator yet", async () => {
    const data = await dataOf(
      `{ target(code: "CDS2023-KT-08") { indicator { code } series { key } baseline { value } value } }`,
    );
    expect(data.target).toMatchObject({ indicator: null, series: null, value: "2" });
  });

  it("stands under one pillar of its plan", async () => {
    const data = await dataOf(
      `{ plan(code: "CDS2023") { year pillars { code position targets(first: 100) { totalCount nodes { pillar { code } } } } } }`,
    );
    const counts = data.plan.pillars.map(({ code, targets }: { code: string; targets: { totalCount: number } }) => [
      code,
      targets.totalCount,
    ]);
    expect(counts).toEqual([
      ["DIGITAL_GOVERNMENT", 16],
      ["DIGITAL_ECONOMY", 8],
      ["DIGITAL_SOCIETY", 15],
    ]);
  });
});
