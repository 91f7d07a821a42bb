import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ClientDirectory } from "../../src/access/client-directory.js";
import { parseClientKey } from "../../src/access/client-key.js";
import { Role, Scope } from "../../src/access/viewer.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, FINANCE, idOf, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const WHO = `{ viewer { kind name role agency { code } scopes classes } }`;
const CREATE = `mutation ($input: CreateApiClientInput!) {
  createApiClient(input: $input) { client { clientId name role scopes status validKeys agency { code } } key userErrors { field code } } }`;
const ROTATE = `mutation ($input: RotateApiClientInput!) {
  rotateApiClient(input: $input) { client { validKeys status } key userErrors { field code } } }`;
const REVOKE = `mutation ($input: RevokeApiClientInput!) {
  revokeApiClient(input: $input) { client { validKeys status } userErrors { field code } } }`;

let warehouse: TestWarehouse;
let admin: Record<string, string>;

beforeAll(async () => {
  warehouse = await openWarehouse();
  admin = bearer(await keyOf(warehouse, { name: "the office", role: Role.ADMIN }));
});
afterAll(() => warehouse.close());

/** Status and code of an answer to "who am I?" */
async function refusalOf(key: string): Promise<[number, unknown]> {
  const answer = await ask(warehouse.url, WHO, {}, bearer(key));
  return [answer.status, codeOf(answer)];
}

async function setExpiry(key: string, moment: string): Promise<void> {
  await sqlOn(warehouse.databaseUrl, `UPDATE api_client SET expires_at = $2 WHERE public_id = $1`, [idOf(key), moment]);
}

