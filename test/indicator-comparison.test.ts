import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertObserved } from "./support/series.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertObserved(
    url,
    "INCOME",
    { frequency: "M", unit: "TYD", direction: "INCREASE" },
    {
      "2022-12": "1000",
      "2023-10": "1500.5",
      "2023-11": "1200",
      "2023-12": ["1350.25", "P"],
    },
  );
  await insertObserved(
    url,
    "POOR",
    { frequency: "A", aggregation: "AVERAGE", unit: "PCT", direction: "DECREASE" },
    { "2021": "2.5", "2022": "1.98", "2023": "2.1" },
  );
  await insertObserved(
    url,
    "PLACE",
    { frequency: "A", aggregation: "NONE", unit: "BAC", direction: "DECREASE" },
    { "2022": "28", "2023": "10" },
  );
  await insertObserved(
    url,
    "GAP",
    { frequency: "M", startDay: 15 },
    { "2022-12": null, "2023-10": "5", "2023-12": "5" },
  );
  await insertObserved(
    url,
    "LONG",
    { frequency: "A", unit: "TYD" },
    { "2022": "118221388.257855", "2023": "109030911.12345678" },
  );
  await insertObserved(url, "ZERO", { frequency: "Q", direction: "INCREASE" }, { "2023-Q1": "0", "2023-Q2": "3" });
  await insertObserved(url, "BREAKS", { frequency: "A" }, { "2022": "1", "2023": ["2", "B"] });
  await insertObserved(url, "LEAP", { frequency: "D" }, { "2023-02-28": "1", "2024-02-29": "2" });
  await insertObserved(url, "WEEKLY", { frequency: "W" }, { "2021-W01": "4", "2020-W53": "9", "2022-W01": "6" });
  await insertObserved(url, "NOTHING", { frequency: "A" }, { "2023": null });
  await insertObserved(url, "HIDDEN", { frequency: "A", access: "RESTRICTED" }, { "2022": "1", "2023": "2" });
});
afterAll(() => warehouse.close());

const FIELDS =
  "current { period { code } value } previous { value status } basePeriod value base difference percent judgement status reason";

async function compare(code: string, args: string, fields = FIELDS) {
  const { data, errors } = await warehouse.ask(`{ indicator(code: "${code}") { comparison(${args}) { ${fields} } } }`);
  expect(errors).toBeUndefined();
  return data.indicator.comparison;
}

async function sentences(code: string, args: string): Promise<[vi: string, en: string]> {
  const { vi, en } = await compare(code, args, "vi: explanation en: explanation(lang: EN)");
  return [vi, en];
}

describe("an indicator beside its previous period", () => {
  it("tells both observations, the exact difference, the percentage and what it means", async () => {
    expect(await compare("INCOME", "with: PREVIOUS_PERIOD")).toEqual({
      current: { period: { code: "2023-12" }, value: "1350.25" },
      previous: { value: "1200", status: "NORMAL" },
      basePeriod: "2023-11",
      value: "1350.25",
      base: "1200",
      difference: "150.25",
      percent: "12.520833333333333333",
      judgement: "BETTER",
      status: "PROVISIONAL",
      reason: null,
    });
    expect(await sentences("INCOME", "with: PREVIOUS_PERIOD")).toEqual([
      "Chỉ tiêu “Chỉ tiêu INCOME”: tháng 12/2023 đạt 1.350,25 tỷ đồng (số liệu sơ bộ), tăng 150,25 tỷ đồng (12,5%) so với kỳ trước (tháng 11/2023: 1.200 tỷ đồng), theo chiều hướng tốt.",
      "Indicator “Chỉ tiêu INCOME”: 1,350.25 billion VND in December 2023 (provisional), up 150.25 (12.5%) on the previous period (November 2023: 1,200 billion VND), which is better.",
    ]);
  });

  it("is told from a day", async () => {
    const { current, difference, judgement } = await compare("INCOME", 'with: PREVIOUS_PERIOD, on: "2023-12-30"');
    expect([current.period.code, difference, judgement]).toEqual(["2023-11", "-300.5", "WORSE"]);
  });

  it("is worse when what should fall rises, in percentage points where the unit is percent", async () => {
    const { difference, percent, judgement } = await compare("POOR", "with: PREVIOUS_PERIOD");
    expect([difference, percent, judgement]).toEqual(["0.12", "6.0606060606060606061", "WORSE"]);
    expect(await sentences("POOR", "with: SAME_PERIOD_LAST_YEAR")).toEqual([
      "Chỉ tiêu “Chỉ tiêu POOR”: năm 2023 đạt 2,1%, tăng 0,12 điểm phần trăm so với năm trước (năm 2022: 1,98%), theo chiều hướng chưa tốt.",
      "Indicator “Chỉ tiêu POOR”: 2.1% in 2023, up 0.12 percentage points on the year before (2022: 1.98%), which is worse.",
    ]);
  });

  it("counts ranks in places, which rise when the number falls", async () => {
    expect(await sentences("PLACE", "with: PREVIOUS_PERIOD")).toEqual([
      "Chỉ tiêu “Chỉ tiêu PLACE”: năm 2023 xếp hạng 10, tăng 18 bậc so với năm trước (năm 2022: hạng 28), theo chiều hướng tốt.",
      "Indicator “Chỉ tiêu PLACE”: rank 10 in 2023, up 18 places on the year before (2022: rank 28), which is better.",
    ]);
  });

  it("leaves out digits that nobody reads", async () => {
    await sqlOn(warehouse.databaseUrl, `UPDATE indicator SET decimals = 8 WHERE code = 'LONG'`);
    expect((await sentences("LONG", "with: PREVIOUS_PERIOD"))[0]).toBe(
      "Chỉ tiêu “Chỉ tiêu LONG”: năm 2023 đạt 109.030.911,12 tỷ đồng, giảm 9.190.477,14 tỷ đồng (7,8%) so với năm trước (năm 2022: 118.221.388,26 tỷ đồng).",
    );
  });

  it("does not bridge a gap, divide by zero, or compare across a break", async () => {
    expect(
      await compare(
        "GAP",
        "with: PREVIOUS_PERIOD",
        "previous { value } basePeriod base difference judgement status reason",
      ),
    ).toEqual({
      previous: null,
      basePeriod: "2023-11",
      base: null,
      difference: null,
      judgement: null,
      status: "MISSING",
      reason: "NO_BASE",
    });
    expect(await sentences("GAP", "with: PREVIOUS_PERIOD")).toEqual([
      "Chỉ tiêu “Chỉ tiêu GAP”: tháng 12/2023 đạt 5 người; chưa có số liệu kỳ trước (tháng 11/2023) để so sánh.",
      "Indicator “Chỉ tiêu GAP”: 5 people in December 2023; there is no figure of the previous period (November 2023) to compare with.",
    ]);
    const zero = await compare("ZERO", "with: PREVIOUS_PERIOD");
    expect([zero.difference, zero.percent, zero.judgement, zero.reason]).toEqual([
      "3",
      null,
      "BETTER",
      "DIVISION_BY_ZERO",
    ]);
    const broken = await compare("BREAKS", "with: PREVIOUS_PERIOD");
    expect([broken.base, broken.difference, broken.status, broken.reason]).toEqual([
      "1",
      null,
      "NOT_APPLICABLE",
      "BREAK",
    ]);
    expect((await sentences("BREAKS", "with: PREVIOUS_PERIOD"))[0]).toMatch(
      /không so sánh được với năm trước \(năm 2022\)/,
    );
  });
});

