import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counts, faults, ImportWarehouse } from "./import.support.js";

let kho: ImportWarehouse;
beforeEach(async () => {
  kho = await ImportWarehouse.open();
});
afterEach(() => kho.close());

const HEADER = "indicator,area,period,value\n";

describe("rejected rows", () => {
  it("never take a good row with them", async () => {
    const result = await kho.import(
      `${HEADER}THU,77,2023-07,10\nNO,77,2023-07,10\nTHU,77,2023-08,abc\nTHU,77,2023-09,12\n`,
    );
    expect(counts(result)).toEqual([4, 2, 0, 0, 2]);
    expect(result.rejectedByRule).toEqual({ NUMBER_FORMAT: 1, UNKNOWN_INDICATOR: 1 });
    expect(result.examples).toEqual([
      {
        line: 3,
        rows: 1,
        rule: "UNKNOWN_INDICATOR",
        column: "indicator",
        value: "NO",
        message: 'there is no indicator "NO"',
      },
      {
        line: 4,
        rows: 1,
        rule: "NUMBER_FORMAT",
        column: "value",
        value: "abc",
        message: '"abc" is not a number as this source writes them (plain, such as 84818.2)',
      },
    ]);
    expect(await kho.observations()).toHaveLength(2);
  });

  it.each([
    ["UNKNOWN_AREA area", "THU,99,2023,1,A,TY,"],
    ["AREA_NOT_VALID area", "THU,77,2026,1,A,TY,"],
    ["REQUIRED indicator", ",77,2023,1,A,TY,"],
    ["REQUIRED period", "THU,77,,1,A,TY,"],
    ["PERIOD_FORMAT period", "THU,77,2015-16,1,A,TY,"],
    ["PERIOD_FORMAT period", "THU,77,2020/2022,1,A,TY,"],
    ["NUMBER_FORMAT value", 'THU,77,2023,"1,5",A,TY,'],
    ["NUMBER_PARENTHESES value", "THU,77,2023,(1),A,TY,"],
    ["NUMBER_SIZE value", `THU,77,2023,${"9".repeat(39)},A,TY,`],
    ["VALUE_RANGE value", "TYLE,77,2023,100.01,A,PCT,"],
    ["VALUE_RANGE value", "TYLE,77,2023,-0.1,A,PCT,"],
    ["UNKNOWN_UNIT unit", "THU,77,2023,1,A,KG,"],
    ["UNIT_MISMATCH unit", "THU,77,2023,1,A,PCT,"],
    ["STATUS_UNKNOWN status", "THU,77,2023,1,X,TY,"],
    ["STATUS_VALUE status", "THU,77,2023,1,MISSING,TY,"],
    ["STATUS_VALUE status", "THU,77,2023,,NORMAL,TY,"],
    ["UNKNOWN_BREAKDOWN sex", "TYLE,77,2023,1,A,PCT,X"],
    ["UNKNOWN_BREAKDOWN sex", "THU,77,2023,1,A,TY,F"],
    ["COLUMN_COUNT null", "THU,77,2023,1,A"],
    ["COLUMN_COUNT null", "THU,77,2023,1,A,TY,,more"],
    ["QUOTES null", 'THU,77,2023,1" in,A,TY,'],
  ])("break %s: %s", async (expected, row) => {
    const map = { columns: { breakdowns: { SEX: "sex" } } };
    const result = await kho.import(`indicator,area,period,value,status,unit,sex\n${row}\nTHU,77,2022,1,A,TY,\n`, map);
    expect(faults(result)).toEqual([`2 ${expected}`]);
    expect(counts(result)).toEqual([2, 1, 0, 0, 1]);
  });

  it("are all the rows that give one period of a series different values: these are held back", async () => {
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,1\nTHU,77,7/2023,11\n`);
    expect(faults(result)).toEqual(["2 DUPLICATE_CONFLICT value", "4 DUPLICATE_CONFLICT value"]);
    expect([...counts(result), result.quarantined]).toEqual([3, 1, 0, 0, 0, 2]);
  });

  it("are not those that only say the same twice: these change nothing", async () => {
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-07,10.0\n`);
    expect(counts(result)).toEqual([2, 1, 0, 1, 0]);
  });

  it("are ranges that begin with another range of their series", async () => {
    await kho.import(`${HEADER}THU,77,2020-01-01/P3Y,5\n`);
    const result = await kho.import(`${HEADER}THU,77,2020-01-01/P2Y,5\n`);
    expect(faults(result)).toEqual(["2 PERIOD_CLASH period"]);
  });

  it("change nothing at all under strict", async () => {
    const result = await kho.import(`${HEADER}THU,77,2023-07,10\nNO,77,2023-07,1\n`, {}, { strict: true });
    expect([result.outcome, result.publication]).toEqual(["REFUSED", null]);
    expect([await kho.count("observation"), await kho.count("series")]).toEqual([0, 0]);
  });

  it("stand in the report with every other row", async () => {
    await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,11\n`);
    const report = `${kho.folder}/report.csv`;
    await kho.import(`${HEADER}THU,77,2023-07,10\nTHU,77,2023-08,12\nTHU,77,2023-09,1\nNO,77,2023,1\n`, {}, { report });
    expect(kho.read("report.csv").split("\n")).toEqual([
      "line,outcome,rule,column,value,message",
      "2,unchanged,,,,",
      "3,updated,,,,",
      "4,created,,,,",
      '5,rejected,UNKNOWN_INDICATOR,indicator,NO,"there is no indicator ""NO"""',
      "",
    ]);
  });
});
