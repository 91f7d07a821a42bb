import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, post, startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());

async function refused(body: string | Buffer, headers: Record<string, string> = {}): Promise<unknown[]> {
  const answer = await post(server.url, body, headers);
  return [answer.status, codeOf(answer), answer.body.errors?.[0]?.message];
}

/** Sends bytes as they are and reads until the server closes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

describe("a malformed request gets JSON with a code", () => {
  it.each([
    ["no body", "", {}, 400, "BAD_REQUEST"],
    ["half a JSON", '{"query":', {}, 400, "BAD_REQUEST"],
    ["a JSON text", '"{ hello }"', {}, 400, "BAD_REQUEST"],
    ["null", "null", {}, 400, "BAD_REQUEST"],
    ["an empty query", '{"query":" "}', {}, 400, "BAD_REQUEST"],
    ["brackets without end", "[".repeat(90_000), {}, 400, "BAD_REQUEST"],
    ["bytes that are not UTF-8", Buffer.from('{"query":"{hello}","x":"\xe9"}', "latin1"), {}, 400, "BAD_REQUEST"],
    [
      "another charset",
      '{"query":"{hello}"}',
      { "content-type": "application/json; charset=utf-16" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["plain text", '{"query":"{hello}"}', { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "a form",
      "query=%7Bhello%7D",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["a packed body", '{"query":"{hello}"}', { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
  ])("%s", async (_what, body, headers, status, code) => {
    expect((await refused(body, headers as Record<string, string>)).slice(0, 2)).toEqual([status, code]);
  });

  it("a batch", async () => {
    expect(await refused('[{"query":"{hello}"},{"query":"{hello}"}]')).toEqual([
      400,
      "BAD_REQUEST",
      "Send one operation per request: batches are not taken.",
    ]);
  });

  it("a syntax error says where it is", async () => {
    const answer = await ask(server.url, "{ hello(");
    expect([answer.status, codeOf(answer)]).toEqual([400, "GRAPHQL_PARSE_FAILED"]);
    expect(answer.body.errors?.[0]).toMatchObject({ locations: [{ line: 1, column: 9 }] });
  });

  it("a typing error gets a suggestion", async () => {
    const answer = await ask(server.url, "{ helo }");
    expect([answer.status, codeOf(answer)]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    expect(answer.body.errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query". Did you mean "hello"?');
  });

  it("an operation that is not there", async () => {
    const answer = await post(server.url, '{"query":"query A { hello }","operationName":"B"}');
    expect([answer.status, codeOf(answer)]).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
  });

  it("a kind of operation that the schema does not have", async () => {
    const answer = await ask(server.url, "subscription { x }");
    expect([answer.status, codeOf(answer)]).toEqual([400, "OPERATION_NOT_SUPPORTED"]);
  });

  it("a variable of the wrong type", async () => {
    const answer = await ask(server.url, "query ($n: Int!) { double(number: $n) }", { n: "two" });
    expect([answer.status, codeOf(answer)]).toEqual([400, "BAD_USER_INPUT"]);
  });

  it("a period that does not exist, as a literal and as a variable", async () => {
    const literal = await ask(server.url, '{ period(code: "2023-13") }');
    const variable = await ask(server.url, "query ($code: Period) { period(code: $code) }", { code: "2023-13" });
    expect([literal.status, codeOf(literal), variable.status, codeOf(variable)]).toEqual([
      400,
      "BAD_USER_INPUT",
      400,
      "BAD_USER_INPUT",
    ]);
  });

  it("an unknown address", async () => {
    const response = await fetch(`${server.url}/wp-admin?secret=1`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      {
        errors: [
          { message: "There is nothing at /wp-admin. The API is at /graphql.", extensions: { code: "NOT_FOUND" } },
        ],
      },
    ]);
  });

  it("an address that can't be decoded", async () => {
    const response = await fetch(`${server.url}/%E0%A4%A`);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: "BAD_REQUEST" } }] },
    ]);
  });

  it("a parameter that stands twice in the address", async () => {
    const response = await fetch(`${server.url}/graphql?query={hello}&query={tree{name}}`);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: "BAD_REQUEST" } }] },
    ]);
  });

  it("what is not HTTP at all", async () => {
    const answer = await raw("hello\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  it.each([
    ["two lengths", "Content-Length: 5\r\nContent-Length: 24"],
    ["a length and chunks", "Content-Length: 6\r\nTransfer-Encoding: chunked"],
    ["chunks that are spelled oddly", "Transfer-Encoding : chunked"],
    ["an encoding that is none", "Transfer-Encoding: xchunked"],
    ["two hosts", "Host: y\r\nContent-Length: 0"],
    ["a header in two lines", "X-Request-Id: a\r\n b"],
  ])("%s, by which a proxy and the server could read different requests", async (_what, lines) => {
    const answer = await raw(`POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${lines}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(.+\r\n)*Connection: close\r\n\r\n\{"errors":.*BAD_REQUEST/);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it("headers that are too large", async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

/** Side by side, since both only wait. */
describe.concurrent("slow senders are cut off in less than ten seconds", () => {
  it.each([
    ["headers", "POST /graphql HTTP/1.1\r\nHost: x\r\n"],
    ["a body", "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"],
  ])("%s", { timeout: 15_000 }, async (_what, bytes) => {
    expect(await Promise.race([raw(bytes), after(9_900)])).toMatch(/^HTTP\/1\.1 408 Request Timeout/);
  });
});

function after(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve("nothing yet"), ms));
}

describe("pages of other sites", () => {
  it.each([
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ origin: "https://elsewhere.example" }, 403],
    [{ "sec-fetch-site": "cross-site", "apollo-require-preflight": "true" }, 200],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{}, 200],
  ])("a GET with %o is answered with %i", async (headers, status) => {
    const response = await raw(
      `GET /graphql?query={hello} HTTP/1.1\r\nHost: kho.example\r\nConnection: close\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    );
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});
