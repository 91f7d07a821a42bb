import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

describe("observations in the order of their periods", () => {
  const NAMED = ["TC001", "CA016", "TT007", "NV018"];
  interface Page {
    readonly nodes: readonly {
      readonly period: { readonly start: string };
      readonly series: { readonly key: string };
    }[];
    readonly pageInfo: Readonly<Record<"hasNextPage" | "hasPreviousPage", boolean>> &
      Readonly<Record<"endCursor" | "startCursor", string>>;
    readonly totalCount: number;
  }

  async function page(direction: string, slice: string): Promise<Page> {
    const { data } = await warehouse.ask(`{ observations(
      filter: { indicators: ${JSON.stringify(NAMED)}, value: { gte: 0 } }, orderBy: { field: PERIOD, direction: ${direction} }, ${slice}
    ) { totalCount nodes { period { start } series { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
    return data.observations;
  }

  it.each(["ASC", "DESC"])("come page by page as SQL orders them, from either end: %s", async (direction) => {
    const expected = await sqlOn<{ key: string; start: string }>(
      warehouse.databaseUrl,
      `SELECT s.key, o.period_start::text AS start FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id
       WHERE i.code IN ('TC001', 'CA016', 'TT007', 'NV018') AND o.value >= 0
       ORDER BY o.period_start ${direction}, o.series_id ${direction}`,
    );
    const [forward, backward]: [unknown[], unknown[]] = [[], []];
    const plain = ({ nodes }: Page) => nodes.map(({ period: { start }, series: { key } }) => ({ key, start }));
    for (let last: Page | undefined; !last || last.pageInfo.hasNextPage; forward.push(...plain(last)))
      last = await page(direction, last ? `first: 37, after: "${last.pageInfo.endCursor}"` : "first: 37");
    for (let last: Page | undefined; !last || last.pageInfo.hasPreviousPage; backward.unshift(...plain(last)))
      last = await page(direction, last ? `last: 41, before: "${last.pageInfo.startCursor}"` : "last: 41");
    expect(forward).toEqual(expected);
    expect(backward).toEqual(expected);
    expect((await page(direction, "first: 1")).totalCount).toBe(expected.length);
  });
});
