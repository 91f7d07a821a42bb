import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KhoProcess } from "../support/kho-process.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { sqlOn } from "../support/sql.js";
import { FINANCE } from "../support/clients.js";

/** `kho client` as an operator types it. */
describe("kho client", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase("kho_demo");
  });
  afterAll(() => database.drop());

  async function kho(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const process = new KhoProcess(["client", ...args], { DATABASE_URL: database.url });
    const code = await process.exitCode();
    return { code, stdout: process.stdout, stderr: process.stderr };
  }

  it("creates, lists, rotates and revokes, and writes each down", async () => {
    const created = await kho(
      "create",
      "Xuất ngân sách",
      "--agency",
      FINANCE,
      "--scopes",
      "read,write",
      "--expires",
      "2099-12-31",
    );
    expect([created.code, created.stderr]).toEqual([0, ""]);
    const [, id] = /key {2}kho_([a-z0-9]{12})_[0-9a-f]{64}\n/.exec(created.stdout)!;
    const line = `${id}  ACTIVE  AGENCY  READ+WRITE  1 key  until 2099-12-31T17:00:00.000Z  never used  Xuất ngân sách\n`;
    expect(created.stdout.startsWith(line)).toBe(true);
    expect((await kho("list")).stdout).toBe(line);

    const rotated = await kho("rotate", id!, "--overlap", "48");
    expect(rotated.stdout).toMatch(new RegExp(`2 keys .*\\nkey {2}kho_${id}_[0-9a-f]{64}\\n`));
    expect((await kho("revoke", id!)).stdout).toContain(`${id}  REVOKED  AGENCY  READ+WRITE  0 keys`);
    const rows = await sqlOn<{ action: string }>(
      database.url,
      `SELECT kind || ' ' || action || ' ' || outcome || ' ' || actor_kind || ' ' || subject AS action FROM audit_entry ORDER BY id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(
      ["createApiClient", "rotateApiClient", "revokeApiClient"].map(
        (action) => `ADMINISTRATION ${action} DONE SYSTEM ${id}`,
      ),
    );
  });

  it.each([
    [["create", "x"], "kho: The role AGENCY needs an agency."],
    [["create", "x", "--agency", "SXD"], "kho: There is no agency SXD."],
    [["rotate", "nobody"], "kho: There is no such client."],
    [["revoke", "nobody"], "kho: There is no such client."],
    [["create", "x", "--role", "READER", "--expires", "2020-01-01"], "kho: It would have ended already."],
    [
      ["create", "x", "--scopes", "all"],
      "error: option '--scopes <scopes>' argument 'all' is invalid. It must be read, write, or read,write.",
    ],
  ])("says in one line what is wrong: %j", async (args, line) => {
    const { code, stderr } = await kho(...args);
    expect([code, stderr]).toEqual([1, `${line}\n`]);
  });
});
