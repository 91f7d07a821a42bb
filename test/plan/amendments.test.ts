import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn } from "../support/sql.js";
import { insertTarget } from "../support/targets.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await sqlOn(url, `UPDATE target SET valid_to = '2023-07-01' WHERE code = 'CDS2023-CQ-02'`);
  const decision = {
    decision: "99/QĐ-UBND",
    decided_on: "2023-06-20",
    decision_note_vi: "Điều chỉnh theo kết quả 6 tháng",
  };
  await amend(url, {
    value: "10",
    due_date: "2023-11-30",
    valid_from: "2023-07-01",
    valid_to: "2023-10-01",
    ...decision,
  });
  await amend(url, {
    value: "10",
    due_date: "2023-11-30",
    valid_from: "2023-10-01",
    comparator: "LESS_THAN",
    agency_id: 3,
  });
});
afterAll(() => warehouse.close());

async function amend(url: string, columns: Record<string, string | number>): Promise<void> {
  const [first] = await sqlOn<Record<string, string>>(
    url,
    `SELECT name_vi, plan_id, pillar_id, agency_id, comparator, unit_id FROM target WHERE code = 'CDS2023-CQ-02' ORDER BY valid_from LIMIT 1`,
  );
  await insertWording(url, { ...first, ...columns });
}

async function insertWording(url: string, columns: Record<string, string | number>): Promise<void> {
  const row = { code: "CDS2023-CQ-02", provenance: "PUBLISHED", ...columns };
  const names = Object.keys(row);
  await sqlOn(
    url,
    `INSERT INTO target (${names.join(", ")}, indicator_id, series_id)
     SELECT ${names.map((_, i) => `$${i + 1}`).join(", ")}, s.indicator_id, s.id FROM series s WHERE s.key = 'A.TT007.77._T'`,
    Object.values(row),
  );
}

describe("a target that was amended", () => {
  it.each(["2023-01-01", "2023-08-01", "2023-12-31"])(
    "has the same amendments whichever wording is asked (%s)",
    async (on) => {
      const { data } = await warehouse.ask(
        `{ target(code: "CDS2023-CQ-02", on: "${on}") { amendments { validFrom decision decidedOn note before { value dueDate } after { value dueDate } changes { field before after } } } }`,
      );
      expect(data.target.amendments).toEqual([
        {
          validFrom: "2023-07-01",
          decision: "99/QĐ-UBND",
          decidedOn: "2023-06-20",
          note: "Điều chỉnh theo kết quả 6 tháng",
          before: { value: "15", dueDate: "2023-12-31" },
          after: { value: "10", dueDate: "2023-11-30" },
          changes: [
            { field: "VALUE", before: "15", after: "10" },
            { field: "DUE_DATE", before: "2023-12-31", after: "2023-11-30" },
          ],
        },
        {
          validFrom: "2023-10-01",
          decision: null,
          decidedOn: null,
          note: null,
          before: { value: "10", dueDate: "2023-11-30" },
          after: { value: "10", dueDate: "2023-11-30" },
          changes: [
            { field: "COMPARATOR", before: "AT_MOST", after: "LESS_THAN" },
            { field: "AGENCY", before: null, after: null },
          ],
        },
      ]);
    },
  );

  it("tells each as a sentence", async () => {
    const { data } = await warehouse.ask(
      `{ target(code: "CDS2023-CQ-02") { amendments { vi: explanation en: explanation(lang: EN) } } }`,
    );
    expect(data.target.amendments).toEqual([
      {
        vi: "Từ ngày 01/07/2023, theo Quyết định số 99/QĐ-UBND ngày 20/06/2023, mục tiêu được điều chỉnh thành thuộc nhóm 10 hạng đầu (trước đây: thuộc nhóm 15 hạng đầu); thời hạn được điều chỉnh thành 30/11/2023 (trước đây: 31/12/2023).",
        en: "From 1 July 2023, by decision 99/QĐ-UBND of 20 June 2023: the target is a place among the top 10 instead of a place among the top 15; due on 30 November 2023 instead of 31 December 2023.",
      },
      {
        vi: "Từ ngày 01/10/2023, mục tiêu được điều chỉnh thành thuộc nhóm 9 hạng đầu (trước đây: thuộc nhóm 10 hạng đầu); thay đổi cơ quan chủ trì.",
        en: "From 1 October 2023: the target is a place among the top 9 instead of a place among the top 10; another agency is responsible.",
      },
    ]);
  });

  it("stands by the wording of the day", async () => {
    const on = (day: string) =>
      `target(code: "CDS2023-CQ-02", on: "${day}") { progress(on: "2024-06-30") { status target } }`;
    const { data } = await warehouse.ask(`{ first: ${on("2023-01-01")} second: ${on("2023-08-01")} }`);
    expect(data.first.progress).toEqual({ status: "ACHIEVED", target: "15" });
    expect(data.second.progress).toEqual({ status: "MISSED", target: "10" });
  });

  it("has none when it never was", async () => {
    const { data } = await warehouse.ask(
      `{ target(code: "CDS2023-CQ-01") { lineage decidedOn amendments { validFrom } } }`,
    );
    expect(data.target).toEqual({ lineage: "CDS2023-CQ-01", decidedOn: null, amendments: [] });
  });
});

