import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { request } from "node:http";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const LATEST = `{ indicator(code: "TC001") { latest { value } } warehouse { version } }`;
const LONG = `{ indicators(first: 100) { nodes { code name definition } } }`;

describe("answers that are kept", () => {
  let warehouse: TestWarehouse;
  let client: pg.Client;
  beforeAll(async () => {
    warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
    client = new pg.Client({ connectionString: warehouse.databaseUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await warehouse.close();
  });

  /** Publishes another value of the newest month, as publishing does, with or without telling of it. */
  async function publish(value: string, tell: boolean): Promise<void> {
    await client.query("BEGIN");
    const { rows } = await client.query<{ id: number }>(
      "INSERT INTO publication (origin) VALUES ('test') RETURNING id",
    );
    await client.query(
      `UPDATE observation SET value = $1, publication_id = $2
       WHERE series_id = (SELECT id FROM series WHERE key = 'M.TC001.77._T') AND period_start = '2023-12-01'`,
      [value, rows[0]!.id],
    );
    await client.query("UPDATE series SET last_value = $1 WHERE key = 'M.TC001.77._T'", [value]);
    if (tell) await client.query(`NOTIFY kho_published, '${rows[0]!.id}'`);
    await client.query("COMMIT");
  }

  async function latest(): Promise<string> {
    return (await warehouse.askOnce(LATEST)).data.indicator.latest.value as string;
  }

  async function untilLatestIs(value: string): Promise<void> {
    for (let i = 0; i < 100 && (await latest()) !== value; i++) await pause(50);
    expect(await latest()).toBe(value);
  }

  it("cost no statement from the third time on", async () => {
    await warehouse.askOnce(LONG);
    await warehouse.askOnce(LONG);
    expect(await warehouse.statementsOf(() => warehouse.askOnce(LONG))).toEqual([]);
  });

  it("are worked out once when many ask at the same moment", async () => {
    const query = `query ($n: Int!) { indicators(first: $n) { nodes { code } } }`;
    await warehouse.askOnce(query, { n: 1 });
    await warehouse.askOnce(query, { n: 1 });
    const texts = await warehouse.statementsOf(() =>
      Promise.all(Array.from({ length: 20 }, () => warehouse.askOnce(query, { n: 77 }))),
    );
    expect(texts).toHaveLength(1);
  });

  it("give way to a new version at once when publishing tells of it", async () => {
    for (let i = 0; i < 3; i++) expect(await latest()).toBe("12674.4");
    await publish("13000.5", true);
    await untilLatestIs("13000.5");
  });

  it("give way to a new version within seconds when the notice is lost", async () => {
    for (let i = 0; i < 3; i++) await latest();
    await publish("14000.5", false);
    await untilLatestIs("14000.5");
  });

  it("are not used while the database does not say which version is current", async () => {
    for (let i = 0; i < 3; i++) await latest();
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'kho data version'`,
    );
    await publish("15000.5", false);
    await untilLatestIs("15000.5");
  });

  it("differ by variables", async () => {
    const query = `query ($code: String!) { indicator(code: $code) { code } }`;
    for (const code of ["TC001", "TC002", "TC001", "TC002"])
      expect((await warehouse.askOnce(query, { code })).data.indicator.code).toBe(code);
  });
});

describe("an answer to a GET", () => {
  let warehouse: TestWarehouse;
  beforeAll(async () => void (warehouse = await openWarehouse("kho_demo", { keepAnswers: true })));
  afterAll(() => warehouse.close());

  const get = (params: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${warehouse.url}/graphql?${new URLSearchParams(params).toString()}`, {
      headers: { accept: "application/json", "apollo-require-preflight": "1", ...headers },
    });

  it("has a strong entity tag, may be kept by anyone who asks again, and is not sent twice", async () => {
    const first = await get({ query: LONG });
    const etag = first.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]{27}(-br|-gzip)?"$/);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    const again = await get({ query: LONG }, { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it("with errors is kept by nobody", async () => {
    const response = await get({ query: `{ indicators(first: 0) { totalCount } }` });
    expect([response.headers.get("etag"), response.headers.get("cache-control")]).toEqual([null, "private, no-store"]);
  });

  it("may name its document by its hash alone, once the server knows it", async () => {
    const query = `{ indicator(code: "TC002") { code } }`;
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    const unknown = (await (await get({ extensions })).json()) as { errors: { extensions: { code: string } }[] };
    expect(unknown.errors[0]!.extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
    await get({ query, extensions });
    expect(await (await get({ extensions })).json()).toMatchObject({ data: { indicator: { code: "TC002" } } });
  });

  it("refuses a document whose hash is another's", async () => {
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } });
    const response = await get({ query: LATEST, extensions });
    expect([
      response.status,
      ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code,
    ]).toEqual([400, "PERSISTED_QUERY_HASH_MISMATCH"]);
  });

  it.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("comes packed by %s for those who take it, with a tag of its own", async (coding, unpack) => {
    const plain = await raw("identity");
    for (let i = 0; i < 3; i++) {
      const packed = await raw(coding);
      expect(packed.headers["content-encoding"]).toBe(coding);
      expect(unpack(packed.body).equals(plain.body)).toBe(true);
      expect(packed.headers.etag).not.toBe(plain.headers.etag);
      expect(packed.headers.vary).toContain("Accept-Encoding");
    }
  });

  /** fetch unpacks by itself. */
  function raw(accepted: string): Promise<{ body: Buffer; headers: Record<string, unknown> }> {
    const url = `${warehouse.url}/graphql?${new URLSearchParams({ query: LONG }).toString()}`;
    const headers = { accept: "application/json", "accept-encoding": accepted, "apollo-require-preflight": "1" };
    return new Promise((resolve, reject) => {
      request(url, { headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ body: Buffer.concat(chunks), headers: response.headers }));
      })
        .on("error", reject)
        .end();
    });
  }
});
