import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  buildClientSchema,
  getIntrospectionQuery,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from "graphql";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const NUL = "77\0";
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
  "é".normalize("NFD"),
  "💥".repeat(200),
  "(".repeat(2_000),
] as const;

/** Words of Postgres and its driver. */
const LEAK = /syntax error|relation "|column "|operator |invalid (input|byte)|encoding|portal|unnamed|pg-pool/;

let warehouse: TestWarehouse;
let schema: GraphQLSchema;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const { data } = await warehouse.ask(getIntrospectionQuery());
  schema = buildClientSchema(data);
});
afterAll(() => warehouse.close());

/** Paths to every place below an argument where a string may stand, each with the value that puts a text there. */
function places(type: GraphQLInputType, depth = 0): [path: string, put: (text: string) => unknown][] {
  if (isNonNullType(type)) return places(type.ofType, depth);
  if (isListType(type)) return places(type.ofType, depth).map(([path, put]) => [`${path}[]`, (text) => [put(text)]]);
  if (isScalarType(type)) return type.name === "Int" || type.name === "Boolean" ? [] : [["", (text) => text]];
  if (!isInputObjectType(type) || depth > 1) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    places(field.type, depth + 1).map(([path, put]): [string, (text: string) => unknown] => [
      `.${field.name}${path}`,
      (text) => ({ ...required(type.name), [field.name]: put(text) }),
    ]),
  );
}

/** What an input must hold beside the field that is tried. */
function required(type: string): object {
  return type === "BreakdownFilter" ? { dimension: "SEX", codes: ["F"] } : {};
}

/** A question for each place: the field with one hostile argument, and the others that it must have. */
function questions(): { name: string; query: string; put: (text: string) => unknown }[] {
  const fields = Object.values(schema.getQueryType()!.getFields());
  const nested = ["Agency", "Area", "Indicator"].flatMap((type) => {
    const object = schema.getType(type) as ReturnType<GraphQLSchema["getQueryType"]>;
    return Object.values(object!.getFields()).map((field) => ({ field, below: type }));
  });
  return [...fields.map((field) => ({ field, below: "" })), ...nested].flatMap(({ field, below }) =>
    field.args.flatMap((arg) =>
      places(arg.type).map(([path, put]) => ({
        name: `${below && `${below}.`}${field.name}(${arg.name}${path})`,
        query: question(below, field.name, field.args, arg),
        put,
      })),
    ),
  );
}

const OPEN: Readonly<Record<string, string>> = {
  Agency: `agency(code: "000.00.02.H06") {`,
  Area: `area(code: "77") {`,
  Indicator: `indicator(code: "TT007") {`,
};
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

function question(below: string, field: string, args: readonly GraphQLArgument[], tried: GraphQLArgument): string {
  const others = args
    .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined && arg !== tried)
    .map((arg) => OTHERS[arg.name]);
  const call = `${field}(${[`${tried.name}: $value`, ...others].join(", ")}) { __typename }`;
  return `query ($value: ${String(tried.type)}) { ${below ? `${OPEN[below]} ${call} }` : call} }`;
}

describe("no text of a caller", () => {
  it("reaches SQL, in whatever argument it stands", async () => {
    const asked = questions();
    expect(asked.length).toBeGreaterThan(100);
    const surprises: string[] = [];
    let asking = 0;
    for (const [i, { name, query, put }] of asked.entries()) {
      // Each place meets a few of the texts, and each text many places.
      for (const text of [HOSTILE[i % HOSTILE.length]!, HOSTILE[(i * 5 + 3) % HOSTILE.length]!]) {
        const { errors = [] } = await warehouse.askOnce(`${query} # ${asking++}`, { value: put(text) });
        for (const { message, extensions } of errors)
          if (!["BAD_USER_INPUT", "NOT_FOUND", "UNAUTHENTICATED"].includes(extensions.code) || LEAK.test(message))
            surprises.push(`${name} ${JSON.stringify(text)}: ${extensions.code} ${message}`);
      }
    }
    expect(surprises).toEqual([]);
  }, 60_000);

  it("changes the schema", async () => {
    const { data } = await warehouse.ask("{ warehouse { counts { areas agencies indicators } } }");
    expect(data.warehouse.counts).toEqual({ areas: 91, agencies: 26, indicators: 841 });
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