describe("plans over the years", () => {
  beforeAll(async () => {
    const url = warehouse.databaseUrl;
    await sqlOn(
      url,
      `INSERT INTO plan (code, name_vi, year) VALUES ('CDS2022', 'Kế hoạch chuyển đổi số năm 2022', 2022)`,
    );
    await sqlOn(
      url,
      `INSERT INTO pillar (plan_id, code, name_vi) SELECT id, 'ALL', 'Chung' FROM plan WHERE code = 'CDS2022'`,
    );
    const [old] = await sqlOn<{ plan_id: number; id: number }>(
      url,
      `SELECT plan_id, id FROM pillar WHERE code = 'ALL'`,
    );
    const columns = {
      plan_id: old!.plan_id,
      pillar_id: old!.id,
      due_date: "2022-12-31",
      valid_from: "2022-01-01",
      valid_to: "2023-02-01",
    };
    await insertTarget(url, {
      code: "CDS2022-01",
      series: "A.TT007.77._T",
      columns: { ...columns, value: 20, lineage: "DTI" },
    });
    await insertTarget(url, { code: "CDS2022-02", columns });
    await sqlOn(
      url,
      `UPDATE target SET lineage = 'DTI', value = 15, comparator = 'AT_MOST' WHERE code = 'CDS2023-CQ-02' AND valid_to IS NULL`,
    );
  });

  it("are compared by what was met and by the promises that recur, though the older one has ended", async () => {
    const { data, errors } = await warehouse.ask(
      `{ planComparison(codes: ["CDS2022", "CDS2023"], on: "2024-06-30") {
           plans { plan { code year } scorecard { met total } }
           recurring { lineage name entries { plan { code } target { code value } progress { status actualValue } } }
           vi: summary en: summary(lang: EN) } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.planComparison).toEqual({
      plans: [
        { plan: { code: "CDS2022", year: 2022 }, scorecard: { met: 0, total: 2 } },
        { plan: { code: "CDS2023", year: 2023 }, scorecard: { met: 12, total: 39 } },
      ],
      recurring: [
        {
          lineage: "DTI",
          name: "Chỉ số chuyển đổi số (DTI) xếp trong nhóm 15 tỉnh, thành phố dẫn đầu",
          entries: [
            {
              plan: { code: "CDS2022" },
              target: { code: "CDS2022-01", value: "20" },
              progress: { status: "MISSED", actualValue: "28" },
            },
            {
              plan: { code: "CDS2023" },
              target: { code: "CDS2023-CQ-02", value: "15" },
              progress: { status: "MISSED", actualValue: "28" },
            },
          ],
        },
      ],
      vi: "Số chỉ tiêu hoàn thành tính đến ngày 30/06/2024: năm 2022: 0/2; năm 2023: 12/39; 1 chỉ tiêu được đặt ra ở nhiều kế hoạch, trong đó 0 chỉ tiêu hoàn thành ở kế hoạch sau cùng.",
      en: "Targets met by 30 June 2024: 2022: 0 of 2; 2023: 12 of 39; 1 stand in several plans, of which 0 are met in the last one.",
    });
  });

  it.each([
    [`["CDS2023", "NONE"]`, "NOT_FOUND"],
    ["[]", "BAD_USER_INPUT"],
  ])("must be known: %s is %s", async (codes, code) => {
    const { errors } = await warehouse.ask(`{ planComparison(codes: ${codes}) { summary } }`);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });
});
