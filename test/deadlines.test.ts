import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDeadlines } from "../src/ingestion/deadlines.service.js";
import { ImportWarehouse } from "./import.support.js";

let kho: ImportWarehouse;
beforeAll(async () => {
  kho = await ImportWarehouse.open();
  await kho.rows(`UPDATE indicator SET frequency = 'R' WHERE code = 'BAOCAO'`);
});
afterAll(() => kho.close());

const load = (...lines: string[]) =>
  loadDeadlines(kho.url, kho.file("deadlines.csv", ["indicator,delivery_days", ...lines].join("\n")));

async function deadlines(): Promise<unknown[]> {
  const rows = await kho.rows(
    `SELECT code || ' ' || coalesce(delivery_days::text, '-') AS line FROM indicator ORDER BY code`,
  );
  return rows.map(({ line }) => line);
}

async function catalogueVersion(): Promise<unknown> {
  return (await kho.rows(`SELECT version FROM catalogue_version`))[0]!.version;
}

it("a file sets the deadlines of the indicators that it names, and an empty cell is the usual one again", async () => {
  expect(await load("THU,5", "", "TYLE,90")).toEqual({ set: 2, unchanged: 0 });
  expect(await deadlines()).toEqual(["BAOCAO -", "THU 5", "TYLE 90"]);
  expect(await load("THU,", "TYLE,90")).toEqual({ set: 1, unchanged: 1 });
  expect(await deadlines()).toEqual(["BAOCAO -", "THU -", "TYLE 90"]);
});

it("the same file again is no change of the catalogue", async () => {
  await load("THU,7");
  const before = await catalogueVersion();
  expect(await load("THU,7", "BAOCAO,")).toEqual({ set: 0, unchanged: 2 });
  expect(await catalogueVersion()).toBe(before);
});

it.each([
  [
    ["THU,3661"],
    "line 2: delivery_days must be whole days from 0 to 3660, or empty for what is usual for its frequency",
  ],
  [["THU,-1"], "line 2: delivery_days must be"],
  [["THU,1.5"], "line 2: delivery_days must be"],
  [["THU,1", "", "THU,2"], "line 4: THU stands on line 2 already"],
  [["NO,1", "TYLE,0"], "line 2: there is no indicator NO"],
  [["BAOCAO,10"], "line 2: BAOCAO comes at no regular times, so it is never due"],
  [[",10"], "line 2: indicator is empty"],
])("%j sets nothing at all", async (lines, fault) => {
  const before = await deadlines();
  await expect(load(...lines)).rejects.toThrow(`holds faults, no deadline was set: ${fault}`);
  expect(await deadlines()).toEqual(before);
});

it("a file of other columns is told so", async () => {
  const file = kho.file("other.csv", "indicator,days\nTHU,5");
  await expect(loadDeadlines(kho.url, file)).rejects.toThrow('Unrecognized key: "days"');
});

it("indicators that an import creates are due when its map says", async () => {
  const map = { create: ["indicators" as const], newIndicators: { agency: "STC", deliveryDays: 15 } };
  await kho.import("indicator,area,period,value,unit\nMOI,77,2023-08,1,TY", map);
  expect(await deadlines()).toContain("MOI 15");
});

it.each([-1, 3_661, 1.5, "soon"])("an import takes no delay of %s days", async (deliveryDays) => {
  const map = { newIndicators: { deliveryDays } };
  await expect(kho.import("indicator,area,period,value\nTHU,77,2023-08,1", map)).rejects.toThrow(
    "newIndicators.deliveryDays: must be whole days from 0 to 3660",
  );
});
