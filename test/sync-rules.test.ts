import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { counts, record, StorySource, SyncWarehouse } from "./sync.support.js";
import type { SourceRecord } from "../src/source/source-record.js";

let warehouse: SyncWarehouse;
beforeAll(async () => {
  warehouse = await SyncWarehouse.open();
});
afterAll(() => warehouse.close());
beforeEach(() => warehouse.forget());

const deliver = async (...records: SourceRecord[]) =>
  counts(await warehouse.sync(Object.assign(new StorySource("LRIS", records), { snapshot: false })));
const months = (indicator: string, ...values: string[]) =>
  values.map((value, i) => record(indicator, `2023-${String(i + 1).padStart(2, "0")}`, value));
const area = (code: string, value: string) => record("THU", "2023-08", value, { area: code });
const sex = (code: string, value: string) => record("THU", "2023-08", value, { breakdown: { SEX: code } });
const shown = () =>
  warehouse.list(`SELECT o.value || ' ' || o.status FROM observation o ORDER BY o.series_id, o.period_start`);

describe("the range of an indicator", () => {
  it("refuses, holds back or flags a value outside of it, as the rule says", async () => {
    await warehouse.rule("THU", { kind: "RANGE", severity: "REJECT", maximum: 1000 });
    await warehouse.rule("THU", { kind: "RANGE", severity: "QUARANTINE", maximum: 100 });
    await warehouse.rule("THU", { kind: "RANGE", severity: "WARN", minimum: 0 });
    expect(await deliver(...months("THU", "1000.01", "100.5", "-1", "0", "100"))).toBe("5 3 0 0 1 1 | 1 0");
    expect(await shown()).toEqual(["-1 V", "0 A", "100 A"]);
    expect(await warehouse.problems()).toEqual([
      "REJECT RANGE OPEN 1000.01",
      "QUARANTINE RANGE OPEN 100.5",
      "WARN RANGE OPEN -1",
    ]);
    expect(
      await warehouse.rows(
        `SELECT message_vi, message_en, raw->>'period' AS period FROM rejected_row WHERE severity = 'WARN'`,
      ),
    ).toEqual([
      {
        message_vi: "giá trị phải nằm trong khoảng từ 0 đến không giới hạn",
        message_en: "values go from 0 to anything",
        period: "2023-03",
      },
    ]);
  });

  it("may be one for all indicators", async () => {
    await warehouse.rows(`INSERT INTO indicator_rule (kind, severity, minimum) VALUES ('RANGE', 'QUARANTINE', 0)`);
    expect(await deliver(...months("THU", "-1"), ...months("CHI", "-2", "3"))).toBe("3 1 0 0 0 2 | 0 0");
  });

  it("says nothing of a missing value", async () => {
    await warehouse.rule("THU", { kind: "RANGE", severity: "REJECT", minimum: 1 });
    expect(await deliver(record("THU", "2023-01", null, { status: "L" }))).toBe("1 1 0 0 0 0 | 0 0");
  });
});

describe("decimals", () => {
  it("are counted without trailing zeros", async () => {
    await warehouse.rule("THU", { kind: "DECIMALS", severity: "QUARANTINE", allowed: 1 });
    expect(await deliver(...months("THU", "1.50", "1.25", "7", "0.100000000000000000001".slice(0, 6)))).toBe(
      "4 3 0 0 0 1 | 0 0",
    );
    expect(await warehouse.problems()).toEqual(["QUARANTINE DECIMALS OPEN 1.25"]);
  });
});

