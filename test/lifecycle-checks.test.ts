import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { MIGRATION_LOCK } from "../src/database/data-source.js";
import { checkPostgres } from "../src/database/postgres-checks.js";
import { KhoProcess } from "./support/kho-process.js";
import { createEmptyDatabase } from "./support/postgres.js";

const url = new URL(inject("postgresUrl"));
const { host } = url;

function changed(change: Partial<URL>): string {
  return Object.assign(new URL(url), change).href;
}

describe("the check of DATABASE_URL", () => {
  it("lets a Postgres pass that answers", async () => {
    await expect(checkPostgres(url.href)).resolves.toBeUndefined();
  });

  it("names the server that can't be reached, without the password", async () => {
    await expect(checkPostgres("postgres://kho:secret@127.0.0.1:1/kho")).rejects.toThrow(
      /^Postgres at 127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\): check DATABASE_URL$/,
    );
  });

  it("gives up on a server that never answers", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    await expect(checkPostgres(`postgres://kho@127.0.0.1:${port}/kho`)).rejects.toThrow(
      "can't be reached (timeout expired)",
    );
    silent.close();
  });

  it("names the user whose password is wrong", async () => {
    await expect(checkPostgres(changed({ password: "guess" }))).rejects.toThrow(
      `Postgres at ${host} refuses the login of kho: check user and password in DATABASE_URL`,
    );
  });

  it("says that a password is wanted", async () => {
    await expect(checkPostgres(changed({ password: "" }))).rejects.toThrow(`Postgres at ${host} wants a password`);
  });

  it("names the database that does not exist", async () => {
    await expect(checkPostgres(changed({ pathname: "/nowhere" }))).rejects.toThrow(
      `Postgres at ${host} has no database nowhere: create it or change DATABASE_URL`,
    );
  });
});

describe("a start that takes longer than a stop may", () => {
  it("comes to the end of its step when it is told to stop, and the process ends with 0", async () => {
    const database = await createEmptyDatabase();
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    // As if another process were migrating.
    await other.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    const kho = new KhoProcess(["serve"], { DATABASE_URL: database.url, PORT: "0", KHO_DEMO: "off" });
    const waits = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = ${MIGRATION_LOCK}`;
    await expect.poll(async () => (await other.query(waits)).rowCount, { timeout: 60_000 }).toBe(1);
    kho.kill("SIGTERM");
    await pause(10_500);
    await other.end();
    expect([await kho.exitCode(), kho.stdout]).toEqual([0, ""]);
    await database.drop();
  });
});
