import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const SCHEMA = readFileSync("schema/schema.graphql", "utf8");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kho-schema-"));
  cpSync("test/operations", join(folder, "test/operations"), { recursive: true });
  cpSync("schema", join(folder, "schema"), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the schema with one thing changed. */
function changed(from: string | RegExp, to: string, schema = SCHEMA): string {
  const text = schema.replace(from, to);
  expect(text, `nothing to change: ${from}`).not.toBe(schema);
  return text;
}

function run(script: string, words: string[], input = ""): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(script), ...words], {
    cwd: folder,
    input,
    encoding: "utf8",
  });
  return { code: status, text: stdout + stderr };
}

describe("the committed schema", () => {
  const fresh = (emitted: string) => run("scripts/schema-fresh.ts", [], emitted);

  it("passes when the code prints the same", () => {
    expect(fresh(SCHEMA)).toEqual({ code: 0, text: "schema/schema.graphql is what the code says.\n" });
  });

  it("is stale when the code prints something else", () => {
    const { code, text } = fresh(changed("totalCount: Int!", "total: Int!"));
    expect(code).toBe(1);
    expect(text).toContain("schema/schema.graphql is stale");
    expect(text).toContain("-   totalCount: Int!\n+   total: Int!");
  });

  it("is stale when the code prints nothing", () => {
    expect(fresh("").code).toBe(1);
  });
});

describe("the last release's promise", () => {
  const RENAMED = "AgencyConnection.totalCount was removed.";

  function breaks(schema: string, accepted = ""): { code: number | null; text: string } {
    writeFileSync(join(folder, "released.graphql"), SCHEMA);
    writeFileSync(join(folder, "next.graphql"), schema);
    writeFileSync(join(folder, "accepted.txt"), accepted);
    const words = ["--released", "released.graphql", "--schema", "next.graphql", "--accepted", "accepted.txt"];
    return run("scripts/schema-breaks.ts", words);
  }

  it("is kept by the same schema", () => {
    expect(breaks(SCHEMA).code).toBe(0);
  });

  it("is kept by a new field", () => {
    expect(breaks(changed("totalCount: Int!", "totalCount: Int!\n  another: Int")).code).toBe(0);
  });

  it("is broken by a renamed field", () => {
    const { code, text } = breaks(changed("totalCount: Int!", "total: Int!"));
    expect(code).toBe(1);
    expect(text).toContain(`breaking: ${RENAMED}`);
  });

  it("is broken by an argument that becomes required", () => {
    const { code, text } = breaks(changed(/( +types: \[SearchType!\])\n/, "$1!\n"));
    expect(code).toBe(1);
    expect(text).toContain("Query.search arg types has changed type from [SearchType!] to [SearchType!]!");
  });

  it("may be broken on purpose, in writing", () => {
    expect(breaks(changed("totalCount: Int!", "total: Int!"), `# why\n${RENAMED}\n`).code).toBe(0);
  });

  it("is not said to be broken where it is kept", () => {
    const { code, text } = breaks(SCHEMA, RENAMED);
    expect(code).toBe(1);
    expect(text).toContain(`no break (any more): ${RENAMED}`);
  });
});

describe("the schema's rules", () => {
  function lint(schema: string): { code: number | null; text: string } {
    writeFileSync(join(folder, "schema/schema.graphql"), schema);
    return run("node_modules/eslint/bin/eslint.js", ["-c", resolve("eslint.config.js"), "schema"]);
  }

  /** Faults and what is said about each; they touch different things, so one copy holds them all. */
  const FAULTS: [fault: string, from: string | RegExp, to: string, message: string][] = [
    ["a type without a description", /"""[^"]+"""\ntype Agency /, "type Agency ", 'required for type "Agency"'],
    [
      "a field without a description",
      / +"""[^"]+"""\n( +hasPreviousPage)/,
      "$1",
      'required for field "hasPreviousPage"',
    ],
    [
      "an argument without a description",
      /type Query {/,
      'type Query {\n"""One."""\none(x: Int): Int',
      'value "x" in field "one"',
    ],
    ["an enum value without a description", / +"""[^"]+"""\n( +DESC)/, "$1", 'required for enum value "DESC"'],
    ["an input field without a description", / +"""[^"]+"""\n( +gte:)/, "$1", 'required for input value "gte"'],
    ["page info without hasNextPage", "hasNextPage: Boolean!", "hasMore: Boolean!", "a field `hasNextPage`"],
    ["an edge without a cursor", /(type AreaEdge {[^}]*)cursor: String!/, "$1mark: String!", "a field `cursor`"],
    ["a connection without edges", /(type PlanConnection {[^}]*)edges: /, "$1rows: ", "a field `edges`"],
    [
      "a list without its arguments",
      /type Query {/,
      'type Query {\n"""All."""\nall: SeriesConnection!',
      "must include forward pagination",
    ],
    ["a name in another style", "totalCount: Int!", "total_count: Int!", "should be in camelCase"],
  ];
  let said = "";

  beforeAll(() => {
    said = lint(FAULTS.reduce((schema, [, from, to]) => changed(from, to, schema), SCHEMA)).text;
  });

  it("hold", () => {
    expect(lint(SCHEMA)).toEqual({ code: 0, text: "" });
  });

  it("fail the check when one is broken", () => {
    expect(lint(changed("hasNextPage: Boolean!", "hasMore: Boolean!")).code).toBe(1);
  });

  it.each(FAULTS)("refuse %s", (_, __, ___, message) => {
    expect(said).toContain(message);
  });
});
