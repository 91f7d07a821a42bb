import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Gate } from "../src/server/answers/gate.js";
import type { HttpFault } from "../src/server/http-fault.js";
import { ask, codeOf, startTestServer } from "./http/support.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
let locker: pg.Client;
beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { shedding: { mostWaiting: 2, mostDelayMs: null } });
  locker = new pg.Client({ connectionString: warehouse.databaseUrl });
  await locker.connect();
});
afterAll(async () => {
  await locker.end();
  await warehouse.close();
});

async function latest(): Promise<Response> {
  return fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `{ indicator(code: "TC001") { latest { value } } }` }),
  });
}

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${warehouse.url}${path}`)).status;
}

describe("while the database is slow", () => {
  it("so many run and wait as may, all others are refused at once, health checks stay green, and then all is well", async () => {
    await locker.query("BEGIN; LOCK TABLE observation");
    const refused: Response[] = [];
    const { promise: seven, resolve: sevenRefused } = Promise.withResolvers<void>();
    const asked = Array.from({ length: 10 }, async () => {
      const response = await latest();
      if (response.status === 503) refused.push(response);
      if (refused.length === 7) sevenRefused();
      return response;
    });
    await seven;
    expect([await statusOf("/healthz"), await statusOf("/readyz")]).toEqual([200, 200]);
    await locker.query("ROLLBACK");
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(refused.map(({ headers }) => headers.get("retry-after"))).toEqual(Array.from({ length: 7 }, () => "1"));
    expect(await refused[0]!.json()).toMatchObject({ errors: [{ extensions: { code: "OVERLOADED", retryAfter: 1 } }] });
    expect((await latest()).status).toBe(200);
  });
});

describe("who waits for his turn", () => {
  it("is told after a while that it does not come, however long those take who run", async () => {
    const gate = new Gate({ most: 1, slowMs: 1_000, patienceMs: 30, mostWaiting: 10, isBusy: () => false });
    const { promise: running, resolve: end } = Promise.withResolvers<string>();
    const first = gate.pass({ party: "a" }, () => running);
    const others = [gate.pass({ party: "a" }, async () => "second"), gate.pass({ party: "b" }, async () => "third")];
    const told = await Promise.allSettled(others);
    expect(told.map((one) => one.status === "rejected" && (one.reason as HttpFault).code)).toEqual([
      "OVERLOADED",
      "OVERLOADED",
    ]);
    end("first");
    expect([await first, await gate.pass({ party: "a" }, async () => "next")]).toEqual(["first", "next"]);
  });
});

describe("the event loop", () => {
  it("held up: operations are refused, health checks are not, and then all is well again", async () => {
    const server = await startTestServer({ shedding: { mostWaiting: 500, mostDelayMs: 20 } });
    const code = async () => codeOf(await ask(server.url, "{ hello }"));
    const holdUp = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    const busy = setInterval(holdUp, 5);
    await expect.poll(code, { timeout: 10_000 }).toBe("OVERLOADED");
    const health = await Promise.all(["/healthz", "/readyz"].map((path) => fetch(`${server.url}${path}`)));
    expect(health.map((response) => response.status)).toEqual([200, 200]);
    clearInterval(busy);
    await expect.poll(code, { timeout: 10_000 }).toBeUndefined();
    await server.close();
  });
});
