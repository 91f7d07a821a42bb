import { once } from "node:events";
import { lookup } from "node:dns/promises";
import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { askUntilTold } from "../support/kept-connection.js";
import { ask, startTestServer } from "./support.js";

/** Forty callers in a thread of their own, who ask as soon as it is there. */
const CALLERS = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { get } = require("node:http");
  const status = () => new Promise((resolve) => {
    get(workerData, { agent: false }, (answer) => answer.resume().on("end", () => resolve(answer.statusCode)))
      .on("error", (error) => resolve(error.code));
  });
  Promise.all(Array.from({ length: 40 }, status)).then((statuses) => parentPort.postMessage(statuses));`;

describe("stopping", () => {
  it("is told by /readyz at once, while /healthz still says alive", async () => {
    const server = await startTestServer();
    const before = await fetch(`${server.url}/readyz`);
    const closing = server.close();
    const [ready, health] = await Promise.all([fetch(`${server.url}/readyz`), fetch(`${server.url}/healthz`)]);
    expect([before.status, ready.status, await ready.json(), health.status]).toEqual([
      200,
      503,
      { status: "stopping" },
      200,
    ]);
    await closing;
  });

  it("answers what is in flight", async () => {
    const server = await startTestServer();
    const answer = ask(server.url, "{ slow(ms: 1500) }");
    await pause(100);
    await server.close();
    expect((await answer).body).toEqual({ data: { slow: "done" } });
  });

  it("answers what is in flight on every loopback", async () => {
    const server = await startTestServer({
      config: { host: "localhost", port: 0, introspection: true, explorer: false },
    });
    const loopbacks = await lookup("localhost", { all: true });
    const { port } = new URL(server.url);
    const urls = loopbacks.map(({ address, family }) => `http://${family === 6 ? `[${address}]` : address}:${port}`);
    const answers = Promise.all(urls.map((url) => ask(url, "{ slow(ms: 1500) }")));
    await pause(100);
    await server.close();
    expect((await answers).map(({ body }) => body.data)).toEqual(loopbacks.map(() => ({ slow: "done" })));
  });

  it("asks callers that keep their connection to close it, and loses none of their requests", async () => {
    const server = await startTestServer();
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const callers = Array.from({ length: 4 }, () => askUntilTold(`${server.url}/graphql?query={slow(ms:5)}`, agent));
    await pause(200);
    await server.close();
    const statuses = (await Promise.all(callers)).flat();
    agent.destroy();
    expect([...new Set(statuses)]).toEqual([200]);
  });

  it("loses nothing that came while the process was too busy to look", async () => {
    const server = await startTestServer();
    const others = new Worker(CALLERS, { eval: true, workerData: `${server.url}/graphql?query={slow(ms:5)}` });
    await once(others, "online");
    const told = once(others, "message");
    const closing = server.close();
    // Longer than the farewell: by then they have connected and asked, and nobody has even taken their connections.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    await closing;
    expect(await told).toEqual([Array.from({ length: 40 }, () => 200)]);
    await others.terminate();
  });

  it("takes no new connection afterwards", async () => {
    const server = await startTestServer();
    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("may be asked for twice", async () => {
    const server = await startTestServer();
    await Promise.all([server.close(), server.close()]);
  });
});

describe("readiness", () => {
  it("may be asked for with HEAD", async () => {
    const server = await startTestServer();
    const statuses = await Promise.all(
      ["/healthz", "/readyz"].map(async (path) => (await fetch(`${server.url}${path}`, { method: "HEAD" })).status),
    );
    await server.close();
    expect(statuses).toEqual([200, 200]);
  });

  it("is denied while the database does not answer", async () => {
    const server = await startTestServer({ isReady: () => Promise.reject(new Error("no database")) });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "not ready" }]);
    await server.close();
  });
});
