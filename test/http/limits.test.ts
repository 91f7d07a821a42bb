import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, post, startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());

/** The status, and the first error's code with the limit it names. */
async function refusal(query: string, variables?: object): Promise<unknown[]> {
  const { status, body } = await ask(server.url, query, variables);
  const { code, limit } = body.errors?.[0]?.extensions ?? {};
  return limit === undefined ? [status, code] : [status, code, limit];
}

const nested = (levels: number): string => `{ ${"tree { ".repeat(levels - 1)}name${" }".repeat(levels - 1)} }`;
const times = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(" ");

describe("a document's limits", () => {
  it("depth: ten levels pass, eleven do not", async () => {
    expect(await refusal(nested(10))).toEqual([200, undefined]);
    expect(await refusal(nested(11))).toEqual([400, "MAX_DEPTH_EXCEEDED", 10]);
  });

  it("depth counts through fragments", async () => {
    const query = `{ tree { ...A } } fragment A on Tree { tree { tree { tree { tree { ...B } } } } } fragment B on Tree { tree { tree { tree { tree { name } } } } }`;
    expect(await refusal(query)).toEqual([200, undefined]);
    expect(await refusal(query.replace("name", "tree { name }"))).toEqual([400, "MAX_DEPTH_EXCEEDED", 10]);
  });

  it("says how deep the query is and how deep it may be", async () => {
    const { body } = await ask(server.url, nested(14));
    expect(body.errors?.[0]?.message).toBe("The query is 14 levels deep; at most 10 are allowed.");
    expect(body.errors?.[0]?.extensions).toMatchObject({ limit: 10, actual: 14 });
  });

  it("aliases: thirty pass, thirty-one do not, of __typename too", async () => {
    const tree = (aliases: number) => `{ tree { ${times(aliases, (i) => `a${i}: __typename`)} } }`;
    expect(await refusal(tree(30))).toEqual([200, undefined]);
    expect(await refusal(tree(31))).toEqual([400, "MAX_ALIASES_EXCEEDED", 30]);
  });

  it("aliases count as often as their fragment is used", async () => {
    const query = `{ ${times(4, (i) => `t${i}: tree { ...A }`)} } fragment A on Tree { ${times(7, (i) => `n${i}: name`)} }`;
    expect(await refusal(query)).toEqual([400, "MAX_ALIASES_EXCEEDED", 30]);
  });

  it("root fields: twenty pass, twenty-one do not", async () => {
    expect(await refusal(`{ ${times(20, (i) => `a${i}: hello`)} }`)).toEqual([200, undefined]);
    expect(await refusal(`{ ${times(21, (i) => `a${i}: hello`)} }`)).toEqual([400, "MAX_ROOT_FIELDS_EXCEEDED", 20]);
  });

  it("one operation", async () => {
    expect(await refusal("query A { hello } query B { hello }")).toEqual([400, "MAX_OPERATIONS_EXCEEDED", 1]);
  });

  it("tokens: two thousand", async () => {
    expect(await refusal(`{ ${"...{".repeat(665)} hello ${"}".repeat(665)} }`)).toEqual([200, undefined]);
    expect(await refusal(`{ ${"...{".repeat(666)} hello ${"}".repeat(666)} }`)).toEqual([
      400,
      "MAX_TOKENS_EXCEEDED",
      2_000,
    ]);
  });

  it("doubled fragments are counted without being walked", async () => {
    const doubled = times(100, (i) => `fragment F${i} on Tree { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ tree { ...F0 } } ${doubled} fragment F100 on Tree { name }`;
    expect(await refusal(query)).toEqual([400, "MAX_RECURSIVE_SELECTIONS_EXCEEDED"]);
  });

  it("at most five errors come back, and the last one says how many more there are", async () => {
    const { status, body } = await ask(server.url, `{ ${times(20, (i) => `a${i}: unknownAgency`)} }`);
    expect([status, body.errors?.length, body.errors?.[4]?.extensions["omittedErrors"]]).toEqual([200, 5, 15]);
  });

  it.each([
    ["one field two thousand times", `{ ${"hello ".repeat(1_998)} }`, 400],
    ["many unknown fields", `{ ${times(900, (i) => `x${i}`)} }`, 400],
    ["directives without end", `{ hello ${"@skip(if: false) ".repeat(300)} }`, 400],
    ["unknown directives", `{ hello ${times(900, (i) => `@d${i}`)} }`, 400],
    ["a fragment inside itself", "{ tree { ...A } } fragment A on Tree { ...B } fragment B on Tree { ...A }", 400],
    ["a hundred operations", times(100, (i) => `query Q${i} { hello }`), 400],
    ["hundreds of variables", `query (${times(400, (i) => `$v${i}: Int`)}) { hello }`, 400],
    ["lists inside each other", `{ hello(name: ${"[".repeat(900)}${"]".repeat(900)}) }`, 400],
  ])("refuses %s", async (_what, query, status) => {
    expect((await refusal(query))[0]).toBe(status);
    expect((await ask(server.url, "{ hello }")).status).toBe(200);
  });
});

describe("introspection", () => {
  it("answers the whole question of code generators", async () => {
    const options = {
      descriptions: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      inputValueDeprecation: true,
      oneOf: false,
    };
    const { status, body } = await ask(server.url, getIntrospectionQuery(options));
    expect([status, body.errors, body.data.__schema.queryType.name]).toEqual([200, undefined, "Query"]);
  });

  it("does not go in circles", async () => {
    const query = "{ __schema { types { fields { type { fields { name } } } } } }";
    expect(await refusal(query)).toEqual([400, "MAX_INTROSPECTION_EXCEEDED", 1]);
    expect(await refusal(query.replace("__schema {", "... on Query { __schema {").replace(/}$/, "} }"))).toEqual([
      400,
      "MAX_INTROSPECTION_EXCEEDED",
      1,
    ]);
  });

  it("can be switched off", async () => {
    const closed = await startTestServer({
      config: { host: "127.0.0.1", port: 0, introspection: false, explorer: false },
    });
    const answer = await ask(closed.url, "{ __schema { description } }");
    const sdl = await fetch(`${closed.url}/schema.graphql`);
    const guesses = await Promise.all(
      ["{ helo }", `{ hello(nam: "x") }`, "query ($x: Strin) { hello(name: $x) }"].map((guess) =>
        ask(closed.url, guess),
      ),
    );
    await closed.close();
    expect([answer.status, codeOf(answer), sdl.status]).toEqual([400, "INTROSPECTION_DISABLED", 404]);
    // No suggestions: they are names of the schema.
    expect(guesses.map(({ body }) => body.errors?.[0]?.message)).toEqual([
      'Cannot query field "helo" on type "Query".',
      'Unknown argument "nam" on field "Query.hello".',
      'Unknown type "Strin".',
    ]);
  });
});

