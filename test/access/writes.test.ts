import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isLeafType, isObjectType, type GraphQLOutputType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, Scope } from "../../src/access/viewer.js";
import { bearer, FINANCE, idOf, keyOf } from "../support/clients.js";
import { connect } from "../support/socket.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";
import {
  ASKED,
  CANARIES,
  closeAgain,
  type Hidden,
  putLaterVersion,
  putOpenRows,
  putRestrictedRows,
  putSharedRows,
} from "./canaries.js";
import { SchemaWalk } from "./schema-walk.js";

const schema = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
const MUTATIONS = schema.getMutationType()!.getFields();

const CALLERS = [
  "somebody",
  "a reader",
  "another agency",
  "the agency",
  "the agency, to read",
  "a steward",
  "an administrator",
  "an administrator, to read",
] as const;
type Caller = (typeof CALLERS)[number];

interface Way {
  readonly input: string;
  /** Who may, and what becomes of it when they do so one after the other. */
  readonly does: readonly Caller[];
  readonly becomes?: readonly string[];
  /** Who may, but not with this row, which is as unknown to him as one that is not there. */
  readonly refused?: readonly Caller[];
}

/** How each mutation is called, at rows that most callers may not even see, and who may call it so: a new one needs a line. */
const CALLED: Readonly<Record<string, readonly Way[]>> = {
  createApiClient: [{ input: `{ name: "new", role: READER }`, does: ["an administrator"] }],
  dismissRejectedRows: [
    {
      input: `{ ids: ["$ROW"] }`,
      does: ["the agency", "a steward", "an administrator"],
      becomes: ["done", "CONFLICT", "CONFLICT"],
      refused: ["another agency"],
    },
  ],
  releaseRejectedRows: [
    {
      input: `{ ids: ["$ROW"] }`,
      does: ["the agency", "a steward", "an administrator"],
      becomes: ["CONFLICT", "CONFLICT", "CONFLICT"],
      refused: ["another agency"],
    },
  ],
  rotateApiClient: [{ input: `{ clientId: "$CLIENT" }`, does: ["an administrator"] }],
  revokeApiClient: [{ input: `{ clientId: "$CLIENT" }`, does: ["an administrator"] }],
  setIndicatorAccess: [
    {
      input: `{ code: "ZZ1", access: SHARED }`,
      does: ["the agency", "a steward", "an administrator"],
      refused: ["another agency"],
    },
  ],
  setSeriesAccess: [
    {
      input: `{ key: "A.ZZ0.747._T", access: SHARED }`,
      does: ["the agency", "a steward", "an administrator"],
      refused: ["another agency"],
    },
  ],
};

/** Everything that an answer can hold. */
function everythingIn(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth < 2 && isObjectType(getNamedType(field.type))
      ? [`${field.name} ${everythingIn(field.type, depth + 1)}`]
      : [];
  });
  return `{ ${fields.join(" ")} }`;
}

const HIDDEN: Readonly<Record<Caller, readonly Hidden[]>> = {
  somebody: ["RESTRICTED", "SHARED"],
  "a reader": ["RESTRICTED", "SHARED"],
  "another agency": ["RESTRICTED"],
  "the agency": [],
  "the agency, to read": [],
  "a steward": [],
  "an administrator": [],
  "an administrator, to read": [],
};

let warehouse: TestWarehouse;
let headers: Readonly<Record<string, Record<string, string>>>;
let client: string;
let row: string;

beforeAll(async () => {
  warehouse = await openWarehouse();
  await putOpenRows(warehouse.databaseUrl);
  await putRestrictedRows(warehouse.databaseUrl);
  await putSharedRows(warehouse.databaseUrl);
  await putLaterVersion(warehouse.databaseUrl);
  const [rejected] = await sqlOn<{ id: string }>(warehouse.databaseUrl, `SELECT id::text FROM rejected_row`);
  row = rejected!.id;
  client = idOf(await keyOf(warehouse, { role: Role.READER }));
  const read = { scopes: [Scope.READ] };
  const keys: Record<Exclude<Caller, "somebody">, string> = {
    "a reader": await keyOf(warehouse, { role: Role.READER }),
    "another agency": await keyOf(warehouse, { agency: "000.00.12.H06" }),
    "the agency": await keyOf(warehouse, { agency: FINANCE }),
    "the agency, to read": await keyOf(warehouse, { agency: FINANCE, ...read }),
    "a steward": await keyOf(warehouse, { role: Role.STEWARD }),
    "an administrator": await keyOf(warehouse, { role: Role.ADMIN }),
    "an administrator, to read": await keyOf(warehouse, { role: Role.ADMIN, ...read }),
  };
  headers = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, bearer(key)]));
});
afterAll(() => warehouse.close());

