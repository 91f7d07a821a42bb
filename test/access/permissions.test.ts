import type { GraphQLInputType } from "graphql";
import {
  buildSchema as buildFromText,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from "graphql";
import { readFileSync } from "node:fs";
import { Mutation, Query, Resolver } from "type-graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, Scope } from "../../src/access/viewer.js";
import { buildSchema } from "../../src/graphql/schema.js";
import { ask, codeOf } from "../http/support.js";
import { bearer, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const schema = buildFromText(readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));
const MUTATIONS = Object.values(schema.getMutationType()!.getFields());

/** A value that an input of this type takes. */
function sample(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [sample(inner.ofType)];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, sample(field.type)]),
    );
  const samples: Record<string, unknown> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    Decimal: "1",
    LocalDate: "2023-08-30",
    Period: "2023",
    DateTime: "2099-08-30T00:00:00Z",
  };
  return samples[(inner as { name: string }).name] ?? "x";
}

/** A call of a mutation with everything that it must be given. */
function callOf({ name, args }: (typeof MUTATIONS)[number]): [query: string, variables: Record<string, unknown>] {
  const head = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const query = `mutation${head && ` (${head})`} { ${name}${given && `(${given})`} { __typename } }`;
  return [query, Object.fromEntries(args.map((arg) => [arg.name, sample(arg.type)]))];
}

let warehouse: TestWarehouse;
let headers: Readonly<Record<string, Record<string, string>>>;

beforeAll(async () => {
  warehouse = await openWarehouse();
  headers = {
    "an anonymous caller": {},
    "a reader": bearer(await keyOf(warehouse, { role: Role.READER })),
    "an administrator whose key only reads": bearer(await keyOf(warehouse, { role: Role.ADMIN, scopes: [Scope.READ] })),
  };
});
afterAll(() => warehouse.close());

describe("a mutation", () => {
  it.each([
    ["an anonymous caller", "UNAUTHENTICATED"],
    ["a reader", "FORBIDDEN"],
    ["an administrator whose key only reads", "FORBIDDEN"],
  ])("whatever its name is refused to %s", async (caller, code) => {
    expect(MUTATIONS.length).toBeGreaterThan(4);
    for (const mutation of MUTATIONS) {
      const [query, variables] = callOf(mutation);
      const answer = await ask(warehouse.url, query, variables, headers[caller]);
      expect([mutation.name, codeOf(answer)]).toEqual([mutation.name, code]);
      expect(answer.body.data ?? null).toBeNull();
    }
  });

  it("that does not say whom it allows stops the start", () => {
    expect(() => buildSchema([new Careless()])).toThrow("the mutation forget does not say whom it allows");
  });

  it("never runs from a GET", async () => {
    const key = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    const query = `mutation { createApiClient(input: { name: "by address", role: READER }) { key } }`;
    const response = await fetch(`${warehouse.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: "application/json", ...key },
    });
    expect(response.status).toBe(405);
    const made = await sqlOn(warehouse.databaseUrl, `SELECT FROM api_client WHERE name = 'by address'`);
    expect(made).toEqual([]);
  });

  it("is never answered from what was kept", async () => {
    const key = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    const query = `mutation { createApiClient(input: { name: "again", role: READER }) { key } }`;
    const made = new Set<string>();
    for (let i = 0; i < 4; i++) {
      const answer = await ask(warehouse.url, query, {}, key);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      made.add(answer.body.data.createApiClient.key);
    }
    expect(made.size).toBe(4);
  });
});

describe("viewer", () => {
  it.each([
    [Role.READER, [Scope.READ], []],
    [Role.STEWARD, [Scope.READ], ["clientUsage"]],
    [Role.ADMIN, [Scope.READ], ["apiClients", "auditLog", "clientUsage"]],
  ])("tells a %s with %s which protected fields he may call", async (role, scopes, allowed) => {
    const key = bearer(await keyOf(warehouse, { role, scopes }));
    const { body } = await ask(warehouse.url, "{ viewer { allowed limits { maxPageSize } } }", {}, key);
    expect(body.data.viewer.limits).toEqual({ maxPageSize: 100 });
    expect(body.data.viewer.allowed).toEqual(expect.arrayContaining(allowed));
    expect(body.data.viewer.allowed).not.toContain("createApiClient");
  });

  it("tells an administrator with a key for both that he may create clients", async () => {
    const key = bearer(await keyOf(warehouse, { role: Role.ADMIN }));
    const { body } = await ask(warehouse.url, "{ viewer { allowed } }", {}, key);
    expect(body.data.viewer.allowed).toEqual(expect.arrayContaining(["createApiClient", "setSeriesAccess"]));
  });
});

@Resolver()
class Careless {
  @Query(() => String)
  hello(): string {
    return "hello";
  }

  @Mutation(() => String)
  forget(): string {
    return "done";
  }
}
