import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getIntrospectionQuery, print } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role, Scope } from "../src/access/viewer.js";
import { readManifest, TrustedDocuments } from "../src/server/trusted-documents.js";
import { AgenciesDocument, PublishedDocument, SearchDocument } from "./generated/operations.js";
import { bearer, keyOf } from "./support/clients.js";
import { connect } from "./support/socket.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const MANIFEST = readManifest("test/generated/trusted-documents.json");
const idOf = (document: Parameters<typeof print>[0]): string =>
  [...MANIFEST].find(([, text]) => text === print(document))![0];

const variables = { first: 1 };

async function send(warehouse: TestWarehouse, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  const { data, errors } = (await response.json()) as { data?: any; errors?: { extensions: { code: string } }[] };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
}

const REFUSED = { status: 403, data: undefined, code: "TRUSTED_DOCUMENTS_ONLY" };

describe("with KHO_TRUSTED_DOCUMENTS=only", () => {
  let warehouse: TestWarehouse;
  let admin: Record<string, string>;
  beforeAll(async () => {
    warehouse = await openWarehouse("kho_demo", { keepAnswers: true, trusted: new TrustedDocuments(MANIFEST, true) });
    admin = bearer(await keyOf(warehouse, { role: Role.ADMIN, scopes: [Scope.READ] }));
  });
  afterAll(() => warehouse.close());

  it.each([
    ["by its id", { documentId: idOf(AgenciesDocument) }],
    ["by its id with the name of the hash", { documentId: `sha256:${idOf(AgenciesDocument)}` }],
    [
      "by its hash, as Apollo Client does",
      { extensions: { persistedQuery: { version: 1, sha256Hash: idOf(AgenciesDocument) } } },
    ],
    ["by its text", { query: print(AgenciesDocument) }],
    [
      "by its text with other blanks and a comment",
      { query: `# mine\n${print(AgenciesDocument).replaceAll(/\s+/g, " ")}` },
    ],
  ])("a document of codegen's manifest runs %s", async (_way, body) => {
    const { status, data } = await send(warehouse, { ...body, variables });
    expect([status, data.agencies.nodes[0].code]).toEqual([200, "000.00.01.H06"]);
  });

  it("and by GET, with an entity tag", async () => {
    const search = new URLSearchParams({
      documentId: idOf(SearchDocument),
      variables: `{"text":"ngan sach","first":1}`,
    });
    const response = await fetch(`${warehouse.url}/graphql?${search.toString()}`);
    expect([response.status, response.headers.has("etag")]).toEqual([200, true]);
  });

  it.each([
    ["another question", { query: `{ warehouse { version } }` }],
    [
      "one that holds a trusted one",
      { query: `${print(AgenciesDocument)} query Mine { warehouse { version } }`, operationName: "Mine" },
    ],
    ["introspection", { query: getIntrospectionQuery() }],
    ["__typename", { query: "{ __typename }" }],
    ["what is no GraphQL", { query: "{" }],
    ["a mutation", { query: `mutation { revokeApiClient(input: { clientId: "x" }) { userErrors { code } } }` }],
  ])("%s is refused", async (_what, body) => {
    expect(await send(warehouse, body)).toEqual(REFUSED);
  });

  it("ADMIN asks what he likes, which opens nothing to anybody else", async () => {
    const query = `{ agencies(first: 1) { nodes { code } } }`;
    for (let i = 0; i < 3; i++) expect((await send(warehouse, { query }, admin)).status).toBe(200);
    expect((await send(warehouse, { query: getIntrospectionQuery() }, admin)).status).toBe(200);
    expect(await send(warehouse, { query })).toEqual(REFUSED);
    expect(await send(warehouse, { query }, bearer(await keyOf(warehouse)))).toEqual(REFUSED);
  });

  it("an id that is not in the manifest is 404", async () => {
    const { status, code } = await send(warehouse, { documentId: "0".repeat(64) });
    expect([status, code]).toEqual([404, "TRUSTED_DOCUMENT_NOT_FOUND"]);
  });

  it("subscriptions, likewise", async () => {
    const socket = await connect(warehouse.url);
    await socket.init();
    await socket.send({ id: "1", type: "subscribe", payload: { query: "subscription { published { version } }" } });
    expect((await socket.next()).payload[0].extensions.code).toBe("TRUSTED_DOCUMENTS_ONLY");
    await socket.subscribe("2", print(PublishedDocument));
    socket.close();
  });

  it("the schema is not shown, and Sandbox says why little of what one types is taken", async () => {
    const sandbox = await (await fetch(`${warehouse.url}/graphql`, { headers: { accept: "text/html" } })).text();
    expect(sandbox).toContain("only documents that were agreed on before");
    expect((await fetch(`${warehouse.url}/schema.graphql`)).status).toBe(404);
  });
});

describe("with KHO_TRUSTED_DOCUMENTS=prefer", () => {
  it("documents run by their ids, and all others by their texts", async () => {
    const warehouse = await openWarehouse("kho_template", { trusted: new TrustedDocuments(MANIFEST, false) });
    const statuses = [
      await send(warehouse, { documentId: idOf(AgenciesDocument), variables }),
      await send(warehouse, { query: "{ warehouse { version } }" }),
      await send(warehouse, { query: "{ warehouse { version } }", documentId: idOf(AgenciesDocument) }),
      await send(warehouse, { documentId: 7 }),
    ].map(({ status }) => status);
    await warehouse.close();
    expect(statuses).toEqual([200, 200, 400, 400]);
  });
});

describe("a manifest", () => {
  const written = (content: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), "kho-manifest-")), "manifest.json");
    writeFileSync(file, content);
    return file;
  };

  it("may have Apollo's form", () => {
    const operations = [{ id: "a1", name: "A", type: "query", body: "query A { warehouse { version } }" }];
    const content = { format: "apollo-persisted-query-manifest", version: 1, operations };
    expect([...readManifest(written(JSON.stringify(content)))]).toEqual([["a1", "query A { warehouse { version } }"]]);
  });

  it.each([
    ["[", "is not valid JSON"],
    ["[]", "is no manifest of documents"],
    [`{"a": 1}`, "is no manifest of documents"],
  ])("%s is refused with a clear word", (content, message) => {
    expect(() => readManifest(written(content))).toThrow(message);
  });

  it("that is not there, too", () => {
    expect(() => readManifest("/nowhere/manifest.json")).toThrow("/nowhere/manifest.json can't be read (ENOENT)");
  });
});
