import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { Role } from "../src/access/viewer.js";
import { bearer, keyOf } from "./support/clients.js";
import { type Place, places } from "./support/places.js";
import { sqlOn } from "./support/sql.js";
import { makeYears } from "./support/years.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const NUL = "77\0";
/** Beyond what an Int, a page or a decimal can be. */
const NUMBERS = [2_147_483_648, -2_147_483_649, -1, 1.5, 1e308, -0, 9_007_199_254_740_992, 2_147_483_647] as const;
const HOSTILE = [
  `'`,
  `"`,
  `\\`,
  `'; DROP TABLE area; --`,
  `" OR 1=1 --`,
  `$1`,
  `$$; SELECT pg_sleep(9); $$`,
  `%_%`,
  `{}`,
  `ARRAY[1]`,
  `/* `,
  NUL,
  `\ud800`,
  `\udfff77`,
  `\u202e77`,
  "\u0001\u0007\u001b[2J\r\n",
  "77\u200b\ufeff",
  "é".normalize("NFD"),
  "💥".repeat(200),
  "(".repeat(2_000),
] as const;

/** Words of Postgres and its driver. */
const LEAK = /syntax error|relation "|column "|operator |invalid (input|byte)|encoding|portal|unnamed|pg-pool/;

let warehouse: TestWarehouse;
let schema: GraphQLSchema;
let admin: Record<string, string>;
beforeAll(async () => {
  warehouse = await openWarehouse();
  await makeYears(warehouse.databaseUrl);
  const { data } = await warehouse.ask(getIntrospectionQuery());
  schema = buildClientSchema(data);
  // Whoever may call everything: a refusal would hide what an argument does.
  admin = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
  await sqlOn(
    warehouse.databaseUrl,
    `INSERT INTO composite_index (code, name_vi) VALUES ('INDEX', 'Chỉ số');
     INSERT INTO composite_index_version (index_id, version, valid_from, scale) SELECT id, '1', '2020-01-01', 1 FROM composite_index WHERE code = 'INDEX';
     INSERT INTO composite_component (version_id, indicator_id, position, weight)
       SELECT v.id, i.id, 1, 1 FROM composite_index_version v, indicator i WHERE v.version = '1' AND i.code = 'TT007'`,
  );
});
afterAll(() => warehouse.close());

/** How a request gets to the fields of each type that have arguments of their own; a language takes no text. */
const WAYS: Readonly<Record<string, string>> = {
  Query: "query {",
  Mutation: "mutation {",
  Agency: `query { agency(code: "000.00.02.H06") {`,
  Area: `query { area(code: "77") {`,
  Completeness: `query { completeness(period: { in: ["2023"] }) {`,
  CompositeIndex: `query { compositeIndex(code: "INDEX") {`,
  Indicator: `query { indicator(code: "TT007") {`,
  Observation: `query { observations(filter: { indicators: ["TT007"] }, first: 1) { nodes {`,
  Pillar: `query { plan(code: "CDS2023") { pillars {`,
  Plan: `query { plan(code: "CDS2023") {`,
  Series: `query { series(filter: { indicators: ["TT007"] }, first: 1) { nodes {`,
  Target: `query { target(code: "CDS2023-CQ-02") {`,
  Topic: `query { topic(code: "KT.NS") {`,
};
/** Told to subscribers. */
const ELSEWHERE = ["Published", "Subscription"];

const OTHERS: Readonly<Record<string, string>> = {
  filter: "filter: {}",
  indicators: `indicators: ["TT007"]`,
  text: `text: "a"`,
  code: `code: "77"`,
  id: `id: "QXJlYTox"`,
  ids: `ids: ["QXJlYTox"]`,
  codes: `codes: ["CDS2023"]`,
  groupBy: "groupBy: []",
  with: "with: PREVIOUS_PERIOD",
  indicator: `indicator: "TT007"`,
  period: `period: { in: ["2023"] }`,
};

interface Question extends Place {
  readonly name: string;
  readonly query: string;
}

/** A question for each place: the field with one hostile argument, and the others that it must have. */
function questions(): Question[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__") && !ELSEWHERE.includes(name))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.flatMap((arg) =>
          places(arg.type).map(({ path, ...place }) => ({
            ...place,
            path,
            name: `${type.name}.${field.name}(${arg.name}${path})`,
            query: question(type.name, field, arg),
          })),
        ),
      ),
    );
}

function question(type: string, field: GraphQLField<unknown, unknown>, tried: GraphQLArgument): string {
  const way = WAYS[type];
  if (way === undefined) throw new Error(`Nobody has said how ${type}.${field.name} is reached: add it to WAYS`);
  const others = field.args
    .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined && arg !== tried)
    .map((arg) => OTHERS[arg.name]);
  const isLeaf = isLeafType(getNamedType(field.type));
  const call = `${field.name}(${[`${tried.name}: $value`, ...others].join(", ")})${isLeaf ? "" : ` { ${inside(field)} }`}`;
  const [open = "", ...nested] = way.split("{");
  const head = `${open}($value: ${String(tried.type)}) {${nested.join("{")}`;
  return `${head} ${call} ${"}".repeat(way.split(/\{(?![^(]*\))/).length - 1)}`;
}

