import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, sqlOn, type Point } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await planOf2024(warehouse.databaseUrl);
});
afterAll(() => warehouse.close());

const months = (...values: string[]): Point[] =>
  values.map((value, i) => [`2024-0${i + 5}-01`, `2024-0${i + 5}-28`, value, "A"]);

/** May to September 2024: what is met all the time, what never is, and what is met from August on. */
const FIGURES: Readonly<Record<string, readonly Point[]>> = {
  HIGH: months("90", "90", "90", "90", "90"),
  LOW: months("10", "10", "11", "12", "10"),
  RISE: months("10", "20", "30", "85", "95"),
};

/** Targets of at least 80 % under each pillar, by what measures them: 13 of 15, 5 of 7, 14 of 15 are met in October. */
const PILLARS = [
  ["Chính quyền số", "Digital government", { HIGH: 12, RISE: 1, LOW: 2 }],
  ["Kinh tế số", "Digital economy", { HIGH: 4, RISE: 1, LOW: 2 }],
  ["Xã hội số", "Digital society", { HIGH: 13, RISE: 1, LOW: 1 }],
] as const;

async function planOf2024(url: string): Promise<void> {
  for (const [code, points] of Object.entries(FIGURES)) {
    await insertIndicator(url, code, { frequency: "M", aggregation: "LAST" });
    await insertSeries(url, { key: `M.${code}.77._T`, indicator: code }, points);
  }
  await sqlOn(
    url,
    `INSERT INTO plan (code, name_vi, year) VALUES ('CDS2024', 'Kế hoạch chuyển đổi số năm 2024', 2024)`,
  );
  for (const [position, [nameVi, nameEn, targets]] of PILLARS.entries()) {
    await sqlOn(
      url,
      `INSERT INTO pillar (plan_id, code, name_vi, name_en, position) SELECT id, $1, $2, $3, $4 FROM plan WHERE code = 'CDS2024'`,
      [`PILLAR${position}`, nameVi, nameEn, position + 1],
    );
    for (const [indicator, count] of Object.entries(targets)) await insertTargets(url, position, indicator, count);
  }
}

async function insertTargets(url: string, pillar: number, indicator: string, count: number): Promise<void> {
  await sqlOn(
    url,
    `INSERT INTO target (code, name_vi, plan_id, pillar_id, agency_id, indicator_id, series_id, comparator, value, unit_id,
       due_date, provenance, valid_from)
     SELECT 'T24-' || $1 || '-' || $2 || '-' || n, 'Chỉ tiêu ' || n, pi.plan_id, pi.id, CASE WHEN n > 1 THEN $1::int + 1 END,
       s.indicator_id, s.id, 'AT_LEAST', 80, (SELECT id FROM unit WHERE code = 'PCT'), '2024-12-31', 'DELIVERED', '2024-01-01'
     FROM pillar pi, series s, generate_series(1, $3::int) AS n WHERE pi.code = 'PILLAR' || $1 AND s.key = 'M.' || $2 || '.77._T'`,
    [String(pillar), indicator, count],
  );
}

async function scorecard(args: string, selection: string) {
  const { data, errors } = await warehouse.ask(`{ plan(code: "CDS2024") { scorecard${args} { ${selection} } } }`);
  expect(errors).toBeUndefined();
  return data.plan.scorecard;
}

