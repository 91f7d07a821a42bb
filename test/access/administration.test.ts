import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous, Role, Scope } from "../../src/access/viewer.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, FINANCE, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

let warehouse: TestWarehouse;
let admin: string;
beforeAll(async () => {
  warehouse = await openWarehouse();
  admin = await keyOf(warehouse, { name: "the office", role: Role.ADMIN });
  await ask(warehouse.url, "{ viewer { kind } }", {}, bearer(admin));
  await ask(warehouse.url, "{ auditLog { totalCount } }");
  await warehouse.access.usage.flush();
  await warehouse.access.audit.flush();
});
afterAll(() => warehouse.close());

const LISTS = {
  ApiClient: [
    "apiClients",
    "clientId name role scopes status createdAt createdBy expiresAt revokedAt lastUsedAt validKeys agency { code }",
  ],
  AuditEntry: [
    "auditLog",
    "at kind action outcome actorKind actorId actorName address requestId subject details agency { code }",
  ],
  ClientUsage: ["clientUsage", "day kind actorId name operations errors cost bytes agency { code }"],
} as const;

describe.each(Object.entries(LISTS))("%s", (type, [list, fields]) => {
  it("is listed for administrators, each field alone as all of them together", async () => {
    const [first] = await rows(`{ ${list}(first: 1) { nodes { ${fields} } } }`);
    for (const field of fields.replace(" { code }", "").split(" ")) {
      const selection = field === "agency" ? "agency { code }" : field;
      expect(await rows(`{ ${list}(first: 1) { nodes { ${selection} } } }`)).toEqual([{ [field]: first![field] }]);
    }
  });

  it("is found by its id, by administrators alone", async () => {
    const [{ id }] = (await rows(`{ ${list}(first: 1) { nodes { id } } }`)) as [{ id: string }];
    const node = async (headers: Record<string, string>) =>
      (await ask(warehouse.url, `query ($id: ID!) { node(id: $id) { __typename id } }`, { id }, headers)).body.data
        .node;
    expect(await node(bearer(admin))).toEqual({ __typename: type, id });
    expect(await node({})).toBeNull();
    expect(await node(bearer(await keyOf(warehouse, { role: Role.AGENCY })))).toBeNull();
  });

  it("is paged without a gap", async () => {
    const ids = async (page: string) => rows(`{ ${list}(${page}) { nodes { id } } }`);
    const { body } = await ask(
      warehouse.url,
      `{ ${list}(first: 1) { totalCount pageInfo { endCursor } } }`,
      {},
      bearer(admin),
    );
    const { totalCount, pageInfo } = body.data[list];
    const rest = await ids(`first: 99, after: "${pageInfo.endCursor}"`);
    expect([...(await ids("first: 1")), ...rest]).toEqual(await ids("first: 100"));
    expect(totalCount).toBe(rest.length + 1);
  });

  async function rows(query: string): Promise<Record<string, unknown>[]> {
    const { body } = await ask(warehouse.url, query, {}, bearer(admin));
    expect(body.errors).toBeUndefined();
    return body.data[list].nodes;
  }
});

describe("usage", () => {
  it("adds up by caller and day, for stewards", async () => {
    const [key, steward] = [
      await keyOf(warehouse, { name: "counted" }),
      await keyOf(warehouse, { role: Role.STEWARD }),
    ];
    for (const query of ["{ warehouse { version } }", "{ warehouse { version } }", "{ nothing }"])
      await ask(warehouse.url, query, {}, bearer(key));
    await warehouse.access.usage.flush();
    await ask(warehouse.url, "{ warehouse { version } }", {}, bearer(key));
    await warehouse.access.usage.flush();
    const { body } = await ask(
      warehouse.url,
      `{ clientUsage(filter: { actors: ["${key.split("_")[1]}"], from: "2023-12-31", to: "2023-12-31" }) {
          nodes { day kind name operations errors cost bytes agency { code } } } }`,
      {},
      bearer(steward),
    );
    const [{ bytes, ...usage }, ...more] = body.data.clientUsage.nodes;
    expect(usage).toEqual({
      day: "2023-12-31",
      kind: "CLIENT",
      name: "counted",
      operations: 4,
      errors: 1,
      cost: "4",
      agency: { code: FINANCE },
    });
    expect(Number(bytes)).toBeGreaterThan(300);
    expect(more).toEqual([]);
  });

  it("of somebody whose name the database does not take is counted all the same, and that of all others", async () => {
    const used = { bytes: 1, cost: 1, failed: false };
    for (const name of ["half \uD800", "nul \0", "plain"])
      warehouse.access.usage.add({ ...anonymous, kind: "PERSON", id: name, name }, used);
    await warehouse.access.usage.flush();
    const rows = await sqlOn(warehouse.databaseUrl, `SELECT name FROM client_usage WHERE kind = 'PERSON' ORDER BY 1`);
    expect(rows).toEqual([{ name: "half \uFFFD" }, { name: "nul \uFFFD" }, { name: "plain" }]);
  });
});

describe("who has no business there", () => {
  it.each([
    ["auditLog", Role.STEWARD, "FORBIDDEN"],
    ["apiClients", Role.STEWARD, "FORBIDDEN"],
    ["clientUsage", Role.AGENCY, "FORBIDDEN"],
  ])("is refused: %s for %s", async (list, role, code) => {
    const key = await keyOf(warehouse, { role });
    const query = `{ ${list} { totalCount } }`;
    expect(codeOf(await ask(warehouse.url, query, {}, bearer(key)))).toBe(code);
    expect(codeOf(await ask(warehouse.url, query))).toBe("UNAUTHENTICATED");
  });

  it("reads nothing with a key that is for writing only", async () => {
    const key = await keyOf(warehouse, { scopes: [Scope.WRITE] });
    expect(codeOf(await ask(warehouse.url, "{ warehouse { version } }", {}, bearer(key)))).toBe("FORBIDDEN");
  });
});
