import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, type Point } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const year = (n: number, value: string): Point => [`${n}-01-01`, `${n}-12-31`, value, "A"];

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await insertIndicator(url, "MOVED", { aggregation: "SUM" });
  await insertSeries(url, { key: "A.MOVED.77._T", indicator: "MOVED" }, [year(2021, "30")]);
  await insertSeries(url, { key: "A.MOVED.747._T", indicator: "MOVED", area: "747" }, [year(2022, "4")]);
  await insertSeries(url, { key: "A.MOVED.748._T", indicator: "MOVED", area: "748" }, [year(2022, "5")]);
  for (const [indicator, point] of Object.entries({ STOCK: year(2022, "5"), STOCK2: year(2021, "100") })) {
    await insertIndicator(url, indicator, { aggregation: "LAST" });
    await insertSeries(url, { key: `A.${indicator}.747._T`, indicator, area: "747" }, [point]);
  }
});
afterAll(() => warehouse.close());

describe("aggregate of what looks wrong and is not", () => {
  const ask = (args: string) =>
    warehouse.ask(`{ aggregate(${args}, method: SUM) { nodes { year value count seriesCount } } }`);

  it("adds a province's values in one year to its districts' in another, each to its year", async () => {
    expect((await ask(`filter: { indicators: ["MOVED"] }, groupBy: [YEAR]`)).data.aggregate.nodes).toEqual([
      { year: 2021, value: "30", count: 1, seriesCount: 1 },
      { year: 2022, value: "9", count: 2, seriesCount: 2 },
    ]);
  });

  it("refuses the same where both come together", async () => {
    const { errors } = await ask(`filter: { indicators: ["MOVED"] }, groupBy: []`);
    expect(errors![0]!.message).toBe(
      "A group counts areas twice: MOVED is there for levels 1 and 2. Set filter.areaLevels or filter.areas, or add AREA_LEVEL or AREA to groupBy.",
    );
  });

  it("adds stocks of two indicators, each of its one period", async () => {
    const { data } = await ask(`filter: { indicators: ["STOCK", "STOCK2"] }, groupBy: []`);
    expect(data.aggregate.nodes).toEqual([{ year: null, value: "105", count: 2, seriesCount: 2 }]);
  });
});
