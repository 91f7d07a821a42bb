import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AreaKind } from "../src/area/area-kind.js";
import type { ImportMap } from "../src/ingestion/import.spec.js";
import { counts, ImportWarehouse } from "./import.support.js";

let kho: ImportWarehouse;
beforeEach(async () => {
  kho = await ImportWarehouse.open("SELECT");
});
afterEach(() => kho.close());

/** Plan and actual of one budget, as a ministry publishes them. */
const BUDGET = `province,province_name,year,indicator,kind,unit,amount
77,Bà Rịa - Vũng Tàu,2010,REV,plan,million,78350000
77,Bà Rịa - Vũng Tàu,2010,REV,actual,million,78435522.87
77,Bà Rịa - Vũng Tàu,2009,REV,actual,million,9175676.5
`;

const MAP: ImportMap = {
  columns: {
    area: "province",
    areaName: "province_name",
    period: "year",
    value: "amount",
    breakdowns: { KIND: "kind" },
  },
  create: "all",
  newIndicators: { agency: "BTC", aggregation: "SUM" },
  newAgency: { kind: "CENTRAL", nameVi: "Bộ Tài chính" },
  newAreas: { level: 1, kind: AreaKind.PROVINCE },
  names: { units: { million: { vi: "triệu đồng", en: "million dong" } }, indicators: { REV: "Thu ngân sách" } },
};

describe("missing catalogue entries", () => {
  it("are created when asked for, with what the file and the map tell", async () => {
    const result = await kho.import(BUDGET, MAP);
    expect(result.createdEntries).toEqual({
      indicators: 1,
      areas: 1,
      units: 1,
      dimensions: 1,
      dimensionCodes: 2,
      agencies: 1,
      series: 2,
    });
    expect(await kho.rows("SELECT code, name_vi, level, kind, valid_from::text FROM area")).toEqual([
      { code: "77", name_vi: "Bà Rịa - Vũng Tàu", level: 1, kind: "PROVINCE", valid_from: "2009-01-01" },
    ]);
    expect(await kho.rows("SELECT code, name_vi, decimals, frequency, aggregation, access FROM indicator")).toEqual([
      { code: "REV", name_vi: "Thu ngân sách", decimals: 2, frequency: "A", aggregation: "SUM", access: "OPEN" },
    ]);
    expect(await kho.rows("SELECT code, name_vi, name_en, symbol_vi FROM unit")).toEqual([
      { code: "million", name_vi: "triệu đồng", name_en: "million dong", symbol_vi: "triệu đồng" },
    ]);
  });

  it("keep plan and actual apart", async () => {
    await kho.import(BUDGET, MAP);
    expect(await kho.observations()).toEqual([
      "A.REV.77.KIND=actual 2009-01-01 2009-12-31 9175676.5 A",
      "A.REV.77.KIND=actual 2010-01-01 2010-12-31 78435522.87 A",
      "A.REV.77.KIND=plan 2010-01-01 2010-12-31 78350000 A",
    ]);
    expect(await kho.count("series_breakdown")).toBe(2);
    expect(await kho.count("indicator_dimension")).toBe(1);
  });

  it("are found when the file comes again, now without being asked for", async () => {
    await kho.import(BUDGET, MAP);
    const again = await kho.import(BUDGET, { columns: MAP.columns });
    expect([again.outcome, ...counts(again)]).toEqual(["UNCHANGED", 3, 0, 0, 3, 0]);
  });

  it("are never created unasked", async () => {
    const result = await kho.import(BUDGET, { columns: { ...MAP.columns, breakdowns: {} } });
    expect(result.rejectedByRule).toEqual({ UNKNOWN_INDICATOR: 3 });
    expect([await kho.count("indicator"), await kho.count("area"), await kho.count("publication")]).toEqual([0, 0, 0]);
  });

  it("are not created for rows that are rejected", async () => {
    const result = await kho.import(BUDGET.replaceAll(/,[\d.]+\n/g, ",x\n"), MAP);
    expect(counts(result)).toEqual([3, 0, 0, 0, 3]);
    expect([await kho.count("indicator"), await kho.count("area"), await kho.count("unit")]).toEqual([0, 0, 0]);
  });

  it("need an agency, a level and a unit; all that is missing is told at once and nothing happens", async () => {
    const map: ImportMap = { columns: { ...MAP.columns, unit: undefined }, create: "all" };
    const text = BUDGET.replace("unit", "measure");
    await expect(kho.import(text, map)).rejects.toThrow(
      "Nothing was imported: no unit is told for REV (unit column, or --set unit=CODE); " +
        "to create the indicators REV give --agency CODE; to create the areas 77 give --area-level or --parent-area",
    );
    expect([await kho.count("indicator"), await kho.count("dimension")]).toEqual([0, 0]);
  });

  it("hang below the parent that the map names", async () => {
    await kho.rows(
      "INSERT INTO area (code, name_vi, level, kind, valid_from) VALUES ('VN', 'Việt Nam', 0, 'COUNTRY', '2000-01-01')",
    );
    await kho.import(BUDGET, { ...MAP, newAreas: { parent: "VN" } });
    expect(await kho.rows("SELECT level, parent_id FROM area WHERE code = '77'")).toEqual([{ level: 1, parent_id: 1 }]);
  });

  it("take the finest frequency of their periods", async () => {
    await kho.import(`${BUDGET}77,BRVT,2010-Q1,REV,actual,million,5\n`, MAP);
    expect(await kho.rows("SELECT frequency FROM indicator")).toEqual([{ frequency: "Q" }]);
  });

  it("can't have codes that would make series keys ambiguous", async () => {
    const result = await kho.import(BUDGET.replace(",plan,", ',"plan, first",'), MAP);
    expect(result.rejectedByRule).toEqual({ CODE_FORMAT: 1 });
    expect(result.examples[0]).toMatchObject({
      line: 2,
      column: "kind",
      message: 'a new code can\'t hold ",": map it to a code',
    });
  });

  it("have one unit: a row with another one is rejected", async () => {
    const result = await kho.import(BUDGET.replace(",actual,million,9175676.5", ",actual,billion,9175.7"), MAP);
    expect(result.rejectedByRule).toEqual({ UNIT_MISMATCH: 1 });
    expect(await kho.count("unit")).toBe(1);
  });
});
