import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessClass, Role } from "../src/access/viewer.js";
import { bearer, keyOf } from "./support/clients.js";
import { ask, codeOf } from "./http/support.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => (warehouse = await openWarehouse()) && undefined);
afterAll(() => warehouse.close());

const BAD = [400, "BAD_USER_INPUT"];

async function asked(query: string, variables?: object): Promise<unknown[]> {
  const answer = await ask(warehouse.url, query, variables);
  return [answer.status, codeOf(answer)];
}

describe("a number", () => {
  const query =
    "query ($value: Decimal) { observations(filter: { value: { gte: $value } }, first: 1) { nodes { value } } }";

  it.each(["NaN", "Infinity", "-Infinity", "1e999", "1e-999", "0x10", "1_000", "١٢", "", " ", "9".repeat(50_000)])(
    "that is none, or none that can be stored, is refused: %.20j",
    async (value) => {
      expect(await asked(query, { value })).toEqual(BAD);
    },
  );

  it.each(["1e999", "-1e999", "9".repeat(1_000)])("as a literal neither: %.20s", async (value) => {
    expect(await asked(query.replace("($value: Decimal)", "").replace("$value", value))).toEqual(BAD);
  });

  it("that is -0 is 0", async () => {
    const counted = async (value: string) =>
      (await warehouse.ask(`{ observations(filter: { value: { gte: "${value}" } }) { totalCount } }`)).data;
    expect(await counted("-0")).toEqual(await counted("0"));
  });

  it.each(["2147483648", "1e3", "1.5", "-1", "101"])("of rows is refused: %s", async (first) => {
    const [, code] = await asked(`{ indicators(first: ${first}) { totalCount } }`);
    expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(code);
  });
});

describe("a period or day that does not exist", () => {
  it.each([
    "0000-01-01",
    "2023-02-30",
    "2023-02-29",
    "2023-13",
    "2023-00",
    "2023-Q5",
    "2023-W53",
    "10000",
    "2023-12-31T23:30:00+07:00",
  ])("is refused: %s", async (code) => {
    const query = "query ($code: Period!) { observations(filter: { period: { in: [$code] } }) { totalCount } }";
    expect(await asked(query, { code })).toEqual(BAD);
  });
});

describe("a filter without anything in it", () => {
  const all = "{ indicators { totalCount } }";

  it("is as none when it is {}, and refused when it is null", async () => {
    expect((await warehouse.ask("{ indicators(filter: {}) { totalCount } }")).data.indicators.totalCount).toBe(841);
    expect((await asked("{ indicators(filter: null) { totalCount } }"))[1]).toBe("BAD_USER_INPUT");
  });

  it.each([
    "[]",
    "{ agencies: [] }",
    "{ and: [] }",
    "{ or: [] }",
    "{ not: {} }",
    "{ and: [{}] }",
    "{ agencies: [null] }",
  ])("never breaks anything, and is never more than all: %s", async (filter) => {
    const { data, errors } = await warehouse.askOnce(all.replace("indicators", `indicators(filter: ${filter})`));
    const codes = (errors ?? []).map(({ extensions }) => extensions.code);
    expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", undefined]).toContain(codes[0]);
    expect(data?.indicators?.totalCount ?? 0).toBeLessThanOrEqual(841);
  });

  it("finds no first row by an empty key", async () => {
    const query = `{ indicator(code: "") { code } area(code: "") { code } agency(code: "") { code } }`;
    expect((await asked("{ nodes(ids: []) { id } }"))[1]).toBe("BAD_USER_INPUT");
    expect((await warehouse.ask(query)).data).toEqual({ indicator: null, area: null, agency: null });
  });
});

describe("a text", () => {
  const found = async (text: string) =>
    (await warehouse.ask("query ($text: String!) { search(text: $text) { totalCount } }", { text })).data.search
      .totalCount;

  it("finds the same, however its accents are written", async () => {
    const [composed, decomposed] = [await found("dân số".normalize("NFC")), await found("dân số".normalize("NFD"))];
    expect(composed).toBeGreaterThan(0);
    expect(decomposed).toBe(composed);
  });

  it.each(["TC001\u200b", "\ufeffTC001", "TC001\u0000".slice(0, 5) + "\u2060", "ТC001"])(
    "that only looks like a code is none: %j",
    async (code) => {
      const query = "query ($code: String!) { indicator(code: $code) { name } }";
      expect((await warehouse.ask(query, { code })).data).toEqual({ indicator: null });
    },
  );
});

describe("a cursor", () => {
  it("of someone who sees more shows to nobody else more than he may see", async () => {
    await sqlOn(warehouse.databaseUrl, `UPDATE indicator SET access = $1 WHERE code IN ('TC001', 'TC003')`, [
      AccessClass.RESTRICTED,
    ]);
    const steward = bearer(await keyOf(warehouse, { role: Role.STEWARD }));
    const page = (after: string | null) =>
      `{ indicators(search: "TC00", orderBy: { field: CODE }, first: 1${after ? `, after: "${after}"` : ""}) { nodes { code } pageInfo { endCursor } } }`;
    const { body } = await ask(warehouse.url, page(null), {}, steward);
    const { nodes, pageInfo } = body.data.indicators as { nodes: { code: string }[]; pageInfo: { endCursor: string } };
    expect(nodes).toEqual([{ code: "TC001" }]);
    const next = async (headers = {}) =>
      (await ask(warehouse.url, page(pageInfo.endCursor), {}, headers)).body.data.indicators.nodes as unknown[];
    expect([await next(), await next(steward)]).toEqual([[{ code: "TC002" }], [{ code: "TC002" }]]);
    const all = `{ indicators(search: "TC00", orderBy: { field: CODE }, first: 3, after: "${pageInfo.endCursor}") { nodes { code } } }`;
    expect(JSON.stringify((await ask(warehouse.url, all)).body)).not.toContain("TC003");
  });
});
