import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeFile } from "node:fs/promises";
import { Agent } from "node:http";
import { join } from "node:path";
import { importFile } from "../src/ingestion/import.service.js";
import { KhoProcess, reachableFolder } from "./support/kho-process.js";
import { createTestDatabase, type TestDatabase } from "./support/postgres.js";
import { askUntilTold } from "./support/kept-connection.js";
import { connect, type Socket } from "./support/socket.js";

/** `kho serve` with two workers: one port, two processes. */
let database: TestDatabase;
let kho: KhoProcess;
let url: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  database = await createTestDatabase("kho_demo");
  const env = { DATABASE_URL: database.url, PORT: "0", HOST: "127.0.0.1", KHO_WORKERS: "2", KHO_SCHEDULER: "off" };
  kho = new KhoProcess(["serve"], env);
  await kho.says("GraphQL API");
  url = /GraphQL API +(http:\/\/127\.0\.0\.1:\d+)/.exec(kho.stdout)![1]!;
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  kho.kill("SIGKILL");
  await kho.exitCode();
  await database.drop();
});

async function versionNow(): Promise<string> {
  // A connection of its own each time: they are dealt out to the workers in turn.
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ query: "query Version { warehouse { version } }" }),
  });
  return ((await response.json()) as { data: { warehouse: { version: string } } }).data.warehouse.version;
}

async function publish(value: string): Promise<number> {
  const file = join(reachableFolder(), "rows.csv");
  await writeFile(file, `indicator,area,period,value\nTT007,77,1991,${value}\n`);
  const { publication } = await importFile({ databaseUrl: database.url, file, replaceSample: true });
  return publication!;
}

/** Processes that have answered operations, as the log knows them. */
function answeringProcesses(): number[] {
  const lines = kho.stderr.split("\n").filter((line) => line.includes('"msg":"operation"'));
  return [...new Set(lines.map((line) => (JSON.parse(line) as { pid: number }).pid))];
}

describe("two workers", () => {
  it("tell each subscriber of a publication once, whichever of them he is connected to", async () => {
    for (let i = 0; i < 6; i++) {
      const socket = await connect(url);
      sockets.push(socket);
      await socket.init();
      await socket.subscribe("1", "subscription { published { version counts { created } } }");
    }
    const first = await publish("1");
    const second = await publish("2");
    for (const socket of sockets) {
      const events = [await socket.next(), await socket.next()].map(({ payload }) => payload.data.published);
      expect(events).toEqual([
        { version: String(first), counts: { created: 1 } },
        { version: String(second), counts: { created: 0 } },
      ]);
      expect(socket.waiting).toEqual([]);
    }
  });

  it("answer by the new version, both of them", async () => {
    const newest = await publish("3");
    const answers = async () => new Set(await Promise.all(Array.from({ length: 12 }, () => versionNow())));
    await expect.poll(answers).toEqual(new Set([String(newest)]));
    // Each of the two writes its own log, a moment later than it answers.
    await expect.poll(() => versionNow().then(answeringProcesses)).toHaveLength(2);
  });

  it("are two again when one of them was killed, and nobody is refused meanwhile", async () => {
    const [first] = answeringProcesses();
    process.kill(first!, "SIGKILL");
    await kho.complains("a worker ended: starting another one");
    for (let i = 0; i < 6; i++) expect(await versionNow()).toMatch(/^\d+$/);
    const others = async () => {
      await versionNow();
      return answeringProcesses().filter((pid) => pid !== first).length;
    };
    await expect.poll(others, { timeout: 15_000 }).toBe(2);
  });

  it("end together when the server is told to stop, and lose nothing of those who keep their connections", async () => {
    for (const socket of sockets.splice(0)) socket.close();
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const callers = Array.from({ length: 20 }, () => askUntilTold(`${url}/graphql?query={warehouse{version}}`, agent));
    await expect.poll(() => agent.sockets[Object.keys(agent.sockets)[0]!]?.length).toBeGreaterThan(10);
    kho.kill("SIGTERM");
    expect([...new Set((await Promise.all(callers)).flat())]).toEqual([200]);
    agent.destroy();
    expect(await kho.exitCode()).toBe(0);
  });
});