describe("a scorecard", () => {
  it("counts what is met, by pillar, and what has changed since the last report", async () => {
    const card = await scorecard(
      `(on: "2024-10-31", since: "2024-07-31")`,
      "on total met byPillar { pillar { code } total met } change { since met total } vi: summary en: summary(lang: EN)",
    );
    expect(card).toEqual({
      on: "2024-10-31",
      total: 37,
      met: 32,
      byPillar: [
        { pillar: { code: "PILLAR0" }, total: 15, met: 13 },
        { pillar: { code: "PILLAR1" }, total: 7, met: 5 },
        { pillar: { code: "PILLAR2" }, total: 15, met: 14 },
      ],
      change: { since: "2024-07-31", met: 3, total: 0 },
      vi: "Tính đến ngày 31/10/2024, hoàn thành 32/37 chỉ tiêu (86,5%): chính quyền số 13/15, kinh tế số 5/7, xã hội số 14/15; tăng 3 chỉ tiêu hoàn thành so với ngày 31/07/2024.",
      en: "32 of 37 met by 31 October 2024 (86.5%): digital government 13/15, digital economy 5/7, digital society 14/15; +3 since 31 July 2024.",
    });
  });

  it("counts by status, in the order of statuses, and by agency, with those of nobody last", async () => {
    const card = await scorecard(
      `(on: "2024-07-31")`,
      "byStatus { status count } byAgency { agency { code } total met byStatus { status count } } change { met }",
    );
    expect(card.byStatus).toEqual([
      { status: "ACHIEVED", count: 29 },
      { status: "OFF_TRACK", count: 8 },
    ]);
    expect(card.byAgency.map(({ total }: { total: number }) => total)).toEqual([12, 4, 12, 9]);
    expect(card.byAgency[3]).toEqual({
      agency: null,
      total: 9,
      met: 3,
      byStatus: [
        { status: "ACHIEVED", count: 3 },
        { status: "OFF_TRACK", count: 6 },
      ],
    });
    expect(card.change).toBeNull();
  });

  it("names the targets that stand otherwise", async () => {
    const { change } = await scorecard(
      `(on: "2024-10-31", since: "2024-07-31")`,
      "change { changed { code before after target { code pillar { code } } } }",
    );
    expect(change.changed).toEqual(
      [0, 1, 2].map((pillar) => ({
        code: `T24-${pillar}-RISE-1`,
        before: "OFF_TRACK",
        after: "ACHIEVED",
        target: { code: `T24-${pillar}-RISE-1`, pillar: { code: `PILLAR${pillar}` } },
      })),
    );
  });

  it("has no targets before the plan is valid, and none stand before it has begun", async () => {
    const card = await scorecard(`(on: "2023-12-31", since: "2024-10-31")`, "total met byPillar { total } vi: summary");
    expect(card).toEqual({ total: 0, met: 0, byPillar: [], vi: "Tại ngày 31/12/2023, kế hoạch chưa có chỉ tiêu." });
    const started = await scorecard(`(on: "2024-01-01")`, "byStatus { status count } vi: summary");
    expect(started).toEqual({
      byStatus: [{ status: "NO_DATA", count: 37 }],
      vi: "Tính đến ngày 01/01/2024, hoàn thành 0/37 chỉ tiêu (0%): chính quyền số 0/15, kinh tế số 0/7, xã hội số 0/15; 37 chỉ tiêu chưa có căn cứ đánh giá.",
    });
  });
});

describe("a scorecard since a data version", () => {
  it("compares with what was known then, and counts what the plan lost and got", async () => {
    const url = warehouse.databaseUrl;
    const [then] = await sqlOn<{ id: number }>(url, `SELECT max(id) AS id FROM publication`);
    await sqlOn(url, `UPDATE target SET valid_to = '2024-09-01' WHERE code = 'T24-0-HIGH-1'`);
    await sqlOn(url, `UPDATE target SET value = 95 WHERE code = 'T24-2-HIGH-1'`);
    await sqlOn(url, `UPDATE target SET code = 'T24-1-LOW-9' WHERE code = 'T24-1-LOW-2'`);
    const card = await scorecard(
      `(on: "2024-10-31", sinceAsOf: "${then!.id}")`,
      "total met change { since sinceAsOf met total changed { code before after } } vi: summary",
    );
    expect(card.change).toEqual({
      since: "2024-10-31",
      sinceAsOf: String(then!.id),
      met: -2,
      total: -1,
      changed: [
        { code: "T24-0-HIGH-1", before: "ACHIEVED", after: null },
        { code: "T24-1-LOW-2", before: "OFF_TRACK", after: null },
        { code: "T24-1-LOW-9", before: null, after: "OFF_TRACK" },
        { code: "T24-2-HIGH-1", before: "ACHIEVED", after: "AT_RISK" },
      ],
    });
    expect(card.vi).toContain(`30/36 chỉ tiêu`);
    expect(card.vi).toContain(`giảm 2 chỉ tiêu hoàn thành so với phiên bản số liệu ${then!.id}`);
  });

  it("knows no version that is not there", async () => {
    const { errors } = await warehouse.ask(`{ plan(code: "CDS2024") { scorecard(sinceAsOf: "999") { met } } }`);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("the demo's scorecard", () => {
  it("says that it is made of samples and of figures that are not final", async () => {
    const { data } = await warehouse.ask(
      `{ plan(code: "CDS2023") { scorecard(on: "2023-12-31") { total met metProvisionally summary } } }`,
    );
    expect(data.plan.scorecard).toEqual({
      total: 39,
      met: 13,
      metProvisionally: 12,
      summary:
        "Tính đến ngày 31/12/2023, hoàn thành 13/39 chỉ tiêu (33,3%): chính quyền số 6/16, kinh tế số 2/8, xã hội số 5/15; trong số hoàn thành có 12 chỉ tiêu theo số liệu chưa chính thức; 4 chỉ tiêu chưa có căn cứ đánh giá; có sử dụng số liệu mẫu.",
    });
  });

  it("takes two statements with its plan, and three more for a change with pillars and agencies", async () => {
    const count = async (selection: string) =>
      (await warehouse.statementsOf(() => warehouse.askOnce(`{ plans { nodes { ${selection} } } }`))).length;
    expect(await count(`scorecard(on: "2023-12-31") { met summary }`)).toBe(2);
    expect(
      await count(
        `scorecard(on: "2023-12-31", since: "2023-06-30") { byPillar { pillar { name } } byAgency { agency { name } } }`,
      ),
    ).toBe(5);
  });
});
