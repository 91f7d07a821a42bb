import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, sqlOn } from "./support/sql.js";
import { type Socket, connect } from "./support/socket.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
const open: Socket[] = [];

beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  await insertIndicator(warehouse.databaseUrl, "SECRET", { access: "RESTRICTED" });
  await sqlOn(
    warehouse.databaseUrl,
    `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
     SELECT 'A.SECRET.77._T', i.id, a.id, 'A', '_T', 'DELIVERED' FROM indicator i, area a WHERE i.code = 'SECRET' AND a.code = '77'`,
  );
});
afterAll(async () => {
  for (const socket of open) socket.close();
  await warehouse.close();
});

async function subscriber(): Promise<Socket> {
  const socket = await connect(warehouse.url);
  open.push(socket);
  await socket.init();
  return socket;
}

/** Publishes one value of a series in a year of its own, with or without the notice. */
async function publish(key: string, year: number, { notice = true, created = 1 } = {}): Promise<number> {
  const [row] = await sqlOn<{ id: number }>(
    warehouse.databaseUrl,
    `WITH p AS (INSERT INTO publication (origin, created) VALUES ('test', $3) RETURNING id),
     o AS (INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
       SELECT s.id, make_date($2, 1, 1), make_date($2, 12, 31), p.id, 1, 'A' FROM series s, p WHERE s.key = $1)
     SELECT p.id FROM p`,
    [key, year, created],
  );
  if (notice) await sqlOn(warehouse.databaseUrl, `SELECT pg_notify('kho_published', $1)`, [String(row!.id)]);
  return row!.id;
}

const PUBLISHED = `published { version at counts { created updated withdrawn } indicators(first: 5) { totalCount nodes { code } } publication { origin } }`;

