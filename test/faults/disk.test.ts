import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { postgresAccount } from "../../src/database/embedded-account.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => (warehouse = await openWarehouse()) && undefined);
afterAll(() => warehouse.close());

const sql = (text: string) => sqlOn(warehouse.databaseUrl, text);

/** A file system of a megabyte, where this user may make one and the server of the tests is his. */
function tinyDisk(): string | null {
  if (process.env["KHO_TEST_DATABASE_URL"]) return null;
  const folder = mkdtempSync(join(tmpdir(), "kho-tiny-"));
  chmodSync(folder, 0o755);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]).status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

describe("a disk that has no room for what a question sorts", () => {
  const disk = tinyDisk();
  afterAll(() => {
    if (disk === null) return;
    spawnSync("umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it.skipIf(disk === null)(
    "fails that question with a code, all others are answered, and with room it is, too",
    async () => {
      const place = join(disk!, "space");
      mkdirSync(place);
      const account = postgresAccount(disk!);
      if (account) chownSync(place, account.uid, account.gid);
      const { pathname } = new URL(warehouse.databaseUrl);
      await sql(`CREATE TABLESPACE kho_tiny_sorts LOCATION '${place}'`);
      await sql(`GRANT CREATE ON TABLESPACE kho_tiny_sorts TO PUBLIC`);
      await sql(`ALTER DATABASE ${pathname.slice(1)} SET temp_tablespaces = kho_tiny_sorts`);
      await sql(`ALTER DATABASE ${pathname.slice(1)} SET work_mem = '64kB'`);
      const filler = join(disk!, "filler");
      writeFileSync(filler, Buffer.alloc(1_000_000));
      const large = `{ aggregate(filter: { areas: ["77"] }, groupBy: [INDICATOR, UNIT, PERIOD], method: COUNT, first: 1) { totalCount } }`;
      const refused = await ask(warehouse.url, large);
      expect([refused.status, codeOf(refused)]).toEqual([503, "SOURCE_UNAVAILABLE"]);
      expect(JSON.stringify(refused.body)).not.toMatch(/disk|space|temp|pgsql|\.c\b/i);
      expect((await ask(warehouse.url, `{ indicator(code: "TC001") { latest { value } } }`)).status).toBe(200);
      await sql(`ALTER DATABASE ${pathname.slice(1)} RESET temp_tablespaces`);
      await sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kho' AND datname = current_database()`,
      );
      await expect.poll(async () => (await ask(warehouse.url, large)).status, { timeout: 5_000 }).toBe(200);
      await sql(`DROP TABLESPACE kho_tiny_sorts`);
    },
  );
});

describe("a disk that has no room for the audit log", () => {
  const ENTRIES = `{ auditLog(filter: { actions: ["createApiClient"] }) { nodes { outcome subject } } }`;

  it("does not undo what was done, and the entry is written when there is room", async () => {
    const admin = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const create = `mutation { createApiClient(input: { name: "while it is full", role: READER }) { client { name } userErrors { code } } }`;
    const { body } = await ask(warehouse.url, create, {}, admin);
    expect(body.data.createApiClient).toEqual({ client: { name: "while it is full" }, userErrors: [] });
    await warehouse.access.audit.flush();
    expect((await ask(warehouse.url, ENTRIES, {}, admin)).body.data.auditLog.nodes).toEqual([]);
    await sql(`DROP TRIGGER refuse ON audit_entry`);
    await warehouse.access.audit.flush();
    const [entry] = (await ask(warehouse.url, ENTRIES, {}, admin)).body.data.auditLog.nodes;
    expect(entry).toMatchObject({ outcome: "DONE" });
  });

  it("refuses what can't be stored itself, with a code", async () => {
    const admin = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    await sql(`CREATE TRIGGER refuse BEFORE INSERT ON api_client FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const create = `mutation { createApiClient(input: { name: "no room", role: READER }) { client { name } } }`;
    const answer = await ask(warehouse.url, create, {}, admin);
    expect([answer.status, codeOf(answer)]).toEqual([503, "SOURCE_UNAVAILABLE"]);
    await sql(`DROP TRIGGER refuse ON api_client`);
  });
});
