import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Account, postgresAccount } from "../../src/database/embedded-account.js";
import { findNative } from "../../src/database/embedded-native.js";
import { complaint, run } from "../../src/database/embedded-process.js";
import { freePort } from "../../src/database/embedded-server.js";
import { fastFolder } from "./fast-folder.js";
import { onServer } from "./server-databases.js";

export interface ThrowawayServer {
  /** Connection string of the superuser to the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Nothing in it outlives the tests, so nothing is made safe. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  jit: "off",
  max_connections: "100",
  shared_buffers: "64MB",
  timezone: "UTC",
  // Stories connect thousands of times; the usual 4,096 would take longer than what they ask.
  scram_iterations: "1",
};

/** Runs Postgres until its input ends, which happens too when the tests are killed: then it leaves nothing behind. */
const GUARD = `dir=$1; shift; "$@" >"$dir/log" 2>&1 & cat; kill -QUIT $!; wait; rm -rf "$dir"`;

/** A new Postgres of the programs that came with `npm ci`, in a folder of its own, on a free port of 127.0.0.1. */
export async function startThrowawayServer(): Promise<ThrowawayServer> {
  const home = mkdtempSync(join(fastFolder(), "kho-test-"));
  const account = postgresAccount(home);
  lend(home, account);
  const native = findNative(account, home);
  const password = await initialise(home, native.initdb, account);
  const port = await freePort();
  const server = [native.postgres, "-D", join(home, "data"), ...settings({ ...SETTINGS, port: String(port) })];
  const guard = spawn("/bin/sh", ["-c", GUARD, "guard", home, ...server], {
    ...account,
    cwd: "/",
    env: { LC_ALL: "C" },
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const url = `postgres://kho:${password}@127.0.0.1:${port}/postgres`;
  await answers(url, join(home, "log"));
  // Made anew, with fewer iterations than initdb takes.
  await onServer(url, `ALTER ROLE kho PASSWORD '${password}'`);
  const stop = async () => {
    guard.stdin.end();
    await once(guard, "exit");
  };
  return { url, stop };
}

function lend(path: string, account: Account | null): void {
  chmodSync(path, 0o700);
  if (account !== null) chownSync(path, account.uid, account.gid);
}

async function initialise(home: string, initdb: string, account: Account | null): Promise<string> {
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, password);
  lend(passwordFile, account);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=kho", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  await run(initdb, ["-D", join(home, "data"), ...access, ...locale, "--no-sync"], account);
  return password;
}

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function answers(url: string, log: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await takesConnections(url))) {
    if (Date.now() > deadline)
      throw new Error(`Postgres for the tests did not start: ${complaint(readFileSync(log, "utf8"))}`);
    await pause(20);
  }
}

async function takesConnections(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
