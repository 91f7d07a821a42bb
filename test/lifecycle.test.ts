import { existsSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { KhoProcess, reachableFolder } from "./support/kho-process.js";

let dataDir: string;
let started: KhoProcess[] = [];

beforeAll(() => {
  dataDir = reachableFolder();
});

/** Whatever a story has left running is stopped, and Postgres with it. */
afterEach(async () => {
  for (const kho of started) kho.kill("SIGTERM");
  await Promise.all(started.map((kho) => kho.exitCode()));
  started = [];
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function kho(args: string[], env: Record<string, string> = {}): KhoProcess {
  const small = { PORT: "0", KHO_DATA_DIR: dataDir, KHO_DEMO: "off", KHO_LOG_LEVEL: "error" };
  const process = new KhoProcess(args, { ...small, ...env });
  started.push(process);
  return process;
}

async function serving(env: Record<string, string> = {}): Promise<KhoProcess> {
  const process = kho(["serve"], env);
  await process.says("Stop with Ctrl-C");
  return process;
}

function postgresRuns(): boolean {
  return existsSync(join(dataDir, "postgres", "postmaster.pid"));
}

function killPostgres(): void {
  const [pid] = readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
}

describe("the command line", () => {
  it("says what is wrong with every variable at once and ends with 1", async () => {
    const process = kho(["serve"], { PORT: "x", KHO_EXPLORRER: "on" });
    expect(await process.exitCode()).toBe(1);
    expect(process.stderr.trimEnd().split("\n")).toEqual([
      'kho: PORT is "x": it must be a whole number from 0 to 65535',
      "kho: KHO_EXPLORRER is not a variable of Kho: did you mean KHO_EXPLORER?",
    ]);
  });

  it("proposes the command that was meant", async () => {
    const process = kho(["serv"]);
    expect(await process.exitCode()).toBe(1);
    expect(process.stderr).toContain("(Did you mean serve?)");
  });

  it.each(["serve", "migrate", "demo", "schema"])("explains kho %s with an example", async (command) => {
    const process = kho([command, "--help"]);
    expect(await process.exitCode()).toBe(0);
    expect(process.stdout).toMatch(/Examples?:\n {2}.*kho/);
  });
});

describe("a start that can't succeed ends with 1 and one line", () => {
  it("when the database of DATABASE_URL is not there", async () => {
    const process = kho(["serve"], { DATABASE_URL: "postgres://kho:secret@127.0.0.1:1/kho" });
    expect(await process.exitCode()).toBe(1);
    expect(process.stderr).toBe("kho: Postgres at 127.0.0.1:1 can't be reached (ECONNREFUSED): check DATABASE_URL\n");
  });

  it("when the data folder can't be used", async () => {
    const process = kho(["serve"], { KHO_DATA_DIR: "/dev/null/kho" });
    expect(await process.exitCode()).toBe(1);
    expect(process.stderr).toMatch(/^kho: Can't use the data folder \/dev\/null\/kho \(KHO_DATA_DIR\): E.*\n$/);
  });

  it("when another program has the port, and then leaves no Postgres behind", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const process = kho(["serve"], { HOST: "127.0.0.1", PORT: String(port) });
    expect(await process.exitCode()).toBe(1);
    expect(process.stderr).toBe(
      `kho: Port ${port} on 127.0.0.1 is in use: stop the program that uses it or choose another PORT\n`,
    );
    expect(postgresRuns()).toBe(false);
    other.close();
  });
});

describe("kho serve", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("ends with 0 on %s and takes Postgres along", async (signal) => {
    const process = await serving();
    expect(postgresRuns()).toBe(true);
    process.kill(signal);
    expect(await process.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(false);
  });

  it("takes the two signals that npm makes of one Ctrl-C for one", async () => {
    const process = await serving();
    process.kill("SIGINT");
    process.kill("SIGINT");
    expect(await process.exitCode()).toBe(0);
  });

  it("ends well when it is told to stop while it starts", async () => {
    const other = reachableFolder();
    const process = kho(["serve"], { KHO_LOG_LEVEL: "info", KHO_DATA_DIR: other });
    await process.complains("Making the database");
    process.kill("SIGTERM");
    expect(await process.exitCode()).toBe(0);
    expect(existsSync(join(other, "postgres", "PG_VERSION"))).toBe(true);
    expect(existsSync(join(other, "postgres", "postmaster.pid"))).toBe(false);
    rmSync(other, { recursive: true });
  });

  it("goes on with the Postgres that a killed Kho left behind", async () => {
    const killed = await serving();
    killed.kill("SIGKILL");
    expect(await killed.exitCode()).toBe(null);
    expect(postgresRuns()).toBe(true);
    const next = await serving();
    next.kill("SIGTERM");
    expect(await next.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(false);
  });

  it("recovers after both were killed", async () => {
    const killed = await serving();
    killed.kill("SIGKILL");
    await killed.exitCode();
    killPostgres();
    const next = await serving();
    expect(next.stdout).toContain("GraphQL API http://localhost:");
  });

  it("shares Postgres with a second process; it runs until the last one has left", async () => {
    const [first, second] = await Promise.all([serving(), serving()]);
    first.kill("SIGTERM");
    expect(await first.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(true);
    second.kill("SIGTERM");
    expect(await second.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(false);
  });
});

describe("the other commands", () => {
  it("work beside a running Kho and leave its Postgres alone", async () => {
    await serving();
    const migrate = kho(["migrate", "--status"]);
    expect(await migrate.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(true);
  });

  it("stop the Postgres that they have started", async () => {
    const migrate = kho(["migrate"]);
    expect(await migrate.exitCode()).toBe(0);
    expect(postgresRuns()).toBe(false);
  });

  it("print the schema without a database", async () => {
    const schema = kho(["schema"], { KHO_DATA_DIR: "/dev/null/kho" });
    expect(await schema.exitCode()).toBe(0);
    expect(schema.stdout).toContain("type Query");
  });
});