describe("a key", () => {
  it("tells who asks", async () => {
    const key = await keyOf(warehouse, { name: "Budget export", scopes: [Scope.READ] });
    const { body } = await ask(warehouse.url, WHO, {}, bearer(key));
    expect(body).toEqual({
      data: {
        viewer: {
          kind: "CLIENT",
          name: "Budget export",
          role: "AGENCY",
          agency: { code: FINANCE },
          scopes: ["READ"],
          classes: ["OPEN", "SHARED"],
        },
      },
    });
  });

  it("is not needed by anonymous callers", async () => {
    expect(await warehouse.ask(WHO)).toEqual({
      data: {
        viewer: { kind: "ANONYMOUS", name: null, role: null, agency: null, scopes: ["READ"], classes: ["OPEN"] },
      },
    });
  });

  it.each([
    ["another secret", (key: string) => key.slice(0, -64) + "0".repeat(64)],
    ["another id", (key: string) => key.replace(idOf(key), "aaaaaaaaaaaa")],
    ["a shorter secret", (key: string) => key.slice(0, -1)],
    ["capitals", (key: string) => key.toUpperCase()],
    ["nothing but its id", (key: string) => `kho_${idOf(key)}`],
  ])("with %s is refused, never taken for anonymous", async (_what, change) => {
    expect(await refusalOf(change(await keyOf(warehouse)))).toEqual([401, "UNAUTHENTICATED"]);
  });

  it.each(["", "Bearer", "Basic YTpi", "kho_abc", "Bearer a b", `Bearer ${"x".repeat(9_000)}`])(
    "is sent as Bearer: %j is refused with what to send",
    async (authorization) => {
      const answer = await ask(warehouse.url, WHO, {}, { authorization });
      expect([answer.status, codeOf(answer)]).toEqual([401, "UNAUTHENTICATED"]);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="kho", error="invalid_token"');
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    },
  );

  it("ends when it expires", async () => {
    const key = await keyOf(warehouse);
    await setExpiry(key, "2023-01-01");
    expect(await refusalOf(key)).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("is stored as a hash that nobody can read it from", async () => {
    const key = await keyOf(warehouse);
    const rows = await sqlOn<{ row: string }>(
      warehouse.databaseUrl,
      `SELECT c::text AS row FROM api_client c UNION ALL SELECT s::text FROM api_client_secret s`,
    );
    expect(JSON.stringify(rows)).not.toContain(key.slice(-64));
  });

  it("notes lately when it was used", async () => {
    const key = await keyOf(warehouse, { name: "seldom used" });
    const list = `{ apiClients(filter: { clients: ["${idOf(key)}"] }) { nodes { name lastUsedAt } } }`;
    const before = await ask(warehouse.url, list, {}, admin);
    expect(before.body.data.apiClients.nodes).toEqual([{ name: "seldom used", lastUsedAt: null }]);
    await ask(warehouse.url, WHO, {}, bearer(key));
    await warehouse.access.usage.flush();
    const after = await ask(warehouse.url, list, {}, admin);
    expect(after.body.data.apiClients.nodes[0].lastUsedAt).toMatch(/^20\d\d-/);
  });
});

describe("an administrator", () => {
  it("creates a client and sees its key once", async () => {
    const input = { name: " Nightly sync ", agency: FINANCE, scopes: ["READ", "WRITE"] };
    const { body } = await ask(warehouse.url, CREATE, { input }, admin);
    const { client, key, userErrors } = body.data.createApiClient;
    expect(userErrors).toEqual([]);
    expect(key).toMatch(/^kho_[a-z0-9]{12}_[0-9a-f]{64}$/);
    expect(client).toEqual({
      clientId: idOf(key),
      name: "Nightly sync",
      role: "AGENCY",
      scopes: ["READ", "WRITE"],
      status: "ACTIVE",
      validKeys: 1,
      agency: { code: FINANCE },
    });
    expect((await ask(warehouse.url, WHO, {}, bearer(key))).body.data.viewer.name).toBe("Nightly sync");
  });

  it.each([
    [{ name: " " }, [{ field: ["input", "name"], code: "REQUIRED" }]],
    [{ name: "x".repeat(101) }, [{ field: ["input", "name"], code: "TOO_LONG" }]],
    [{ name: "x", agency: null }, [{ field: ["input", "agency"], code: "REQUIRED" }]],
    [{ name: "x", agency: "SXD" }, [{ field: ["input", "agency"], code: "NOT_FOUND" }]],
    [{ name: "x", scopes: [] }, [{ field: ["input", "scopes"], code: "REQUIRED" }]],
    [{ name: "x", expiresAt: "2020-01-01T00:00:00Z" }, [{ field: ["input", "expiresAt"], code: "IN_THE_PAST" }]],
  ])("is told what is wrong with %j", async (given, errors) => {
    const { body } = await ask(warehouse.url, CREATE, { input: { agency: FINANCE, ...given } }, admin);
    expect(body).toEqual({ data: { createApiClient: { client: null, key: null, userErrors: errors } } });
  });

  it("rotates a key: both work for the stated while, then only the new one", async () => {
    const old = await keyOf(warehouse);
    const input = { clientId: idOf(old), overlapHours: 48 };
    const { body } = await ask(warehouse.url, ROTATE, { input }, admin);
    const { client, key } = body.data.rotateApiClient;
    expect(client).toEqual({ validKeys: 2, status: "ACTIVE" });
    expect([await refusalOf(old), await refusalOf(key)]).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
    const later = new ClientDirectory(warehouse.access.db, () => Date.now() + 48 * 3_600_000 + 1_000);
    await expect(later.viewerOf(parseClientKey(old)!)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await later.viewerOf(parseClientKey(key)!)).toMatchObject({ kind: "CLIENT", role: "AGENCY" });
  });

  it("rotates a key without overlap: the old one ends at once", async () => {
    const old = await keyOf(warehouse);
    const { body } = await ask(warehouse.url, ROTATE, { input: { clientId: idOf(old), overlapHours: 0 } }, admin);
    expect(body.data.rotateApiClient.client.validKeys).toBe(1);
    expect(await refusalOf(old)).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("gives an expired client a new key only with a new end", async () => {
    const old = await keyOf(warehouse);
    await setExpiry(old, "2023-01-01");
    const rotated = async (more: object) =>
      (await ask(warehouse.url, ROTATE, { input: { clientId: idOf(old), ...more } }, admin)).body.data.rotateApiClient;
    expect((await rotated({})).userErrors).toEqual([{ field: ["input", "expiresAt"], code: "EXPIRED" }]);
    const { key } = await rotated({ expiresAt: "2100-01-01T00:00:00Z" });
    expect(await refusalOf(key)).toEqual([200, undefined]);
  });

  it("revokes a client for good", async () => {
    const key = await keyOf(warehouse);
    expect(await refusalOf(key)).toEqual([200, undefined]);
    const { body } = await ask(warehouse.url, REVOKE, { input: { clientId: idOf(key) } }, admin);
    expect(body.data.revokeApiClient).toEqual({ client: { validKeys: 0, status: "REVOKED" }, userErrors: [] });
    expect(await refusalOf(key)).toEqual([401, "UNAUTHENTICATED"]);
    const again = await ask(warehouse.url, ROTATE, { input: { clientId: idOf(key) } }, admin);
    expect(again.body.data.rotateApiClient.userErrors).toEqual([{ field: ["input", "clientId"], code: "REVOKED" }]);
  });

  it("finds no client that does not exist", async () => {
    const { body } = await ask(warehouse.url, REVOKE, { input: { clientId: "' OR 1=1 --" } }, admin);
    expect(body.data.revokeApiClient.userErrors).toEqual([{ field: ["input", "clientId"], code: "NOT_FOUND" }]);
  });
});

describe("a revocation elsewhere", () => {
  it("is known to every process within 60 seconds", async () => {
    let now = Date.now();
    const otherProcess = new ClientDirectory(warehouse.access.db, () => now);
    const key = await keyOf(warehouse);
    const parsed = parseClientKey(key)!;
    await otherProcess.viewerOf(parsed);
    await sqlOn(warehouse.databaseUrl, `UPDATE api_client SET revoked_at = now() WHERE public_id = $1`, [idOf(key)]);
    expect(await otherProcess.viewerOf(parsed)).toMatchObject({ kind: "CLIENT" });
    now += 59_000;
    await expect(otherProcess.viewerOf(parsed)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
