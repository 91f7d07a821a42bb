import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FormulaWarehouse } from "./formulas.support.js";
import { KhoProcess } from "./support/kho-process.js";

let kho: FormulaWarehouse;
beforeAll(async () => {
  kho = await FormulaWarehouse.open();
  await kho.deliver("A,77,2023-01,1,,", "B,77,2023-01,4,,");
});
afterAll(() => kho.close());

async function run(...args: string[]): Promise<readonly [code: number | null, stdout: string, stderr: string]> {
  const process = new KhoProcess(args, { DATABASE_URL: kho.warehouse.url, KHO_LOG_LEVEL: "error" });
  const code = await process.exitCode();
  return [code, process.stdout, process.stderr];
}

describe("the command line", () => {
  it("sets, lists and removes formulas, and says what was computed", async () => {
    expect(await run("formula", "set", "RATE", "A / B * 100", "--dry-run")).toEqual([
      0,
      "Would be: 1 computed, 0 changed, 0 withdrawn. Nothing was changed (--dry-run).\n",
      "",
    ]);
    expect(await run("formula", "set", "RATE", "A / B * 100")).toEqual([
      0,
      "1 computed, 0 changed, 0 withdrawn: data version 2\n",
      "",
    ]);
    const file = kho.warehouse.file(
      "formulas.yaml",
      `formulas:\n  - { code: NEW, formula: RATE + 1, create: { name: Mới, unit: PCT } }\n`,
    );
    expect(await run("formula", "load", file)).toEqual([0, "1 computed, 0 changed, 0 withdrawn: data version 3\n", ""]);
    expect(await run("formula", "list")).toEqual([0, "NEW = RATE + 1\nRATE = A / B * 100\n", ""]);
    expect(await run("formula", "remove", "NEW")).toEqual([
      0,
      "0 computed, 0 changed, 1 withdrawn: data version 4\n",
      "",
    ]);
  });

  it("tells in one line what is wrong, and ends with 1", async () => {
    expect(await run("formula", "set", "SUM", "A + NOPE")).toEqual([1, "", "kho: Unknown indicators: NOPE.\n"]);
    expect(await run("formula", "set", "MORE", "A", "--create")).toEqual([
      1,
      "",
      "kho: --create needs --name and --unit.\n",
    ]);
  });

  it("loads composite indices", async () => {
    const file = kho.warehouse.file(
      "index.yaml",
      `code: IDX\nname: Chỉ số\nversions:\n  - { version: 1, validFrom: 2020-01-01, components: [{ indicator: A, weight: 1 }, { indicator: B, weight: 3 }] }\n`,
    );
    expect(await run("index", "load", file)).toEqual([0, "IDX 1: 2 components\n", ""]);
    expect(await run("index", "load", file)).toEqual([
      1,
      "",
      "kho: IDX has the version 1 already; --replace writes it anew.\n",
    ]);
  });
});
