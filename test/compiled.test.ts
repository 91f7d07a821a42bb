import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

/** `ask` compares graphql-js and the compiled operation; these are the shapes where compiled code has gone wrong before. */
describe("an operation with variables, compiled", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse()));
  afterAll(() => warehouse.close());

  it("takes a filter that holds itself", async () => {
    const query = `query ($v: AgencyFilter) { agencies(filter: $v) { nodes { code } } }`;
    const v = { or: [{ codes: ["000.00.05.H06"] }, { not: { kinds: ["PROVINCIAL", "CENTRAL"] } }] };
    const { data } = await warehouse.ask(query, { v });
    expect(data.agencies.nodes).toEqual([{ code: "000.00.05.H06" }]);
  });

  it("uses a variable's default", async () => {
    const query = `query ($n: Int = 2, $d: OrderDirection! = DESC) {
      agencies(first: $n, orderBy: { field: CODE, direction: $d }) { nodes { code } } }`;
    const { data } = await warehouse.ask(query);
    expect(data.agencies.nodes).toEqual([{ code: "000.00.86.H06" }, { code: "000.00.85.H06" }]);
  });

  it("reads enums, periods and exact numbers from variables", async () => {
    const query = `query ($p: PeriodInput, $s: [ObservationStatus!], $v: Decimal) {
      observations(filter: { indicators: ["TC001"], period: $p, statuses: $s, value: { gte: $v } }) { nodes { value status } } }`;
    const variables = { p: { from: "Quý IV/2023", to: "2023-12" }, s: ["PROVISIONAL"], v: "8500" };
    const { data } = await warehouse.ask(query, variables);
    expect(data.observations.nodes).toEqual([{ value: "12674.4", status: "PROVISIONAL" }]);
  });

  it("skips and includes by variables", async () => {
    const query = `query ($yes: Boolean!) { indicator(code: "TC001") { code @skip(if: $yes) unit @include(if: $yes) { code } } }`;
    expect((await warehouse.ask(query, { yes: true })).data.indicator).toEqual({ unit: { code: "TYD" } });
    expect((await warehouse.ask(query, { yes: false })).data.indicator).toEqual({ code: "TC001" });
  });

  it("refuses a wrong variable with the words of graphql-js", async () => {
    const query = `query ($n: Int!) { agencies(first: $n) { nodes { code } } }`;
    await warehouse.ask(query, { n: 1 });
    const { errors } = await warehouse.ask(query, { n: "many" });
    expect(errors![0]!.message).toBe(
      'Variable "$n" got invalid value "many"; Int cannot represent non-integer value: "many"',
    );
  });
});