describe("an indicator beside the same period of the year before", () => {
  it("takes it by name: report months, weeks, and no 29 February", async () => {
    const income = await compare("INCOME", "with: SAME_PERIOD_LAST_YEAR");
    expect([income.basePeriod, income.difference, income.percent]).toEqual(["2022-12", "350.25", "35.025"]);
    const gap = await compare("GAP", "with: SAME_PERIOD_LAST_YEAR");
    expect([gap.basePeriod, gap.previous.status, gap.reason]).toEqual(["2022-12", "MISSING", "NO_BASE"]);
    const leap = await compare("LEAP", "with: SAME_PERIOD_LAST_YEAR");
    expect([leap.basePeriod, leap.difference]).toEqual([null, null]);
    const week = await compare("WEEKLY", "with: SAME_PERIOD_LAST_YEAR");
    expect([week.basePeriod, week.difference, week.judgement]).toEqual(["2021-W01", "2", "NEUTRAL"]);
    const before = await compare("WEEKLY", 'with: PREVIOUS_PERIOD, on: "2021-01-10"');
    expect([before.basePeriod, before.difference]).toEqual(["2020-W53", "-5"]);
  });

  it("is null without any value, and for what the viewer may not see there is no indicator", async () => {
    expect(await compare("NOTHING", "with: SAME_PERIOD_LAST_YEAR")).toBeNull();
    const { data } = await warehouse.ask(
      `{ indicator(code: "HIDDEN") { comparison(with: PREVIOUS_PERIOD) { value } } }`,
    );
    expect(data.indicator).toBeNull();
  });
});

describe("an indicator beside its target", () => {
  it("is judged by what was promised: within the top 15", async () => {
    expect(await compare("TT007", "with: TARGET", `${FIELDS} target { code }`)).toEqual({
      current: { period: { code: "2023" }, value: "10" },
      previous: null,
      basePeriod: null,
      value: "10",
      base: "15",
      difference: "-5",
      percent: "-33.333333333333333333",
      judgement: "BETTER",
      status: "NORMAL",
      reason: null,
      target: { code: "CDS2023-CQ-02" },
    });
    expect((await sentences("TT007", "with: TARGET"))[0]).toMatch(/^Chỉ tiêu “.*hạng/);
    expect(await compare("INCOME", "with: TARGET")).toBeNull();
  });

  it("follows the amendments of a target", async () => {
    await sqlOn(warehouse.databaseUrl, `UPDATE target SET value = 8 WHERE code = 'CDS2023-CQ-02' AND valid_to IS NULL`);
    const { base, judgement } = await compare("TT007", "with: TARGET");
    expect([base, judgement]).toEqual(["8", "WORSE"]);
  });
});

describe("100 comparisons", () => {
  it.each([
    ["PREVIOUS_PERIOD", 2],
    ["SAME_PERIOD_LAST_YEAR", 2],
    ["TARGET", 4],
  ])("with %s take %i statements", async (comparator, expected) => {
    const query = `{ indicators(first: 100) { nodes { code comparison(with: ${comparator}) { ${FIELDS} explanation target { code } } } } }`;
    const texts = await warehouse.statementsOf(async () =>
      expect((await warehouse.askOnce(query)).errors).toBeUndefined(),
    );
    expect(texts.length).toBe(expected);
  });

  it("say that an area is unknown", async () => {
    const { errors } = await warehouse.ask(
      `{ indicators(first: 1) { nodes { comparison(with: TARGET, area: "nowhere") { value } } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  });
});
