import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { ask, post } from "../http/support.js";
import { bearer, idOf, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { startIssuer, type TokenIssuer } from "../support/token-issuer.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

/** Secrets that go in by every door; none may come out by a log, an error, or the database. */
let warehouse: TestWarehouse;
let issuer: TokenIssuer;
const secrets: Record<string, string> = {};
const errors: string[] = [];

beforeAll(async () => {
  issuer = await startIssuer();
  warehouse = await openWarehouse("kho_demo", { oidc: issuer.settings });
  await useSecrets();
  await warehouse.access.audit.flush();
  await warehouse.access.usage.flush();
});
afterAll(async () => {
  await warehouse.close();
  await issuer.close();
});

async function useSecrets(): Promise<void> {
  const { url } = warehouse;
  const [admin, agency] = [await keyOf(warehouse, { role: Role.ADMIN }), await keyOf(warehouse)];
  const token = await issuer.token();
  const expired = await issuer.token({ exp: 1_700_000_000 });
  const make = `mutation ($name: String!) { createApiClient(input: { name: $name, role: READER }) { key client { clientId } } }`;
  const created = (await ask(url, make, { name: "made in a story" }, bearer(admin))).body.data.createApiClient.key;
  const rotate = `mutation { rotateApiClient(input: { clientId: "${idOf(agency)}" }) { key } }`;
  const rotated = (await ask(url, rotate, {}, bearer(admin))).body.data.rotateApiClient.key;
  const secretOf = (key: string) => key.slice(-64);
  const wrong = `kho_${idOf(agency)}_${"5ec7e7".repeat(11).slice(0, 64)}`;
  Object.assign(secrets, {
    admin: secretOf(admin),
    agency: secretOf(agency),
    created: secretOf(created),
    rotated: secretOf(rotated),
    wrong: secretOf(wrong),
    token: token.split(".")[2]!,
    expired: expired.split(".")[2]!,
    password: "hunter2-canary",
  });
  for (const credential of [wrong, expired, `${token}x`, agency.replace("kho_", "kho-"), token.split(".")[2]!])
    errors.push(JSON.stringify((await ask(url, "{ viewer { name } }", {}, bearer(credential))).body));
  for (const authorization of [
    `Basic ${Buffer.from("kho:hunter2-canary").toString("base64")}`,
    agency,
    `Token ${agency}`,
  ])
    errors.push(JSON.stringify((await ask(url, "{ viewer { name } }", {}, { authorization })).body));
  // In other headers, in the address, in an import of nonsense.
  await ask(url, "{ viewer { name } }", {}, { "x-api-key": agency, cookie: `key=${agency}` });
  errors.push(await (await fetch(`${url}/graphql?query={viewer{name}}&key=${agency}`)).text());
  errors.push(await (await fetch(`${url}/nowhere?token=${token}`)).text());
  errors.push(JSON.stringify((await post(url, `{"query": "{ viewer { name } }", "password": hunter2-canary}`)).body));
  errors.push(
    JSON.stringify(
      (await post(url, JSON.stringify({ query: "{ viewer { name } }", extensions: { secret: agency } }))).body,
    ),
  );
}

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await sqlOn<{ name: string }>(
    warehouse.databaseUrl,
    `SELECT quote_ident(c.relname) AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    if (!name.startsWith("observation"))
      texts.push(
        ...(await sqlOn<{ row: string }>(warehouse.databaseUrl, `SELECT t::text AS row FROM ${name} t`)).map(
          ({ row }) => row,
        ),
      );
  return texts.join("\n");
}

describe("no secret", () => {
  const holds = (text: string) => Object.keys(secrets).filter((name) => text.includes(secrets[name]!));

  it("stands in the log", () => {
    const log = warehouse.log.join("");
    expect(log).toContain('"operation"');
    expect(holds(log)).toEqual([]);
  });

  it("stands in an error", () => {
    expect(errors.length).toBe(12);
    expect(holds(errors.join("\n"))).toEqual([]);
  });

  it("stands in the database, not even in the audit log", async () => {
    const rows = await dump();
    expect(rows).toContain("made in a story");
    expect(rows).toContain("signIn");
    expect(holds(rows)).toEqual([]);
  });

  it("stands in the lists that administrators read", async () => {
    const admin = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    const { body } = await ask(
      warehouse.url,
      `{ apiClients(first: 100) { nodes { id clientId name createdBy } } auditLog(first: 100) { nodes { action subject details address } } }`,
      {},
      admin,
    );
    expect(body.data.auditLog.nodes.length).toBeGreaterThan(5);
    expect(holds(JSON.stringify(body))).toEqual([]);
  });
});
