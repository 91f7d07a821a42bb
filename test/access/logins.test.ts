import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiLoginsOf, makeApiLogins } from "../../src/database/api-logins.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("kho_demo");
  await makeApiLogins(database.url, console);
});
afterAll(() => database.drop());

/** What became of a statement, as `ok` or the database's code of the error. */
async function tried(url: string, ...statements: string[]): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}

const [INSUFFICIENT_PRIVILEGE, READ_ONLY] = ["42501", "25006"];
const HARM = [
  "CREATE TABLE stolen (id int)",
  "CREATE TEMPORARY TABLE stolen (id int)",
  "CREATE SCHEMA stolen",
  "CREATE FUNCTION public.stolen() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE EXTENSION IF NOT EXISTS pg_trgm",
  "CREATE ROLE stolen",
  "ALTER TABLE observation ADD COLUMN stolen int",
  "ALTER TABLE observation OWNER TO CURRENT_USER",
  "DROP TABLE observation",
  "DROP INDEX observation_pkey",
  "TRUNCATE observation",
  "DELETE FROM observation",
  "UPDATE observation SET value = 0",
  "INSERT INTO publication (id, origin) VALUES (99, 'stolen')",
  "COPY api_client_secret TO PROGRAM 'cat'",
  "COPY observation FROM PROGRAM 'echo'",
  "SELECT pg_read_file('/etc/passwd')",
];

describe.each(["open", "reading", "writing"] as const)("the login for %s", (kind) => {
  it.each(HARM)("can't do this: %s", async (statement) => {
    const url = apiLoginsOf(database.url)[kind];
    // Also where it has first said that its transactions may write.
    const codes = [await tried(url, statement), await tried(url, "SET default_transaction_read_only = off", statement)];
    expect([INSUFFICIENT_PRIVILEGE, READ_ONLY]).toContain(codes[0]);
    expect(codes[1]).toBe(INSUFFICIENT_PRIVILEGE);
  });
});

describe("the login for reading", () => {
  it.each(["api_client", "api_client_secret", "audit_entry", "client_usage", "raw_payload"])(
    "can't even read %s",
    async (table) => {
      expect(await tried(apiLoginsOf(database.url).reading, `SELECT FROM ${table}`)).toBe(INSUFFICIENT_PRIVILEGE);
    },
  );

  it("reads observations", async () => {
    expect(await tried(apiLoginsOf(database.url).reading, "SELECT FROM observation LIMIT 1")).toBe("ok");
  });
});

describe("the logins", () => {
  it("are made once more without harm, and by two processes at a time", async () => {
    const warnings: object[] = [];
    const log = { warn: (facts: object) => void warnings.push(facts) };
    const made = await Promise.all([makeApiLogins(database.url, log), makeApiLogins(database.url, log)]);
    expect([made, warnings]).toEqual([[apiLoginsOf(database.url), apiLoginsOf(database.url)], []]);
  });

  it("are the owner's where he may make none, and the log says so", async () => {
    const { reading } = apiLoginsOf(database.url);
    const warnings: string[] = [];
    const made = await makeApiLogins(reading, { warn: (_facts, message) => void warnings.push(message) });
    expect([made, warnings]).toEqual([
      { open: reading, reading, writing: reading, publishing: reading },
      ["no logins of its own for the API: it uses that of DATABASE_URL, which may change tables"],
    ]);
  });
});