/** A page is only counted and sorted when it is asked for. */
function inside(field: GraphQLField<unknown, unknown>): string {
  if (field.name in schema.getMutationType()!.getFields()) return "userErrors { code message }";
  const type = getNamedType(field.type);
  return isObjectType(type) && "totalCount" in type.getFields() ? "totalCount nodes { __typename }" : "__typename";
}

interface Told {
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** What is no answer to a question, but a fault of ours. */
async function faultIn(query: string, value: unknown): Promise<string | undefined> {
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...admin },
    body: JSON.stringify({ query, variables: { value } }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as Told;
  const codes = errors.map(({ extensions }) => extensions.code);
  const isFault = response.status >= 500 || codes.some((code) => !["BAD_USER_INPUT", "NOT_FOUND"].includes(code));
  return isFault || LEAK.test(text) ? `${response.status} ${text.slice(0, 300)}` : undefined;
}

/** How the database is built, and how many rows its tables have. */
async function built(): Promise<object[]> {
  const tables = await sqlOn<{ name: string }>(
    warehouse.databaseUrl,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     AND relname NOT IN ('audit_entry', 'client_usage', 'api_client', 'api_client_secret') ORDER BY 1`,
  );
  const counts = tables
    .map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM ${name}`)
    .join(" UNION ALL ");
  const columns = `SELECT table_name || '.' || column_name AS name, ordinal_position::int AS rows FROM information_schema.columns
    WHERE table_schema = 'public'`;
  return sqlOn(warehouse.databaseUrl, `${counts} UNION ALL ${columns} ORDER BY 1`);
}

describe("nothing of a caller", () => {
  it("reaches SQL or breaks anything, in whatever argument of a query or mutation it stands", async () => {
    const before = await built();
    const asked = questions();
    expect(asked.length).toBeGreaterThan(250);
    const faults: string[] = [];
    const waiting = [...asked.entries()];
    const ask = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [i, { name, query, kind, put }] = next;
        const all: readonly unknown[] = kind === "text" ? HOSTILE : NUMBERS;
        // Each place meets a few of them, and each of them many places. An argument of a mutation meets all.
        const some = name.startsWith("Mutation.") ? all : [all[i % all.length], all[(i * 5 + 3) % all.length]];
        for (const value of some) {
          const fault = await faultIn(query, put(value));
          if (fault) faults.push(`${name} ${JSON.stringify(value).slice(0, 60)}: ${fault}`);
        }
      }
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect(faults).toEqual([]);
    expect(await built()).toEqual(before);
  });

  it.each(Object.entries(WAYS).filter(([type]) => type !== "Mutation"))(
    "was asked where there is nothing: there is a row of %s",
    async (type, way) => {
      const closed = "}".repeat(way.split(/\{(?![^(]*\))/).length - 1);
      const { data } = await warehouse.askOnce(`${way} __typename ${closed}`);
      expect(JSON.stringify(data)).toContain(`"__typename":"${type}"`);
    },
  );

  it("is stored as anything else than it was", async () => {
    const stored = await sqlOn<{ name: string }>(
      warehouse.databaseUrl,
      `SELECT DISTINCT name FROM api_client WHERE name NOT IN ('a client', 'hostile') ORDER BY 1`,
    );
    const texts: readonly string[] = HOSTILE.map((text) => text.trim());
    expect(stored.length).toBeGreaterThan(10);
    expect(stored.map(({ name }) => name).filter((name) => !texts.includes(name))).toEqual([]);
  });
});

describe("a code", () => {
  const query = `query ($code: String!) { indicator(code: $code) { code } area(code: $code) { code } plan(code: $code) { code } }`;

  it.each(HOSTILE.filter((text) => text !== NUL).map((text) => [text]))(
    "%j is as unknown as any other",
    async (code) => {
      expect(await warehouse.ask(query, { code })).toEqual({ data: { indicator: null, area: null, plan: null } });
    },
  );

  it("with NUL is refused, because nothing can be compared with it", async () => {
    const { errors } = await warehouse.askOnce(query, { code: NUL });
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual([
      "BAD_USER_INPUT",
      "BAD_USER_INPUT",
      "BAD_USER_INPUT",
    ]);
  });
});

describe("long lists of words", () => {
  it("are refused before they are searched", async () => {
    const { errors } = await warehouse.ask("query ($search: String) { indicators(search: $search) { totalCount } }", {
      search: "a ".repeat(20_000),
    });
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });
});
