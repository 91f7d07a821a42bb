import { GraphQLError } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { failureOf } from "../../src/graphql/error-formatting.js";
import { ask, codeOf, startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());
afterEach(() => void server.lines.splice(0));

const lines = (message: string) => server.lines.filter(({ msg }) => msg === message);

describe("a document", () => {
  it("with more brackets than the engine has room for is refused like other deep ones", () => {
    const overflow = new GraphQLError("Maximum call stack size exceeded");
    expect(failureOf(overflow)).toEqual({ code: "MAX_DEPTH_EXCEEDED", message: "The document is nested too deeply." });
    // In a resolver it is a fault of ours.
    expect(failureOf(new GraphQLError(overflow.message, { path: ["bug"] })).code).toBe("INTERNAL");
  });
});

describe("variables", () => {
  it("of which very many are wrong are a fault of the caller, and none that is logged", () => {
    const tooMany = "Too many errors processing variables, error limit reached. Execution aborted.";
    expect(failureOf(new GraphQLError(tooMany))).toEqual({ code: "BAD_USER_INPUT", message: tooMany });
  });
});

describe("errors of resolvers", () => {
  it("an expected one keeps its code, words and details", async () => {
    const { status, body } = await ask(server.url, "{ unknownAgency }", {}, { "x-request-id": "r-1" });
    expect([status, body]).toEqual([
      200,
      {
        errors: [
          {
            message: "There is no agency SXD.",
            locations: [{ line: 1, column: 3 }],
            path: ["unknownAgency"],
            extensions: { code: "NOT_FOUND", requestId: "r-1", argument: "code" },
          },
        ],
        data: { unknownAgency: null },
      },
    ]);
  });

  it("an unexpected one is masked, and logged with its stack under the request's id", async () => {
    const { body } = await ask(server.url, "{ bug }", {}, { "x-request-id": "r-2" });
    expect(body.errors?.[0]).toMatchObject({
      message: "Internal error",
      extensions: { code: "INTERNAL", requestId: "r-2" },
    });
    expect(JSON.stringify(body)).not.toMatch(/secret|reads\.js|stack/);
    expect(lines("unexpected error")).toMatchObject([
      { level: 50, requestId: "r-2", path: "bug", err: { stack: expect.stringContaining("secret") } },
    ]);
  });

  it.each([
    ["statementTimeout", "TOO_EXPENSIVE", 200],
    ["databaseGone", "SOURCE_UNAVAILABLE", 503],
    ["nul", "BAD_USER_INPUT", 200],
  ])("the database's %s says nothing of SQL, driver or host", async (field, code, status) => {
    const answer = await ask(server.url, `{ ${field} }`);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.body.errors?.[0]?.message).not.toMatch(/statement|ECONN|10\.0\.0\.7|encoding|0x00/);
  });

  it("a database that can't be reached is told to load balancers only when nothing was answered", async () => {
    const { status, body } = await ask(server.url, "{ hello databaseGone }");
    expect([status, body.data]).toEqual([200, { hello: "Xin chào Kho", databaseGone: null }]);
  });

  it("a field that must not be null is our fault", async () => {
    expect(codeOf(await ask(server.url, "{ required }"))).toBe("INTERNAL");
  });

  it("an argument that is missing only at run time is the caller's", async () => {
    const answer = await ask(server.url, "query ($n: Int = 1) { double(number: $n) }", { n: null });
    expect([codeOf(answer), answer.body.errors?.[0]?.message]).toEqual([
      "BAD_USER_INPUT",
      'Argument "number" of non-null type "Int!" must not be null.',
    ]);
  });

  it("a GraphQL error with a code of its own stays as it is", async () => {
    expect((await ask(server.url, "{ own }")).body.errors?.[0]).toMatchObject({
      message: "Own words.",
      extensions: { code: "OWN" },
    });
  });
});

describe("request ids", () => {
  it("a caller's id comes back", async () => {
    expect((await ask(server.url, "{ hello }", {}, { "x-request-id": "web-42.a_b" })).headers.get("x-request-id")).toBe(
      "web-42.a_b",
    );
  });

  it.each(["a b", "x".repeat(65), "<script>", ""])(
    "an id that can't stand in a log line is replaced: %j",
    async (id) => {
      expect((await ask(server.url, "{ hello }", {}, { "x-request-id": id })).headers.get("x-request-id")).toMatch(
        /^[0-9a-f-]{36}$/,
      );
    },
  );

  it("errors outside of operations carry it too", async () => {
    const response = await fetch(`${server.url}/nowhere`, { headers: { "x-request-id": "r-3" } });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { requestId: "r-3" } }] });
  });
});

describe("the log", () => {
  it("has one line per operation, without its text and variables", async () => {
    const query = "query Greeting($n: String) { hello(name: $n) }";
    await ask(server.url, query, { n: "mật khẩu" }, { "x-request-id": "r-4", authorization: "Bearer token" });
    expect(lines("operation")).toMatchObject([
      { requestId: "r-4", operation: "Greeting", kind: "query", status: 200, bytes: 95, ms: expect.any(Number) },
    ]);
    expect(JSON.stringify(server.lines)).not.toMatch(/mật khẩu|Bearer|hello/);
  });

  it("names the codes of what went wrong", async () => {
    await ask(server.url, "{ unknownAgency bug }");
    expect(lines("operation")).toMatchObject([{ operation: null, errors: ["NOT_FOUND", "INTERNAL"] }]);
  });

  it("has a line for a caller who did not wait", async () => {
    const impatient = fetch(`${server.url}/graphql?query={slow(ms:300)}`, { signal: AbortSignal.timeout(100) });
    await expect(impatient).rejects.toThrow("timeout");
    await vi.waitFor(() => expect(lines("operation")).toMatchObject([{ aborted: true }]), { timeout: 10_000 });
  });

  it("has a line for what never became an operation", async () => {
    await fetch(`${server.url}/graphql`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(lines("operation")).toMatchObject([{ kind: null, status: 400, errors: ["BAD_REQUEST"] }]);
  });
});