describe("subscription { published }", () => {
  it("tells every subscriber of each publication, in order, with what he may see of it", async () => {
    const sockets = await Promise.all([subscriber(), subscriber(), subscriber()]);
    for (const socket of sockets) await socket.subscribe("1", `subscription { ${PUBLISHED} }`);
    const first = await publish("A.TT007.77._T", 1991);
    const second = await publish("A.TT007.77._T", 1992);
    for (const socket of sockets) {
      const [one, two] = [await socket.next(), await socket.next()];
      expect(one).toMatchObject({
        id: "1",
        type: "next",
        payload: {
          data: {
            published: {
              version: String(first),
              at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
              counts: { created: 1, updated: 0, withdrawn: 0 },
              indicators: { totalCount: 1, nodes: [{ code: "TT007" }] },
              publication: { origin: "test" },
            },
          },
        },
      });
      expect(two.payload.data.published.version).toBe(String(second));
    }
  });

  it("does not count nor name what the viewer may not see", async () => {
    const socket = await subscriber();
    await socket.subscribe("1", `subscription { ${PUBLISHED} }`);
    await publish("A.SECRET.77._T", 1990);
    const { payload } = await socket.next();
    expect(payload.data.published).toMatchObject({
      counts: { created: 0, updated: 0, withdrawn: 0 },
      indicators: { totalCount: 0, nodes: [] },
    });
  });

  it("wakes clients also when the notice was lost", async () => {
    const socket = await subscriber();
    await socket.subscribe("1", `subscription { published { version } }`);
    const version = await publish("A.TT007.77._T", 1993, { notice: false });
    expect((await socket.next()).payload.data.published.version).toBe(String(version));
  });

  it("tells at once what came while a client was away", async () => {
    const versions = [await publish("A.TT007.77._T", 1994), await publish("A.TT007.77._T", 1995)];
    const socket = await subscriber();
    await socket.subscribe("1", `subscription ($after: ID) { published(after: $after) { version } }`, {
      after: String(versions[0]! - 1),
    });
    const told = [await socket.next(), await socket.next()];
    expect(told.map(({ payload }) => payload.data.published.version)).toEqual(versions.map(String));
  });

  it("is told of an amended target, which is a version too", async () => {
    const socket = await subscriber();
    await socket.subscribe("1", `subscription { published { version publication { origin } counts { updated } } }`);
    await sqlOn(warehouse.databaseUrl, `UPDATE target SET value = value + 1 WHERE code = 'CDS2023-CQ-02'`);
    expect((await socket.next()).payload.data.published).toMatchObject({
      publication: { origin: "target" },
      counts: { updated: 0 },
    });
  });

  it("listens to the database once, whatever the number of subscribers, and ends when they leave", async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, subscriber));
    for (const socket of sockets) await socket.subscribe("1", `subscription { published { version } }`);
    const [row] = await sqlOn<{ count: number }>(
      warehouse.databaseUrl,
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'kho data version'`,
    );
    expect(row!.count).toBe(1);
    for (const socket of sockets) socket.complete("1");
    // Another id: the end of the first subscription may still be on its way.
    await sockets[0]!.subscribe("2", `subscription { published { version } }`);
    const texts = await warehouse.statementsOf(async () => {
      const version = String(await publish("A.TT007.77._T", 1996));
      for (let told = ""; told !== version;) told = (await sockets[0]!.next()).payload.data.published.version as string;
    });
    expect(texts.filter((text) => text.includes("FROM publication pu WHERE pu.id >"))).toHaveLength(1);
    expect(sockets[1]!.waiting).toEqual([]);
  });
});

describe("the socket", () => {
  const errorOf = async (query: string, variables?: object) => {
    const socket = await subscriber();
    await socket.send({ id: "1", type: "subscribe", payload: { query, variables } });
    const message = await socket.next();
    socket.close();
    return message;
  };

  it.each([
    ["a query", "{ warehouse { version } }", "OPERATION_NOT_SUPPORTED"],
    ["an unknown field", "subscription { published { nothing } }", "GRAPHQL_VALIDATION_FAILED"],
    ["no GraphQL", "subscription {", "GRAPHQL_PARSE_FAILED"],
    [
      "too many aliases",
      `subscription { published { ${Array.from({ length: 31 }, (_, i) => `a${i}: version`).join(" ")} } }`,
      "MAX_ALIASES_EXCEEDED",
    ],
    [
      "too deep a question",
      "subscription { published { indicators { nodes { agency { indicators { nodes { agency { indicators { nodes { agency { code } } } } } } } } } } }",
      "MAX_DEPTH_EXCEEDED",
    ],
    ["too long a document", `subscription { published { ${"version ".repeat(2_001)} } }`, "MAX_TOKENS_EXCEEDED"],
  ])("refuses %s", async (_what, query, code) => {
    const message = await errorOf(query);
    expect(message).toMatchObject({ id: "1", type: "error" });
    expect(message.payload[0].extensions).toMatchObject({ code, requestId: expect.any(String) as string });
  });

  it("refuses to begin after a version that never was", async () => {
    const message = await errorOf(`subscription { published(after: "999") { version } }`);
    expect(message.payload.errors[0]).toMatchObject({
      message: expect.stringMatching(/^There is no data version 999; the newest is \d+\.$/) as string,
      extensions: { code: "BAD_USER_INPUT" },
    });
  });

  it("refuses to begin after what is no version, and says which argument that was", async () => {
    const message = await errorOf(`subscription { published(after: "x") { version } }`);
    expect(message.payload.errors[0]).toMatchObject({
      message: "after is “x”; it must be a data version, such as 3.",
      extensions: { code: "BAD_USER_INPUT", argument: "after" },
    });
  });

  it("answers an error of an event in the form of all errors", async () => {
    const socket = await subscriber();
    await socket.subscribe("1", "subscription { published { indicators(first: 101) { totalCount } } }");
    await publish("A.TT007.77._T", 1997);
    const { payload } = await socket.next();
    expect(payload.errors[0]).toMatchObject({
      message: "first is 101; it must lie between 1 and 100.",
      path: ["published", "indicators"],
      extensions: { code: "BAD_USER_INPUT", maximum: 100 },
    });
  });

  it("has at most ten subscriptions", async () => {
    const socket = await subscriber();
    for (let i = 1; i <= 10; i++) await socket.subscribe(String(i), "subscription { published { version } }");
    await socket.send({ id: "11", type: "subscribe", payload: { query: "subscription { published { version } }" } });
    expect(await socket.next()).toMatchObject({
      id: "11",
      type: "error",
      payload: [{ extensions: { code: "MAX_SUBSCRIPTIONS_EXCEEDED" } }],
    });
  });

  it("is closed when a message is too large, is no JSON, or comes before the welcome", async () => {
    const large = await subscriber();
    await large.send({ type: "ping", payload: { text: "x".repeat(100_001) } });
    const rubbish = await subscriber();
    rubbish.sendText("{");
    const early = await connect(warehouse.url);
    await early.send({ id: "1", type: "subscribe", payload: { query: "subscription { published { version } }" } });
    expect(await Promise.all([large.closed, rubbish.closed, early.closed])).toEqual([1009, 4400, 4401]);
  });

  it("is at /graphql alone, and not for pages of other sites", async () => {
    await expect(connect(warehouse.url, { path: "/elsewhere" })).rejects.toThrow("404");
    await expect(connect(warehouse.url, { headers: { origin: "https://evil.example" } })).rejects.toThrow("403");
  });

  it("does not take HTTP requests that offer another protocol away", async () => {
    const response = await fetch(`${warehouse.url}/healthz`, {
      headers: { upgrade: "h2c", connection: "upgrade" },
    }).catch(() => fetch(`${warehouse.url}/healthz`));
    expect(response.status).toBe(200);
  });

  it("subscriptions over HTTP are refused, and told where they run", async () => {
    const { errors } = await warehouse.askOnce("subscription { published { version } }");
    expect(errors![0]).toMatchObject({
      message: "Subscriptions run over WebSocket (graphql-transport-ws) at /graphql.",
      extensions: { code: "OPERATION_NOT_SUPPORTED" },
    });
  });

  it("is said goodbye to when the server stops", async () => {
    const other = await openWarehouse("kho_template");
    const socket = await connect(other.url);
    await socket.init();
    await socket.subscribe("1", "subscription { published { version } }");
    await pause(0);
    await other.close();
    expect(await socket.closed).toBe(1001);
  });
});
