import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FormulaWarehouse } from "./formulas.support.js";

let kho: FormulaWarehouse;
beforeEach(async () => void (kho = await FormulaWarehouse.open()));
afterEach(() => kho.close());

describe("entering a formula", () => {
  it("enters several at once, in whatever order, and makes indicators", async () => {
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,4,,");
    const create = { name: "Tỷ lệ mới", nameEn: "New rate", unit: "PCT" };
    const outcome = await kho.setAll([
      { code: "NEW2", formula: "NEW1 + 1", create },
      { code: "NEW1", formula: "A / B * 100", create },
    ]);
    expect(outcome).toEqual({ publication: 2, created: 2, updated: 0, withdrawn: 0 });
    expect(await kho.results("NEW2")).toEqual(["77 2023-01-01 26 A"]);
    expect(
      await kho.rows(`SELECT i.name_en, i.frequency, i.access, i.aggregation FROM indicator i WHERE i.code = 'NEW1'`),
    ).toEqual([{ name_en: "New rate", frequency: "M", access: "OPEN", aggregation: "NONE" }]);
  });

  it("reads codes that are no words between quotes", async () => {
    await kho.deliver("BUDGET.total-rev,77,2023-01,8,,");
    await kho.set("SUM", '"BUDGET.total-rev" / 2');
    expect(await kho.results("SUM")).toEqual(["77 2023-01-01 4 A"]);
  });

  it.each([
    ["an unknown code", "A", "B + NOPE", "NOT_FOUND", "Unknown indicators: NOPE."],
    ["an unknown indicator", "NOPE", "B + A", "NOT_FOUND", "There is no indicator NOPE; --create makes one."],
    ["itself", "A", "A + 1", "BAD_USER_INPUT", "A is computed from itself: A <- A."],
    ["another frequency", "SUM", "YEARLY + 1", "BAD_USER_INPUT", "SUM has the frequency M, its input YEARLY A."],
    [
      "another calendar",
      "SUM",
      "LATER + 1",
      "BAD_USER_INPUT",
      "SUM reports on the calendar GREGORIAN, its input LATER on REPORT_15.",
    ],
    [
      "different units added",
      "SUM",
      "A + PEOPLE",
      "BAD_USER_INPUT",
      "The formula puts together TY and NGUOI: multiply or divide by what converts them.",
    ],
    [
      "another unit than its own",
      "RATE",
      "A + B",
      "BAD_USER_INPUT",
      "The formula gives values in TY, but the indicator is measured in PCT: multiply or divide by what converts them.",
    ],
    [
      "a class more open than its input",
      "SUM",
      "A + SHARED",
      "FORBIDDEN",
      "SUM is OPEN, and would show figures of SHARED, which is SHARED.",
    ],
    [
      "another agency's restricted figures",
      "SECRET",
      "A + POLICE",
      "FORBIDDEN",
      "SECRET is another agency's, and would show it figures of POLICE, which is RESTRICTED.",
    ],
  ])("refuses %s", async (_what, code, formula, errorCode, message) => {
    await expect(kho.set(code, formula)).rejects.toMatchObject({ code: errorCode, message });
    expect(await kho.rows(`SELECT FROM formula`)).toEqual([]);
  });

  it("refuses a cycle through other formulas", async () => {
    await kho.set("SUM", "A + B");
    await kho.set("C", "SUM * 2");
    await expect(kho.set("A", "C / 2")).rejects.toMatchObject({
      message: "A is computed from itself: A <- C <- SUM <- A.",
    });
    await expect(
      kho.setAll([
        { code: "B", formula: "SHARED" },
        { code: "SHARED", formula: "B" },
      ]),
    ).rejects.toThrow("B is computed from itself");
  });

  it("lets nobody open an input's results later on", async () => {
    await kho.set("SUM", "A + B");
    await expect(kho.rows(`UPDATE indicator SET access = 'RESTRICTED' WHERE code = 'A'`)).rejects.toThrow(
      "SUM is computed from A and may not be more open",
    );
    await kho.rows(`UPDATE indicator SET access = 'RESTRICTED' WHERE code IN ('A', 'SUM')`);
    await expect(kho.rows(`UPDATE indicator SET access = 'OPEN' WHERE code = 'SUM'`)).rejects.toThrow("more open");
  });

  it("closes the results of a series that is closed, before and after they are computed", async () => {
    await kho.set("SUM", "A + B");
    await kho.set("RATE", "SUM / A");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,2,,", "A,747,2023-01,1,,");
    await kho.rows(`UPDATE series SET access = 'RESTRICTED' WHERE key IN ('M.A.77._T', 'M.A.747._T')`);
    await kho.deliver("B,747,2023-01,2,,");
    expect(await kho.rows(`SELECT key, access FROM series WHERE key ~ 'SUM|RATE' ORDER BY key`)).toEqual(
      ["M.RATE.747._T", "M.RATE.77._T", "M.SUM.747._T", "M.SUM.77._T"].map((key) => ({ key, access: "RESTRICTED" })),
    );
  });
});
