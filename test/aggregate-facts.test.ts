import { afterAll, beforeAll, expect, it } from "vitest";
import { insertIndicator, insertSeries } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await insertIndicator(warehouse.databaseUrl, "FLOW", { aggregation: "SUM", frequency: "M" });
  await insertSeries(warehouse.databaseUrl, { key: "M.FLOW.77._T", indicator: "FLOW" }, [
    ["2023-01-01", "2023-01-31", "0.1", "A"],
    ["2023-02-01", "2023-02-28", "0.2", "A"],
    ["2023-03-01", "2023-03-31", null, "O"],
  ]);
});
afterAll(() => warehouse.close());

// Each is worked out only where it is asked for.
it.each([
  ["value", "0.3"],
  ["method", "SUM"],
  ["count", 3],
  ["valueCount", 2],
  ["missingCount", 1],
  ["seriesCount", 1],
  ["coverage", "0.1667"],
  ["firstPeriod", "2023-01"],
  ["lastPeriod", "2023-03"],
])("an aggregate tells %s also when nothing else is asked for: %s", async (field, expected) => {
  const args = `filter: { indicators: ["FLOW"] }, groupBy: [YEAR], method: SUM`;
  const { data } = await warehouse.ask(`{ aggregate(${args}) { nodes { ${field} } } }`);
  expect(data.aggregate.nodes).toEqual([{ [field]: expected }]);
});
