import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiLoginsOf, makeApiLogins } from "../../src/database/api-logins.js";
import { sqlOn } from "../support/sql.js";
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
/** What publishing is: rows come, are revised and withdrawn. Who changes rows of a table may lock it. */
const PUBLISHING = [
  "BEGIN; LOCK TABLE observation IN ACCESS EXCLUSIVE MODE",
  "DELETE FROM observation",
  "UPDATE observation SET value = 0",
  "INSERT INTO publication (id, origin) VALUES (99, 'stolen')",
];
const HARM = [
  "CREATE TABLE stolen (id int)",
  "CREATE TEMPORARY TABLE stolen (id int)",
  "CREATE SCHEMA stolen",
  "CREATE FUNCTION public.stolen() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE EXTENSION IF NOT EXISTS pg_trgm",
  "CREATE ROLE stolen",
  "CREATE VIEW stolen AS SELECT 1",
  "CREATE DATABASE stolen",
  "CREATE FUNCTION public.stolen() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
  "CREATE TRIGGER stolen BEFORE UPDATE ON observation FOR EACH ROW EXECUTE FUNCTION kho_note_series()",
  "CREATE POLICY stolen ON observation USING (TRUE)",
  "CREATE RULE stolen AS ON SELECT TO observation DO INSTEAD SELECT 1",
  "CREATE INDEX ON observation (value)",
  "ALTER TABLE observation DISABLE ROW LEVEL SECURITY",
  "ALTER TABLE observation DISABLE TRIGGER ALL",
  "ALTER FUNCTION kho_note_open_series() SECURITY INVOKER",
  "ALTER ROLE CURRENT_USER SUPERUSER",
  "ALTER ROLE CURRENT_USER BYPASSRLS",
  "ALTER SYSTEM SET log_statement = 'all'",
  "ALTER DATABASE $DATABASE SET statement_timeout = 0",
  "ALTER SCHEMA public RENAME TO stolen",
  "GRANT $OWNER TO CURRENT_USER",
  "GRANT pg_read_all_data TO CURRENT_USER",
  "SET ROLE $OWNER",
  "SET SESSION AUTHORIZATION $OWNER",
  "SET session_replication_role = replica",
  "REASSIGN OWNED BY $OWNER TO CURRENT_USER",
  "DROP OWNED BY $OWNER",
  "DROP POLICY observation_open ON observation",
  "DROP SCHEMA public CASCADE",
  "DROP DATABASE $DATABASE",
  "DROP ROLE $OWNER",
  "COMMENT ON TABLE open_series IS 'stolen'",
  "COMMENT ON FUNCTION kho_note_open_series() IS 'stolen'",
  "DO LANGUAGE plpgsql $$BEGIN EXECUTE 'CREATE TABLE stolen (id int)'; END$$",
  "CREATE EVENT TRIGGER stolen ON ddl_command_start EXECUTE FUNCTION kho_note_series()",
  "ALTER TABLE observation ADD COLUMN stolen int",
  "ALTER TABLE observation OWNER TO CURRENT_USER",
  "DROP TABLE observation",
  "DROP INDEX observation_pkey",
  "TRUNCATE observation",
  "TRUNCATE kho_release.staged_row",
  "CREATE TABLE kho_release.stolen (id int)",
  "DROP TABLE kho_release.staged_row",
  "CREATE TEMPORARY VIEW stolen AS SELECT 1",
  "SELECT 1 AS id INTO TEMPORARY stolen",
  "UPDATE indicator SET code = 'stolen'",
  "UPDATE series SET key = 'stolen'",
  "UPDATE audit_entry SET outcome = 'DONE'",
  "DELETE FROM publication",
  "DELETE FROM observation_history",
  "COPY api_client_secret TO PROGRAM 'cat'",
  "COPY observation FROM PROGRAM 'echo'",
  "COPY (SELECT 1) TO '/tmp/stolen'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_ls_dir('/')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT pg_reload_conf()",
  "SELECT rolpassword FROM pg_authid",
];

const KINDS = ["open", "reading", "writing", "publishing"] as const;