describe("a body's limits", () => {
  it("100 kB", async () => {
    const body = JSON.stringify({ query: "{ hello }", extensions: { filler: "x".repeat(100_000) } });
    const answer = await post(server.url, body);
    expect([answer.status, codeOf(answer)]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  it("20 MB are refused without being read", async () => {
    const answer = await post(server.url, Buffer.alloc(20_000_000, " "));
    expect([answer.status, codeOf(answer)]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  it("variables inside each other: twenty levels", async () => {
    const nestedLists = (levels: number) =>
      post(server.url, `{"query":"{ hello }","variables":{"unused":${"[".repeat(levels)}${"]".repeat(levels)}}}`);
    expect((await nestedLists(19)).status).toBe(200);
    expect(codeOf(await nestedLists(20))).toBe("MAX_VARIABLE_DEPTH_EXCEEDED");
    expect(codeOf(await nestedLists(40_000))).toBe("MAX_VARIABLE_DEPTH_EXCEEDED");
  });

  it("thousands of variables that nobody asked for are ignored", async () => {
    const variables = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`v${i}`, i]));
    expect(await refusal("{ hello }", variables)).toEqual([200, undefined]);
  });
});

describe("time", () => {
  it("an answer that takes too long becomes an error, and the server goes on", async () => {
    const hasty = await startTestServer({ limits: { answerMs: 100 } });
    const answer = await ask(hasty.url, "{ slow(ms: 300) }");
    const next = await ask(hasty.url, "{ hello }");
    await hasty.close();
    expect([answer.status, codeOf(answer), next.status]).toEqual([504, "TOO_EXPENSIVE", 200]);
    expect(answer.body.errors?.[0]?.message).toBe("The answer took longer than 0.1 s. Please ask for less.");
  });
});