describe("a jump against the previous period", () => {
  beforeEach(() => warehouse.rule("THU", { kind: "JUMP", severity: "QUARANTINE", allowed: 50 }));

  it("is held back, and the value after it is compared with the last good one", async () => {
    expect(await deliver(...months("THU", "100", "150", "226", "160"))).toBe("4 3 0 0 0 1 | 0 0");
    expect(await warehouse.list(`SELECT message_en FROM rejected_row`)).toEqual([
      "more than 50 % away from 150, the value of 2023-02-01",
    ]);
  });

  it("is one also against what stands in the warehouse", async () => {
    await deliver(...months("THU", "100"));
    expect(await deliver(record("THU", "2023-02", "151"))).toBe("1 0 0 0 0 1 | 0 0");
    expect(await deliver(record("THU", "2023-02", "49.9"))).toBe("1 0 0 0 0 1 | 0 0");
    expect(await deliver(record("THU", "2023-02", "50"))).toBe("1 1 0 0 0 0 | 0 0");
  });

  it("from zero has no percentage and passes", async () => {
    expect(await deliver(...months("THU", "0", "1000"))).toBe("2 2 0 0 0 0 | 0 0");
  });

  it("skips periods without a value", async () => {
    expect(
      await deliver(record("THU", "2023-01", "100"), record("THU", "2023-02", null), record("THU", "2023-03", "999")),
    ).toBe("3 2 0 0 0 1 | 0 0");
  });

  it("is judged for each series alone", async () => {
    expect(await deliver(area("77", "100"), area("747", "1"), area("748", "9000"))).toBe("3 3 0 0 0 0 | 0 0");
  });
});

describe("a cumulative value", () => {
  beforeEach(async () => {
    await warehouse.rule("THU", { kind: "MONOTONE", severity: "QUARANTINE", allowed: 0 });
    await warehouse.rule("BAOCAO", { kind: "MONOTONE", severity: "QUARANTINE", allowed: 0 });
  });

  it("may not fall within a year, and starts anew in January", async () => {
    expect(
      await deliver(
        record("THU", "2022-12", "900"),
        ...months("THU", "50", "120", "119", "130"),
        record("THU", "2024-01", "7"),
      ),
    ).toBe("6 5 0 0 0 1 | 0 0");
    expect(await warehouse.problems()).toEqual(["QUARANTINE MONOTONE OPEN 119"]);
  });

  it("of a past month may not be raised above the next one", async () => {
    await deliver(...months("THU", "50", "120"));
    expect(await deliver(record("THU", "2023-01", "121"))).toBe("1 0 0 0 0 1 | 0 0");
    expect(await deliver(record("THU", "2023-01", "120"))).toBe("1 0 1 0 0 0 | 0 0");
  });

  it("starts anew with the report year, which begins on the 15th of December", async () => {
    expect(
      await deliver(
        record("BAOCAO", "2023-12", "900"),
        record("BAOCAO", "2024-01", "50"),
        record("BAOCAO", "2024-02", "49"),
      ),
    ).toBe("3 2 0 0 0 1 | 0 0");
  });

  it("may fall by what the rule allows", async () => {
    await warehouse.rows(`UPDATE indicator_rule SET allowed = 1`);
    expect(await deliver(...months("THU", "50", "49", "47.9"))).toBe("3 2 0 0 0 1 | 0 0");
  });
});

describe("required breakdowns", () => {
  it("hold back a period that comes without one of them", async () => {
    await warehouse.rule("THU", { kind: "BREAKDOWN", severity: "QUARANTINE", dimension_id: 1, codes: ["F", "M"] });
    expect(await deliver(area("77", "3"), sex("F", "1"))).toBe("2 0 0 0 0 2 | 0 0");
    expect(await warehouse.list(`SELECT DISTINCT message_en FROM rejected_row`)).toEqual(["SEX must come too: M"]);
    expect(await deliver(area("77", "3"), sex("F", "1"), sex("M", "2"))).toBe("3 3 0 0 0 0 | 0 0");
  });

  it("are there when the warehouse has them", async () => {
    await deliver(sex("F", "1"), sex("M", "2"));
    await warehouse.rule("THU", { kind: "BREAKDOWN", severity: "QUARANTINE", dimension_id: 1, codes: ["F", "M"] });
    expect(await deliver(area("77", "3"))).toBe("1 1 0 0 0 0 | 0 0");
  });

  it("without codes refuse totals", async () => {
    await warehouse.rule("THU", { kind: "BREAKDOWN", severity: "REJECT", dimension_id: 1 });
    expect(await deliver(area("77", "3"), sex("F", "1"))).toBe("2 1 0 0 1 0 | 0 0");
  });
});

