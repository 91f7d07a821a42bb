import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FormulaWarehouse } from "./formulas.support.js";
import { faults } from "./import.support.js";

let kho: FormulaWarehouse;
beforeEach(async () => void (kho = await FormulaWarehouse.open()));
afterEach(() => kho.close());

describe("a derived indicator", () => {
  it("is computed for all there is when its formula is entered, as one publication", async () => {
    await kho.deliver(
      "A,77,2023-01,1,,",
      "B,77,2023-01,3,,",
      "A,77,2023-02,2,,",
      "B,77,2023-02,4,,",
      "A,77,2023-03,9,,",
    );
    expect(await kho.set("RATE", "A / B * 100")).toEqual({ publication: 2, created: 2, updated: 0, withdrawn: 0 });
    expect(await kho.results("RATE")).toEqual(["77 2023-01-01 33.333333333333333333 A", "77 2023-02-01 50 A"]);
    expect(await kho.rows(`SELECT origin, created FROM publication WHERE id = 2`)).toEqual([
      { origin: "formula RATE", created: 2 },
    ]);
    expect(
      await kho.rows(
        `SELECT key, provenance, observation_count, latest_start::text, last_value FROM series WHERE key = 'M.RATE.77._T'`,
      ),
    ).toEqual([
      {
        key: "M.RATE.77._T",
        provenance: "DELIVERED",
        observation_count: 2,
        latest_start: "2023-02-01",
        last_value: "50",
      },
    ]);
  });

  it("changes in the publication of its inputs, only where they change", async () => {
    await kho.set("RATE", "A / B * 100");
    await kho.set("RATE2", "RATE * 2");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,4,,", "A,747,2023-01,1,,", "B,747,2023-01,1,,");
    const result = await kho.deliver("A,77,2023-01,2,,");
    expect(result).toMatchObject({ publication: 2, received: 1, created: 0, updated: 1, unchanged: 0 });
    expect(await kho.results("RATE2")).toEqual(["747 2023-01-01 200 A", "77 2023-01-01 100 A"]);
    expect(
      await kho.rows(`SELECT o.publication_id AS p, count(*)::int AS n FROM observation o GROUP BY 1 ORDER BY 1`),
    ).toEqual([
      { p: 1, n: 5 },
      { p: 2, n: 3 },
    ]);
    expect(await kho.rows(`SELECT created, updated FROM publication ORDER BY id`)).toEqual([
      { created: 8, updated: 0 },
      { created: 0, updated: 3 },
    ]);
    expect(
      await kho.rows(`SELECT value, reason, from_publication, to_publication FROM observation_history ORDER BY value`),
    ).toEqual([
      { value: "1", reason: "REVISED", from_publication: 1, to_publication: 2 },
      { value: "25", reason: "REVISED", from_publication: 1, to_publication: 2 },
      { value: "50", reason: "REVISED", from_publication: 1, to_publication: 2 },
    ]);
  });

  it("makes no publication and no history of what stays the same", async () => {
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,2,,");
    await kho.set("RATE", "A / B * 100");
    expect(await kho.set("RATE", "100 * A / B")).toEqual({ publication: null, created: 0, updated: 0, withdrawn: 0 });
    expect(await kho.deliver("A,77,2023-01,1.0,,")).toMatchObject({ outcome: "UNCHANGED" });
    expect(await kho.rows(`SELECT expression FROM formula`)).toEqual([{ expression: "100 * A / B" }]);
  });

  it("is computed for each area and each member for which all inputs are there", async () => {
    await kho.set("SUM", "A + B");
    await kho.deliver(
      "A,77,2023-01,1,,F",
      "B,77,2023-01,2,,F",
      "A,77,2023-01,5,,M",
      "A,747,2023-01,1,,",
      "B,747,2023-01,2,,",
    );
    expect(await kho.results("SUM")).toEqual(["747 2023-01-01 3 A", "77 SEX=F 2023-01-01 3 A"]);
    expect(
      await kho.rows(
        `SELECT d.code FROM indicator_dimension x JOIN indicator i ON i.id = x.indicator_id JOIN dimension d ON d.id = x.dimension_id WHERE i.code = 'SUM'`,
      ),
    ).toEqual([{ code: "SEX" }]);
  });

  it.each([
    ["an estimate beside a provisional value", "1,P", "2,E", "3 E"],
    ["a break beside an official value", "1,B", "2,A", "3 B"],
    ["a forecast before everything", "1,F", "2,U", "3 F"],
    ["a missing value", ",O", "2,A", "null O"],
    ["a value withheld before one that is missing", ",Q", ",O", "null Q"],
  ])("hands on the gravest status: %s", async (_what, a, b, expected) => {
    await kho.set("SUM", "A + B");
    await kho.deliver(`A,77,2023-01,${a},`, `B,77,2023-01,${b},`);
    expect(await kho.results("SUM")).toEqual([`77 2023-01-01 ${expected}`]);
  });

  it("is missing where a divisor is zero, and says so", async () => {
    await kho.set("RATE", "A / B");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,0,,");
    expect(await kho.results("RATE")).toEqual(["77 2023-01-01 null O"]);
    expect(await kho.rows(`SELECT comment FROM observation WHERE value IS NULL`)).toEqual([
      { comment: "Chia cho 0 (division by zero)" },
    ]);
    await kho.deliver("B,77,2023-01,4,,");
    expect(await kho.results("RATE")).toEqual(["77 2023-01-01 0.25 A"]);
  });

  it("takes ifMissing's second value where the first is missing or absent", async () => {
    await kho.set("SUM", "A + ifMissing(B, 0)");
    await kho.deliver(
      "A,77,2023-01,1,,",
      "A,77,2023-02,1,,",
      "B,77,2023-02,,O,",
      "A,77,2023-03,1,,",
      "B,77,2023-03,2,P,",
    );
    expect(await kho.results("SUM")).toEqual(["77 2023-01-01 1 A", "77 2023-02-01 1 A", "77 2023-03-01 3 P"]);
  });

  it("is withdrawn with an input, into history, and comes back with it", async () => {
    await kho.set("SUM", "A + B");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,2,,");
    await kho.set("A", "C", { replace: true });
    expect(await kho.results("SUM")).toEqual([]);
    expect(
      await kho.rows(`SELECT value, reason, to_publication AS until FROM observation_history ORDER BY value`),
    ).toEqual([
      { value: "1", reason: "WITHDRAWN", until: 2 },
      { value: "3", reason: "WITHDRAWN", until: 2 },
    ]);
    expect(
      await kho.rows(`SELECT observation_count AS n, last_period_start AS last FROM series WHERE key = 'M.SUM.77._T'`),
    ).toEqual([{ n: 0, last: null }]);
    await kho.deliver("C,77,2023-01,5,,");
    expect(await kho.results("SUM")).toEqual(["77 2023-01-01 7 A"]);
  });

  it("takes no values of its own", async () => {
    await kho.set("SUM", "A + B");
    const result = await kho.deliver("SUM,77,2023-01,1,,", "A,77,2023-01,1,,");
    expect(faults(result)).toEqual(["2 DERIVED_LOCKED null"]);
    expect(result).toMatchObject({ received: 2, created: 1, rejected: 1 });
    expect(await kho.rows(`SELECT FROM series WHERE key LIKE 'M.SUM%'`)).toEqual([]);
  });

  it("takes values again when its formula is gone, and what it computed is withdrawn", async () => {
    await kho.set("SUM", "A + B");
    await kho.set("RATE", "SUM / A * 100");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,2,,");
    expect(await kho.remove("SUM")).toEqual({ publication: 2, created: 0, updated: 0, withdrawn: 2 });
    expect([await kho.results("SUM"), await kho.results("RATE")]).toEqual([[], []]);
    await kho.deliver("SUM,77,2023-01,10,,");
    expect(await kho.results("RATE")).toEqual(["77 2023-01-01 1000 A"]);
  });

  it("takes the place of values only when told so", async () => {
    await kho.deliver("A,77,2023-01,1,,", "SUM,77,2023-01,5,,", "SUM,77,2023-02,6,,");
    await expect(kho.set("SUM", "A * 3")).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await kho.set("SUM", "A * 3", { replace: true, dryRun: true })).toMatchObject({
      updated: 1,
      withdrawn: 1,
      publication: null,
    });
    expect(await kho.results("SUM")).toEqual(["77 2023-01-01 5 A", "77 2023-02-01 6 A"]);
    await kho.set("SUM", "A * 3", { replace: true });
    expect(await kho.results("SUM")).toEqual(["77 2023-01-01 3 A"]);
  });

  it("is a sample where an input is one", async () => {
    await kho.set("SUM", "A + B");
    await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,2,,");
    await kho.rows(`UPDATE series SET provenance = 'SAMPLE' WHERE key = 'M.A.77._T'`);
    await kho.deliver("B,77,2023-01,3,,");
    expect(await kho.rows(`SELECT provenance FROM series WHERE key = 'M.SUM.77._T'`)).toEqual([
      { provenance: "SAMPLE" },
    ]);
  });
});
