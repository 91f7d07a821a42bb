import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const BODY = JSON.stringify({ query: "{ indicators(first: 40) { nodes { code name } } }" });
const FRIEND = "https://friend.example";
const JSON_TYPE = { "content-type": "application/json" };

let warehouse: TestWarehouse;
const ask = (headers: Record<string, string> = {}) =>
  fetch(`${warehouse.url}/graphql`, { method: "POST", body: BODY, headers: { ...JSON_TYPE, ...headers } });

beforeAll(async () => {
  const edge = { corsOrigins: [FRIEND], trustProxy: null, hstsSeconds: 60 };
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true, edge });
  for (let i = 0; i < 3; i++) await (await ask()).text();
});
afterAll(() => warehouse.close());

/** What the log says of operations from that line on. */
const operations = (from: number): Record<string, unknown>[] =>
  warehouse.log
    .slice(from)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === "operation");

function speak(): Socket {
  return connect(Number(new URL(warehouse.url).port), "127.0.0.1");
}

const head = (length: number) =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe("an answer that is kept", () => {
  it("comes with the headers that it has when it goes through the framework", async () => {
    const from = warehouse.log.length;
    const headersOf = async (more: Record<string, string>) => {
      const { headers } = await ask({ origin: FRIEND, "x-request-id": "r-1", ...more });
      const vary = headers.get("vary")!.split(", ").sort();
      return { ...Object.fromEntries(headers), vary, date: "" };
    };
    const kept = await headersOf({});
    expect(kept).toMatchObject({ "x-request-id": "r-1", "strict-transport-security": "max-age=60" });
    expect(await headersOf({ "content-type": "application/json; charset=utf-8" })).toEqual(kept);
    // A content type that few spell so is for the framework to read.
    expect(await headersOf({ "content-type": "application/json;charset=UTF-8" })).toEqual(kept);
    await vi.waitFor(() => expect(operations(from).map(({ via }) => via)).toEqual(["kept", "kept", "kept"]));
  });

  it("is refused to a page of another site, to who takes no JSON, and to a credential that is none", async () => {
    const refused = [
      await ask({ origin: "https://stranger.example" }),
      await ask({ accept: "image/png" }),
      await ask({ authorization: "Bearer nobody" }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 406, 401]);
  });

  it("is found by a body that comes in pieces, and what is asked right behind it is answered, too", async () => {
    const socket = speak();
    const other = JSON.stringify({ query: "{ areas(first: 1) { nodes { code } } }" });
    let heard = "";
    socket.on("data", (chunk) => (heard += chunk.toString()));
    socket.write(head(BODY.length) + BODY.slice(0, 20));
    await pause(30);
    socket.write(BODY.slice(20) + head(other.length) + other);
    await vi.waitFor(() => expect(heard).toMatch(/"indicators"[^]*"areas"/));
    socket.destroy();
  });

  it("leaves a line in the log when the caller goes before he has said all", async () => {
    const from = warehouse.log.length;
    const socket = speak();
    socket.write(`${head(50)}{`);
    await pause(30);
    socket.destroy();
    await vi.waitFor(() => expect(operations(from)).toMatchObject([{ aborted: true }]));
  });
});