describe("a total", () => {
  it("must be the sum of its members; otherwise nobody knows which is wrong", async () => {
    await warehouse.rule("THU", { kind: "TOTAL", severity: "QUARANTINE", allowed: 0.1, dimension_id: 1 });
    expect(await deliver(area("77", "3.2"), sex("F", "1"), sex("M", "2"))).toBe("3 0 0 0 0 3 | 0 0");
    expect(await warehouse.list(`SELECT DISTINCT message_en FROM rejected_row`)).toEqual([
      "the parts make 3, the total is 3.2",
    ]);
    expect(await deliver(area("77", "3.1"), sex("F", "1"), sex("M", "2"))).toBe("3 3 0 0 0 0 | 0 0");
  });

  it("is not judged before all of its parts are there", async () => {
    await warehouse.rule("THU", { kind: "TOTAL", severity: "QUARANTINE", allowed: 0, dimension_id: 1 });
    expect(await deliver(area("77", "3"), sex("F", "1"))).toBe("2 2 0 0 0 0 | 0 0");
    expect(await deliver(sex("M", "7"))).toBe("1 0 0 0 0 1 | 0 0");
    expect(await deliver(sex("M", "2"))).toBe("1 1 0 0 0 0 | 0 0");
  });

  it("of an area is the sum of the areas below it", async () => {
    await warehouse.rule("THU", { kind: "TOTAL", severity: "WARN", allowed: 0 });
    expect(await deliver(area("77", "30"), area("747", "10"), area("748", "21"))).toBe("3 3 0 0 0 0 | 3 0");
    expect(await shown()).toEqual(["30 V", "10 V", "21 V"]);
    expect(await deliver(area("77", "31"), area("747", "10"), area("748", "21"))).toBe("3 0 3 0 0 0 | 0 0");
    expect(await shown()).toEqual(["31 A", "10 A", "21 A"]);
  });
});

describe("the same key twice", () => {
  it("with other values holds back both; with the same one changes nothing a second time", async () => {
    const [july] = months("THU", "5");
    expect(await deliver(july!, record("THU", "2023-01", "6"), ...months("CHI", "1"), ...months("CHI", "1.0"))).toBe(
      "4 1 0 1 0 2 | 0 0",
    );
    expect(await warehouse.problems()).toEqual([
      "QUARANTINE DUPLICATE_CONFLICT OPEN 5",
      "QUARANTINE DUPLICATE_CONFLICT OPEN 6",
    ]);
  });
});

describe("what was held back", () => {
  beforeEach(() => warehouse.rule("THU", { kind: "RANGE", severity: "QUARANTINE", maximum: 100 }));

  it("is kept once, however often it comes again", async () => {
    for (let i = 0; i < 3; i++) await deliver(...months("THU", "101"));
    expect(await warehouse.problems()).toEqual(["QUARANTINE RANGE OPEN 101"]);
    expect(await warehouse.list(`SELECT last_run_id - run_id FROM rejected_row`)).toEqual([2]);
  });

  it("belongs to the indicator's agency; what names no indicator, to the source's", async () => {
    await deliver(...months("THU", "101"), record("CHI", "2023-01", "1000001"), record("NO", "2023-01", "1"));
    expect(
      await warehouse.list(
        `SELECT x.rule || ' ' || a.code FROM rejected_row x JOIN agency a ON a.id = x.agency_id ORDER BY x.id`,
      ),
    ).toEqual(["RANGE STC", "VALUE_RANGE CTK", "UNKNOWN_INDICATOR STC"]);
  });

  it("is dismissed when the source sends another value for it", async () => {
    await deliver(...months("THU", "101"));
    await deliver(...months("THU", "99"));
    expect(await warehouse.problems()).toEqual(["QUARANTINE RANGE DISMISSED 101"]);
    expect(await shown()).toEqual(["99 A"]);
  });
});