/** All rows of all tables, but for those that tell who asked what. */
async function everyRow(): Promise<Record<string, string>> {
  const tables = await sqlOn<{ name: string }>(
    warehouse.databaseUrl,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     AND relname NOT IN ('audit_entry', 'client_usage', 'rate_window')`,
  );
  const hashes = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash FROM ${name} t`,
  );
  // When a client was last used is written some seconds later.
  await sqlOn(warehouse.databaseUrl, `UPDATE api_client SET last_used_at = NULL`);
  const rows = await sqlOn<{ name: string; hash: string }>(warehouse.databaseUrl, hashes.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

async function call(name: string, input: string, caller: Caller): Promise<string> {
  const given = input.replace("$CLIENT", client).replace("$ROW", row);
  const query = `mutation { ${name}(input: ${given}) ${everythingIn(MUTATIONS[name]!.type)} }`;
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers[caller] },
    body: JSON.stringify({ query }),
  });
  return response.text();
}

function canariesIn(text: string, asked: string, caller: Caller): string[] {
  return HIDDEN[caller]
    .flatMap((each): readonly string[] => CANARIES[each])
    .filter((canary) => text.includes(canary) && !asked.includes(canary));
}

type Told = { errors?: { extensions: { code: string } }[]; data?: Record<string, { userErrors: { code: string }[] }> };

/** `done`, or why nothing was. */
function outcomeOf(name: string, text: string): string {
  const { errors, data } = JSON.parse(text) as Told;
  return errors?.[0]?.extensions.code ?? data?.[name]?.userErrors[0]?.code ?? "done";
}

describe("every mutation, called by everybody", () => {
  it("is known: none of the schema is left out", () => {
    expect(Object.keys(CALLED).sort()).toEqual(Object.keys(MUTATIONS).sort());
  });

  const each = Object.entries(CALLED).flatMap(([name, ways]) =>
    ways.flatMap((way) => CALLERS.map((caller) => ({ name, caller, ...way }))),
  );
  const isDone = ({ does, caller }: (typeof each)[number]): boolean => does.includes(caller);

  it("writes nothing and shows nothing where it is refused", async () => {
    const before = await everyRow();
    const outcomes: unknown[] = [];
    const expected: unknown[] = [];
    for (const asked of each.filter((one) => !isDone(one))) {
      const { name, input, caller, refused = [] } = asked;
      const text = await call(name, input, caller);
      outcomes.push([name, caller, outcomeOf(name, text), canariesIn(text, input, caller)]);
      const code = caller === "somebody" ? "UNAUTHENTICATED" : "FORBIDDEN";
      const isHidden = refused.includes(caller);
      expected.push([name, caller, isHidden ? "NOT_FOUND" : code, []]);
    }
    expect(outcomes).toEqual(expected);
    expect(await everyRow()).toEqual(before);
  });

  it("writes where it is allowed", async () => {
    for (const { name, input, caller, does, becomes } of each.filter(isDone)) {
      const text = await call(name, input, caller);
      expect([name, caller, outcomeOf(name, text)]).toEqual([name, caller, becomes?.[does.indexOf(caller)] ?? "done"]);
    }
    const [written] = await sqlOn(
      warehouse.databaseUrl,
      `SELECT (SELECT access FROM indicator WHERE code = 'ZZ1') AS indicator, (SELECT access FROM series WHERE key = 'A.ZZ0.747._T') AS series,
         (SELECT count(*)::int FROM api_client WHERE name = 'new') AS created, (SELECT revoked_at IS NOT NULL FROM api_client WHERE public_id = '${client}') AS revoked`,
    );
    expect(written).toEqual({ indicator: "SHARED", series: "SHARED", created: 1, revoked: true });
    await closeAgain(warehouse.databaseUrl);
  });
});

describe("every field of a subscription", () => {
  const { subscriptions } = new SchemaWalk(ASKED);

  /** What versions 4 (restricted rows), 5 (shared rows) and 6 tell. */
  async function told(caller: Caller, query: string): Promise<string> {
    const socket = await connect(warehouse.url, { headers: headers[caller] ?? {} });
    await socket.init();
    await socket.send({ id: "1", type: "subscribe", payload: { query } });
    const messages = [await socket.next(), await socket.next(), await socket.next()];
    socket.close();
    return JSON.stringify(messages);
  }

  it.each(["somebody", "a reader", "another agency"] as const)(
    "shows %s nothing of what is hidden from him",
    async (caller) => {
      for (const query of subscriptions) {
        const text = await told(caller, query);
        expect(text, query).not.toMatch(/"(errors|INTERNAL|GRAPHQL_VALIDATION_FAILED)"/);
        expect([query, canariesIn(text, query, caller)]).toEqual([query, []]);
      }
    },
    60_000,
  );

  it("shows them to a steward, or the walk would prove nothing", async () => {
    const seen = new Set<string>();
    for (const query of subscriptions) {
      const text = await told("a steward", query);
      for (const canary of [...CANARIES.RESTRICTED, ...CANARIES.SHARED]) if (text.includes(canary)) seen.add(canary);
    }
    expect([...seen].sort()).toEqual(["ZZ1", "ZZ2", "yến chung", "yến kín"]);
  });
});
