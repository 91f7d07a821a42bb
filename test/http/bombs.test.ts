import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, post, startTestServer, type TestServer } from "./support.js";

let server: TestServer;
beforeAll(async () => (server = await startTestServer()) && undefined);
afterAll(() => server.close());

const times = (count: number, part: (i: number) => string, by = " "): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(by);
const body = (query: string, variables?: object) => JSON.stringify({ query, variables });
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** What must be refused, and with what. */
const BOMBS: readonly [
  what: string,
  body: string | Buffer,
  status: number,
  code: string,
  headers?: Record<string, string>,
][] = [
  ["a body of 20 MB", "x".repeat(20_000_000), 413, "PAYLOAD_TOO_LARGE"],
  ["a gzip bomb", gzipSync(Buffer.alloc(20_000_000)), 415, "UNSUPPORTED_MEDIA_TYPE", { "content-encoding": "gzip" }],
  ["a brotli body", "x", 415, "UNSUPPORTED_MEDIA_TYPE", { "content-encoding": "br" }],
  ["UTF-7", body("{ hello }"), 415, "UNSUPPORTED_MEDIA_TYPE", { "content-type": "application/json; charset=utf-7" }],
  ["UTF-16", Buffer.from(body("{ hello }"), "utf16le"), 400, "BAD_REQUEST"],
  [
    "variables as deep as JSON goes",
    `{"query":"{ hello }","variables":${deep(15_000)}}`,
    400,
    "MAX_VARIABLE_DEPTH_EXCEEDED",
  ],
  ["extensions that are a list", `{"query":"{ hello }","extensions":[1]}`, 400, "BAD_REQUEST"],
  [
    "thousands of variables",
    body(`query (${times(3_000, (i) => `$v${i}: Int`)}) { hello }`),
    400,
    "MAX_TOKENS_EXCEEDED",
  ],
  ["thousands of aliases", body(`{ ${times(1_500, (i) => `a${i}:hello`)} }`), 400, "MAX_TOKENS_EXCEEDED"],
  ["a batch of a thousand", `[${times(1_000, () => body("{ hello }"), ",")}]`, 400, "BAD_REQUEST"],
  [
    "a thousand inline fragments",
    body(`{ ${"...{".repeat(1_000)} hello ${"}".repeat(1_000)} }`),
    400,
    "MAX_TOKENS_EXCEEDED",
  ],
];

describe("a bomb", () => {
  it.each(BOMBS)("is refused: %s", async (_what, bomb, status, code, headers = {}) => {
    const answer = await post(server.url, bomb, headers);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it("leaves nothing behind, however often it comes", async () => {
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 10; i++)
      await Promise.all(BOMBS.map(([, bomb, , , headers]) => post(server.url, bomb, headers).catch(() => undefined)));
    // Texts of the bombs are 400 MB in all; garbage may still lie around.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
    expect((await ask(server.url, "{ hello }")).status).toBe(200);
  });

  it("is no variable that nobody asked for, however many there are", async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`v${i}`, i]));
    expect((await ask(server.url, "{ hello }", many)).status).toBe(200);
  });
});

describe("a caller who does not read his answers", () => {
  it("keeps no one else waiting", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1").pause();
    const asked = body(`{ hello(name: "${"x".repeat(50_000)}") }`);
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${asked.length}\r\n\r\n`;
    for (let i = 0; i < 100; i++) socket.write(head + asked);
    for (let i = 0; i < 5; i++) expect((await ask(server.url, "{ hello }")).status).toBe(200);
    const closed = once(socket, "close");
    socket.destroy();
    await closed;
    expect((await ask(server.url, "{ hello }")).status).toBe(200);
  });
});
