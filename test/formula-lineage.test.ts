import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setFormulas } from "../src/publication/formula-entry.service.js";
import { readFormulaFile } from "../src/formula/formula.file.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";
import { insertIndicator, insertSeries } from "./support/sql.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "PART");
  await insertIndicator(url, "WHOLE");
  for (const [code, value] of Object.entries({ PART: "1", WHOLE: "8" }))
    await insertSeries(url, { key: `A.${code}.77._T`, indicator: code }, [["2022-01-01", "2022-12-31", value, "A"]]);
  await insertIndicator(url, "HIDDEN", { access: "RESTRICTED" });
  const create = { name: "Tỷ lệ", unit: "PCT" };
  await setFormulas(
    [
      { code: "SHARE", formula: "PART / WHOLE * 100", create },
      { code: "TWICE", formula: "SHARE * 2", create },
      { code: "SECRET", formula: "HIDDEN + PART", create: { ...create, unit: "BAC" } },
    ],
    { databaseUrl: url },
  );
});
afterAll(() => warehouse.close());

it("says how an indicator is computed, from what, and for what", async () => {
  const { data } = await warehouse.ask(
    `{ indicators(filter: { codes: ["PART", "SHARE", "TWICE", "WHOLE"] }) { nodes {
       code formula derivedFrom { code } usedBy { code } latest { value status } } } }`,
  );
  expect(data.indicators.nodes).toEqual([
    {
      code: "PART",
      formula: null,
      derivedFrom: [],
      usedBy: [{ code: "SHARE" }],
      latest: { value: "1", status: "NORMAL" },
    },
    {
      code: "SHARE",
      formula: "PART / WHOLE * 100",
      derivedFrom: [{ code: "PART" }, { code: "WHOLE" }],
      usedBy: [{ code: "TWICE" }],
      latest: { value: "12.5", status: "NORMAL" },
    },
    expect.objectContaining({
      code: "TWICE",
      derivedFrom: [{ code: "SHARE" }],
      latest: { value: "25", status: "NORMAL" },
    }),
    expect.objectContaining({ code: "WHOLE", usedBy: [{ code: "SHARE" }] }),
  ]);
});

it("goes up and down the lineage in one statement per level", async () => {
  const texts = await warehouse.statementsOf(() =>
    warehouse.askOnce(`{ indicators(first: 100) { nodes { code formula derivedFrom { code } usedBy { code } } } }`),
  );
  expect(texts.length).toBeLessThanOrEqual(8);
});

it("shows results as of the version before the formula: there were none", async () => {
  const { data } = await warehouse.ask(
    `{ warehouse { version } now: indicator(code: "SHARE") { latest { value } } before: indicator(code: "SHARE") { latest(asOf: "1") { value } } }`,
  );
  expect(data).toMatchObject({ now: { latest: { value: "12.5" } }, before: { latest: null } });
});

it("reads a file of formulas and names the place of a fault", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "kho-formulas-")), "formulas.yaml");
  writeFileSync(
    file,
    `formulas:\n  - { code: X, formula: "A / B" }\n  - { code: Y, formula: "X * 2", create: { name: Y, unit: PCT } }\n`,
  );
  expect(await readFormulaFile(file)).toEqual([
    { code: "X", formula: "A / B" },
    { code: "Y", formula: "X * 2", create: { name: "Y", unit: "PCT" } },
  ]);
  writeFileSync(file, `formulas:\n  - { code: X, formel: "A / B" }\n`);
  await expect(readFormulaFile(file)).rejects.toThrow("formulas.0");
});
