import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => void (warehouse = await openWarehouse()));
afterAll(() => warehouse.close());

const encoded = (text: string) => Buffer.from(text).toString("base64url");

/** One object of every type that has an id. */
const OBJECTS: Readonly<Record<string, string>> = {
  Agency: `agency(code: "000.00.02.H06")`,
  Area: `area(code: "26506")`,
  Indicator: `indicator(code: "CA016")`,
  Topic: `topic(code: "KT")`,
  Plan: `plan(code: "CDS2023")`,
  Target: `target(code: "CDS2023-CQ-02")`,
  Unit: `indicator(code: "CA016") { unit`,
  Dimension: `indicator(code: "CA016") { dimensions`,
  Series: `target(code: "CDS2023-CQ-02") { series`,
  Observation: `indicator(code: "CA016") { latest`,
  Pillar: `target(code: "CDS2023-CQ-02") { pillar`,
  Publication: `warehouse { publication`,
};

/** Administrators find these; to anyone else their ids are of nothing (`access/administration.test.ts`). */
const FOR_ADMINISTRATORS = ["ApiClient", "AuditEntry", "ClientUsage"];

async function idOf(field: string): Promise<string> {
  const { data, errors } = await warehouse.ask(`{ ${field} { id } ${field.includes("{") ? "}" : ""} }`);
  expect(errors).toBeUndefined();
  return /"id":"([^"]+)"/.exec(JSON.stringify(data))![1]!;
}

describe("an id finds its object again", () => {
  it("for every type that has one", async () => {
    const { data } = await warehouse.ask(`{ __type(name: "Node") { possibleTypes { name } } }`);
    const types = data.__type.possibleTypes.map(({ name }: { name: string }) => name);
    expect(types.sort()).toEqual([...Object.keys(OBJECTS), ...FOR_ADMINISTRATORS].sort());
  });

  it.each(Object.entries(OBJECTS))("%s", async (type, field) => {
    const id = await idOf(field);
    const { data } = await warehouse.ask("query ($id: ID!) { node(id: $id) { __typename id } }", { id });
    expect(data.node).toEqual({ __typename: type, id });
  });

  it("in a list of many types, in its order, twice where it is asked twice", async () => {
    const ids = await Promise.all(Object.values(OBJECTS).map(idOf));
    const asked = [...ids, ids[0]!, encoded("Indicator:999999"), ids[2]!];
    const { data } = await warehouse.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: asked });
    expect(data.nodes).toEqual([...ids, ids[0], null, ids[2]].map((id) => id && { id }));
  });

  it("with the same below it each time", async () => {
    const id = await idOf(OBJECTS["Agency"]!);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Agency { indicators(first: 2) { totalCount nodes { code } pageInfo { hasNextPage } } } } }`;
    const { data } = await warehouse.ask(query, { ids: [id, id] });
    const agency = {
      indicators: { totalCount: 30, nodes: [{ code: "NV001" }, { code: "NV002" }], pageInfo: { hasNextPage: true } },
    };
    expect(data.nodes).toEqual([agency, agency]);
  });

  it("under two names with different things below", async () => {
    const id = await idOf(OBJECTS["Agency"]!);
    const below = (first: number) => `... on Agency { indicators(first: ${first}) { nodes { code } } }`;
    const { data } = await warehouse.ask(
      `query ($id: ID!) { a: node(id: $id) { ${below(1)} } b: node(id: $id) { ${below(2)} } }`,
      { id },
    );
    expect([data.a.indicators.nodes.length, data.b.indicators.nodes.length]).toEqual([1, 2]);
  });

  it("over the whole schema as nodes under two names", async () => {
    const below = (first: number) => `nodes { indicators(first: ${first}) { nodes { code } } }`;
    const { data } = await warehouse.ask(`{ agencies(first: 1) { a: ${below(1)} b: ${below(2)} } }`);
    expect([data.agencies.a[0].indicators.nodes.length, data.agencies.b[0].indicators.nodes.length]).toEqual([1, 2]);
  });
});

describe("an id that is none", () => {
  it.each([
    ["", ""],
    ["text", "Agency:1"],
    ["another alphabet", `${encoded("Agency:1")}==`],
    ["no colon", encoded("Agency1")],
    ["no type", encoded(":1")],
    ["bytes that are no text", Buffer.from([0x41, 0x3a, 0xff]).toString("base64url")],
  ])("is refused: %s", async (_fault, id) => {
    const { data, errors } = await warehouse.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect([data.node, errors![0]!.extensions.code]).toEqual([null, "BAD_USER_INPUT"]);
  });

  it.each([
    "Agency:0",
    "Agency:-1",
    "Agency:1.5",
    "Agency:x",
    "Agency:99999999999",
    "Agency:1;",
    "Nothing:1",
    "Query:1",
    "__proto__:1",
    "Observation:1",
    "Observation:1:2023-02-30",
    "Observation:1:0000-01-01",
    "Observation:1:2023-01-01x",
    "Milestone:1",
  ])("finds nothing where it has the form of one: %s", async (text) => {
    expect(await warehouse.ask("query ($id: ID!) { node(id: $id) { id } }", { id: encoded(text) })).toEqual({
      data: { node: null },
    });
  });

  it("leaves the others in a list their answers", async () => {
    const good = await idOf(OBJECTS["Area"]!);
    const ids = [good, "💥", encoded("Observation:1:2023-02-30")];
    const { data, errors } = await warehouse.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(data.nodes).toEqual([{ id: good }, null, null]);
    expect(errors!.map(({ path }) => path)).toEqual([["nodes", 1]]);
  });

  it("among more than 100 is not looked at", async () => {
    const { errors } = await warehouse.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array(101).fill("x"),
    });
    expect(errors![0]!.message).toBe("ids has 101 values; 1 to 100 are allowed.");
  });
});
