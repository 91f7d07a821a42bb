import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeApiLogins, type ServingLogins } from "../../src/database/api-logins.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { insertIndicator, sqlOn } from "../support/sql.js";

const INSUFFICIENT_PRIVILEGE = "42501";

let database: TestDatabase;

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );

describe("logins that the operator has made", () => {
  const urlOf = (name: string) => {
    const url = new URL(database.url);
    url.username = name;
    url.password = "secret";
    return url.href;
  };
  let given: ServingLogins;
  const take = (logins: ServingLogins = given) =>
    makeApiLogins(database.url, console, { given: logins, ownerMayServe: false });
  const sql = (text: string) => sqlOn(database.url, text);

  beforeAll(async () => {
    database = await createTestDatabase("kho_demo");
    given = {
      open: urlOf("site_public"),
      reading: urlOf("site_reader"),
      writing: urlOf("site_writer"),
      publishing: urlOf("site_publisher"),
    };
    for (const url of Object.values(given)) await sql(`CREATE ROLE ${new URL(url).username} LOGIN PASSWORD 'secret'`);
    await sql(`ALTER ROLE site_public SET default_transaction_read_only = on`);
    await insertIndicator(database.url, "SECRET", { access: "RESTRICTED" });
  });
  afterAll(async () => {
    for (const url of Object.values(given)) {
      const { username } = new URL(url);
      await sql(`DROP OWNED BY ${username}; DROP ROLE ${username}`);
    }
    await database.drop();
  });

  it("must be for reading alone where they are for reading", async () => {
    await expect(take()).rejects.toThrow("ALTER ROLE site_reader SET default_transaction_read_only = on");
    await sql(`ALTER ROLE site_reader SET default_transaction_read_only = on`);
    expect(await take()).toEqual(given);
  });

  it("get the same rights, and the same wall", async () => {
    const look = "SELECT count(*)::int AS closed FROM indicator WHERE code = 'SECRET'";
    expect(await sqlOn(given.open, look)).toEqual([{ closed: 0 }]);
    expect(await sqlOn(given.reading, look)).toEqual([{ closed: 1 }]);
    expect(await codeOf(sqlOn(given.open, "SELECT FROM api_client"))).toBe(INSUFFICIENT_PRIVILEGE);
    expect(await codeOf(sqlOn(given.writing, "UPDATE observation SET value = 0"))).toBe(INSUFFICIENT_PRIVILEGE);
  });

  it("will not do where one may more, or can't enter, or two are the same", async () => {
    await sql(`ALTER ROLE site_public BYPASSRLS`);
    await expect(take()).rejects.toThrow("site_public may more than serve requests");
    await sql(`ALTER ROLE site_public NOBYPASSRLS; GRANT pg_read_all_data TO site_reader`);
    await expect(take()).rejects.toThrow("site_reader may more than serve requests");
    await sql(`REVOKE pg_read_all_data FROM site_reader`);
    await expect(take({ ...given, open: given.reading })).rejects.toThrow("each with a name of its own");
    await expect(take({ ...given, open: database.url })).rejects.toThrow("none the owner's");
    const wrong = given.open.replace("secret", "wrong");
    await expect(take({ ...given, open: wrong })).rejects.toThrow("will not do: password authentication failed");
  });
});
