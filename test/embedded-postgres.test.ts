import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenPostgres, openEmbeddedPostgres } from "../src/database/embedded-postgres.js";
import { StartupError } from "../src/database/startup.error.js";
import { reachableFolder } from "./support/kho-process.js";

let dataDir: string;
let opened: OpenPostgres[] = [];

/** Most stories share one database, because making it takes a second. */
beforeAll(() => {
  dataDir = reachableFolder();
});

afterEach(async () => {
  await Promise.all(opened.map((postgres) => postgres.close()));
  opened = [];
});

afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function open(dir = dataDir): Promise<OpenPostgres> {
  const postgres = await openEmbeddedPostgres({ dataDir: dir, log: silent });
  opened.push(postgres);
  return postgres;
}

/** The first column of a statement's rows. */
async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows.map((row) => row[0]);
  } finally {
    await client.end();
  }
}

/** Asks again while the server is away. */
async function askPatiently(url: string, sql: string): Promise<unknown[]> {
  for (;;) {
    try {
      return await ask(url, sql);
    } catch {
      await pause(20);
    }
  }
}

function serverPid(): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

function isRunning(): boolean {
  return existsSync(join(dataDir, "postgres", "postmaster.pid"));
}

describe("the embedded Postgres", () => {
  it("makes a database in an empty folder that compares bytes and can sort Vietnamese", async () => {
    const { url } = await open();
    const words = "(VALUES ('đa'), ('da'), ('ea')) AS w (word)";
    expect(await ask(url, `SELECT word FROM ${words} ORDER BY word`)).toEqual(["da", "ea", "đa"]);
    expect(await ask(url, `SELECT word FROM ${words} ORDER BY word COLLATE "vi-x-icu"`)).toEqual(["da", "đa", "ea"]);
  });

  it("listens on this machine only and wants a password that others can't read", async () => {
    const { url } = await open();
    expect(await ask(url, "SHOW listen_addresses")).toEqual(["127.0.0.1"]);
    await expect(ask(url.replace(/:[^:@]+@/, ":guess@"), "SELECT 1")).rejects.toThrow("password authentication failed");
    expect(statSync(join(dataDir, "postgres", "kho.password")).mode & 0o777).toBe(0o600);
  });

  it("is shared: a second opening joins the running server, and the last to close stops it", async () => {
    const first = await open();
    const second = await open();
    expect(second.url).toBe(first.url);
    await first.close();
    expect(await ask(second.url, "SELECT 1")).toEqual([1]);
    await second.close();
    expect(isRunning()).toBe(false);
  });

  it("is one server even when two open an empty folder at once", async () => {
    const empty = reachableFolder();
    const [first, second] = await Promise.all([open(empty), open(empty)]);
    expect(second.url).toBe(first.url);
    await Promise.all([first.close(), second.close()]);
    rmSync(empty, { recursive: true });
  });

  it("keeps what was committed through a kill -9 and comes back on its port while Kho runs", async () => {
    const { url } = await open();
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer");
    process.kill(serverPid(), "SIGKILL");
    expect(await askPatiently(url, "SELECT answer FROM kept")).toEqual([42]);
  });

  it("starts although the number of a killed server now belongs to another program", async () => {
    await (await open()).close();
    const shared = "  5432001         0";
    const stale = [
      process.pid,
      join(dataDir, "postgres"),
      1_690_000_000,
      5432,
      "",
      "127.0.0.1",
      shared,
      "ready   ",
      "",
    ];
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), stale.join("\n"));
    expect(await ask((await open()).url, "SELECT 1")).toEqual([1]);
  });

  it("does not take the server of the folder that its own was copied from for its own", async () => {
    const original = await open();
    const copy = reachableFolder();
    execFileSync("cp", ["-r", join(dataDir, "postgres"), copy]);
    const copied = await open(copy);
    expect(copied.url).not.toBe(original.url);
    expect(await ask(copied.url, "SHOW data_directory")).toEqual([join(copy, "postgres")]);
    await copied.close();
    rmSync(copy, { recursive: true });
  });

  it("clears what a process killed in the middle of making the database left behind", async () => {
    const half = join(dataDir, "postgres.new-999999999-abcdef");
    mkdirSync(half);
    await open();
    expect(existsSync(half)).toBe(false);
  });

  it("refuses data of another major version and says what to do", async () => {
    await (await open()).close();
    const version = join(dataDir, "postgres", "PG_VERSION");
    writeFileSync(version, "16\n");
    await expect(open()).rejects.toThrow("is of Postgres 16, this Kho brings Postgres 18: use the Kho that made it");
    writeFileSync(version, "18\n");
  });

  it("refuses a data folder that can't be one", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    await expect(open(file)).rejects.toThrow(StartupError);
    await expect(open(join(file, "below"))).rejects.toThrow(`Can't use the data folder ${file}/below (KHO_DATA_DIR): `);
  });

  it("says in one line why a damaged database does not start", async () => {
    await (await open()).close();
    const control = join(dataDir, "postgres", "global", "pg_control");
    renameSync(control, `${control}.away`);
    await expect(open()).rejects.toThrow(/^Postgres does not start: .*pg_control.*postgres\.log\)$/);
    renameSync(`${control}.away`, control);
  });
});