describe.each(KINDS)("the login for %s", (kind) => {
  it.each(kind === "publishing" ? HARM : [...HARM, ...PUBLISHING])("can't do this: %s", async (statement) => {
    const url = apiLoginsOf(database.url)[kind];
    const { username, pathname } = new URL(database.url);
    const named = statement.replace("$OWNER", username).replace("$DATABASE", pathname.slice(1));
    // Also where it has first said that its transactions may write.
    const codes = [await tried(url, named), await tried(url, "SET default_transaction_read_only = off", named)];
    expect([INSUFFICIENT_PRIVILEGE, READ_ONLY]).toContain(codes[0]);
    expect(codes[1]).toBe(INSUFFICIENT_PRIVILEGE);
  });
});

/** Rights by which something could be made, changed, emptied at once or dropped, and what is owned. */
const DEFINING = `
  SELECT 'owns ' || c.relname AS found FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = $1
  UNION ALL SELECT 'owns ' || p.proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = $1
  UNION ALL SELECT 'owns ' || n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE r.rolname = $1
  UNION ALL SELECT 'creates in ' || n.nspname FROM pg_namespace n WHERE has_schema_privilege($1, n.oid, 'CREATE')
  UNION ALL SELECT right_of || ' in the database' FROM unnest(ARRAY['CREATE', 'TEMPORARY']) AS right_of
    WHERE has_database_privilege($1, current_database(), right_of)
  UNION ALL SELECT right_of || ' of ' || c.relname FROM pg_class c, unnest(ARRAY['TRUNCATE', 'TRIGGER', 'REFERENCES']) AS right_of
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND has_table_privilege($1, c.oid, right_of)
  UNION ALL SELECT 'member of ' || m.roleid::regrole FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = $1`;

it.each(KINDS)("nothing in the catalogue of the database lets the login for %s define anything", async (kind) => {
  const { username } = new URL(apiLoginsOf(database.url)[kind]);
  expect(await sqlOn(database.url, DEFINING, [username])).toEqual([]);
});

/** To whom all tables have been given. */
const rights = () =>
  sqlOn(
    database.url,
    `SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
  );

it.each(KINDS)("the login for %s can give nobody rights, nor take any", async (kind) => {
  const before = await rights();
  // Where one has some rights of one's own, Postgres does nothing and only warns.
  for (const statement of [
    "GRANT ALL ON observation TO PUBLIC",
    "GRANT ALL ON ALL TABLES IN SCHEMA public TO CURRENT_USER",
    "GRANT SELECT ON api_client_secret TO CURRENT_USER",
    `REVOKE ALL ON observation FROM ${new URL(database.url).username}`,
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO PUBLIC",
  ])
    await tried(apiLoginsOf(database.url)[kind], "SET default_transaction_read_only = off", statement);
  expect(await rights()).toEqual(before);
});

describe("the logins for reading, and the one for publishing", () => {
  it.each(["api_client", "api_client_secret", "audit_entry", "client_usage", "raw_payload"])(
    "can't even read %s",
    async (table) => {
      for (const kind of ["open", "reading", "publishing"] as const)
        expect(await tried(apiLoginsOf(database.url)[kind], `SELECT FROM ${table}`)).toBe(INSUFFICIENT_PRIVILEGE);
    },
  );

  it("read observations", async () => {
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

  it("keep the rights that they have while those are right, and get them anew when they are not", async () => {
    const { username } = new URL(apiLoginsOf(database.url).reading);
    const given = async () => {
      await makeApiLogins(database.url, console);
      const [row] = await sqlOn<{ xmin: string }>(
        database.url,
        `SELECT xmin::text FROM pg_class WHERE oid = 'observation'::regclass`,
      );
      return row!.xmin;
    };
    const first = await given();
    expect(await given()).toBe(first);
    await sqlOn(database.url, `GRANT DELETE ON observation TO ${username}; CREATE TABLE newer (id int)`);
    expect(await given()).not.toBe(first);
    const { reading } = apiLoginsOf(database.url);
    expect(await tried(reading, "SET default_transaction_read_only = off", "DELETE FROM observation")).toBe("42501");
    expect(await tried(reading, "SELECT FROM newer")).toBe("ok");
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

  it("stop the start in production where he may make none and nobody has said that his own will do", async () => {
    const { writing } = apiLoginsOf(database.url);
    await expect(makeApiLogins(writing, console, { given: null, ownerMayServe: false })).rejects.toThrow(
      /^No logins of its own for the API \(permission denied.*CREATEROLE.*KHO_PUBLIC_DATABASE_URL.*KHO_PUBLISHER_DATABASE_URL.*KHO_SINGLE_LOGIN=on/,
    );
  });
});
