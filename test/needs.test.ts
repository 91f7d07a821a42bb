import type { GraphQLField, GraphQLObjectType } from "graphql";
import { buildSchema, getNamedType, isCompositeType, isObjectType, isRequiredArgument } from "graphql";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const schema = buildSchema(readFileSync(new URL("../schema/schema.graphql", import.meta.url), "utf8"));

/** Where rows of each type are found in the demo; `@` stands for what is asked of them. */
const PLACES: Readonly<Record<string, string>> = {
  Agency: "agencies(first: 3) { nodes { @ } }",
  Area: "areas(first: 3, orderBy: { field: LEVEL, direction: DESC }) { nodes { @ } }",
  Indicator: `indicators(filter: { codes: ["TT007", "TC001", "TK032"] }) { nodes { @ } }`,
  Unit: "indicators(first: 3) { nodes { unit { @ } } }",
  Topic: "indicators(first: 3) { nodes { topic { @ } } }",
  ReportingCalendar: "indicators(first: 3) { nodes { calendar { @ } } }",
  Dimension: `indicators(filter: { codes: ["TK032"] }) { nodes { dimensions { @ } } }`,
  DimensionCode: `indicators(filter: { codes: ["TK032"] }) { nodes { dimensions { codes { @ } } } }`,
  Series: `series(filter: { indicators: ["TT007", "TK032"] }, first: 4) { nodes { @ } }`,
  Observation: `observations(filter: { indicators: ["TT007", "TC001"] }, first: 4) { nodes { @ } }`,
  PeriodInfo: `observations(filter: { indicators: ["TT007"] }) { nodes { period { @ } } }`,
  Publication: `observations(filter: { indicators: ["TT007"] }) { nodes { publication { @ } } }`,
  Plan: "plans { nodes { @ } }",
  Pillar: "plans { nodes { pillars { @ } } }",
  Target: "targets(first: 5) { nodes { @ } }",
  Progress: `targets(first: 5) { nodes { progress(on: "2023-11-15") { @ } } }`,
  Milestone: "targets(first: 5) { nodes { baseline { @ } } }",
};

/** Types whose rows nobody sees without signing in; `access/administration.test.ts` asks for each of their fields. */
const SIGNED_IN = ["ApiClient", "AuditEntry", "ClientUsage"];

/** Every field says what it reads of its row (`needs`); one that forgets a property is right only where rows are read whole. */
describe("a field asked alone answers as it does on a row that is read whole", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse()));
  afterAll(() => warehouse.close());

  it.each(Object.entries(PLACES))("%s", async (name, place) => {
    const fields = Object.values((schema.getType(name) as GraphQLObjectType).getFields()).filter(isAskedAlone);
    const all = await wholeRows(name, place, fields.map(selectionOf).join(" "));
    expect(all.length).toBeGreaterThan(0);
    for (const field of fields) expect(await ask(place, selectionOf(field)), field.name).toEqual(only(all, field.name));
  });

  it("knows every type that has an id", () => {
    const nodes = schema.getPossibleTypes(schema.getType("Node") as never).map(({ name }) => name);
    expect(nodes.filter((name) => !(name in PLACES))).toEqual(SIGNED_IN);
  });

  /** Below `nodes`, rows are read whole, because an interface does not say what its types need. */
  async function wholeRows(name: string, place: string, selection: string): Promise<Record<string, unknown>[]> {
    if (!isNode(name)) return ask(place, selection);
    const ids = (await ask(place, "id")).map(({ id }) => JSON.stringify(id));
    return ask(`nodes(ids: [${ids.join(", ")}]) { @ }`, `... on ${name} { ${selection} }`);
  }

  async function ask(place: string, selection: string): Promise<Record<string, unknown>[]> {
    const { data, errors } = await warehouse.ask(`{ ${place.replace("@", selection)} }`);
    expect(errors).toBeUndefined();
    return rowsAt(data, place.split("@")[0]!.match(/\w+(?=(?:\([^)]*\))? \{)/g)!);
  }
});

function isNode(name: string): boolean {
  return schema.getPossibleTypes(schema.getType("Node") as never).some((type) => type.name === name);
}

/** What must be told an argument has stories of its own. */
function isAskedAlone({ args }: GraphQLField<unknown, unknown>): boolean {
  return !args.some(isRequiredArgument);
}

function selectionOf({ name, type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return name;
  if (isObjectType(named) && "nodes" in named.getFields()) return `${name}(first: 1) { nodes { __typename } }`;
  return `${name} { __typename }`;
}

function rowsAt(data: unknown, path: readonly string[]): Record<string, unknown>[] {
  let rows = [data as Record<string, unknown>];
  for (const name of path)
    rows = rows.flatMap((row) => row[name] as Record<string, unknown>[]).filter((row) => row !== null);
  return rows;
}

function only(rows: readonly Record<string, unknown>[], name: string): Record<string, unknown>[] {
  return rows.map((row) => ({ [name]: row[name] }));
}
