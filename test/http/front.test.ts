import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "../../src/access/viewer.js";
import { AnswerCache } from "../../src/server/answers/answer-cache.js";
import type { ServerOptions } from "../../src/server/server.js";
import { connect } from "../support/socket.js";
import { openWarehouse } from "../support/warehouse.js";
import { ask, startTestServer, type TestServer } from "./support.js";

const DASHBOARD = "https://dashboard.example.vn";
const NOTHING = { corsOrigins: [], trustProxy: null, hstsSeconds: 0 };

const servers: TestServer[] = [];
const addresses: string[] = [];
afterEach(() => void addresses.splice(0));
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function serverWith(edge: Partial<NonNullable<ServerOptions["edge"]>>): Promise<TestServer> {
  const server = await startTestServer({
    edge: { ...NOTHING, ...edge },
    answers: { cache: new AnswerCache(1_000_000), dataVersion: () => "1", today: () => "2023-12-31" },
    authenticate: ({ address }) => {
      addresses.push(address);
      return anonymous;
    },
  });
  servers.push(server);
  return server;
}

const CORS = ["access-control-allow-origin", "access-control-allow-credentials", "vary"] as const;
const corsOf = ({ headers }: { headers: Headers }) => CORS.map((name) => headers.get(name));

/** Node's own fetch sends `sec-fetch-mode: cors` alone; a browser's page also says where it comes from. */
const from = (origin: string): Record<string, string> => ({ origin, "sec-fetch-site": "cross-site" });

const preflight = (
  server: TestServer,
  origin: string,
  headers = "authorization,content-type,x-apollo-operation-name",
) =>
  fetch(`${server.url}/graphql`, {
    method: "OPTIONS",
    headers: { ...from(origin), "access-control-request-method": "POST", "access-control-request-headers": headers },
  });

describe("pages of other sites", () => {
  let closed: TestServer;
  let listed: TestServer;
  let open: TestServer;
  beforeAll(async () => {
    closed = await serverWith({});
    listed = await serverWith({ corsOrigins: [DASHBOARD, "https://*.brvt.gov.vn"] });
    open = await serverWith({ corsOrigins: ["*"] });
  });

  it("may not ask unless the operator names them", async () => {
    const asked = await ask(closed.url, "{ hello }", {}, from(DASHBOARD));
    expect([(await preflight(closed, DASHBOARD)).status, asked.status, corsOf(asked)[0]]).toEqual([405, 403, null]);
  });

  it("may ask when they are named, after the browser has asked first", async () => {
    const first = await preflight(listed, DASHBOARD);
    expect([first.status, corsOf(first), first.headers.get("access-control-allow-methods")]).toEqual([
      204,
      [DASHBOARD, null, "Origin"],
      "GET, POST",
    ]);
    expect(first.headers.get("access-control-allow-headers")).toContain("authorization");
    const asked = await ask(listed.url, "{ hello }", {}, from(DASHBOARD));
    expect([asked.status, ...corsOf(asked)]).toEqual([
      200,
      DASHBOARD,
      null,
      "Origin, Accept, Accept-Encoding, Authorization",
    ]);
  });

  it("get refusals and answers to GET so", async () => {
    const refused = await ask(listed.url, "{ nothing }", {}, from(DASHBOARD));
    const got = await fetch(`${listed.url}/graphql?query={hello}`, { headers: from(DASHBOARD) });
    expect([refused.status, corsOf(refused)[0], got.status, corsOf(got)[0]]).toEqual([400, DASHBOARD, 200, DASHBOARD]);
  });

  it("get kept answers so, and caches tell them apart from those to all others", async () => {
    const edge = { ...NOTHING, corsOrigins: [DASHBOARD], hstsSeconds: 60 };
    const warehouse = await openWarehouse("kho_template", { keepAnswers: true, edge });
    const asked = [from(DASHBOARD), from(DASHBOARD), from(DASHBOARD), {}];
    const heard = [];
    for (const headers of asked) heard.push(await ask(warehouse.url, "{ warehouse { province } }", {}, headers));
    await warehouse.close();
    expect(warehouse.log.some((line) => line.includes('"via":"kept"'))).toBe(true);
    const vary = "Accept, Accept-Encoding, Authorization, Origin";
    expect(heard.slice(2).map((one) => [...corsOf(one), one.headers.get("strict-transport-security")])).toEqual([
      [DASHBOARD, null, vary, "max-age=60"],
      [null, null, vary, "max-age=60"],
    ]);
  });

  it.each([
    ["https://a.brvt.gov.vn", true],
    ["https://a.b.brvt.gov.vn", true],
    ["https://brvt.gov.vn", false],
    ["http://a.brvt.gov.vn", false],
    ["https://a.brvt.gov.vn.evil.example", false],
    ["https://evil.example/.brvt.gov.vn", false],
    ["https://evilbrvt.gov.vn", false],
    ["https://a.brvtxgov.vn", false],
    [`${DASHBOARD}.evil.example`, false],
    [`${DASHBOARD}:8443`, false],
    ["null", false],
  ])("%s is let in: %s", async (origin, isLetIn) => {
    const asked = await ask(listed.url, "{ hello }", {}, from(origin));
    expect([asked.status, corsOf(asked)[0]]).toEqual(isLetIn ? [200, origin] : [403, null]);
  });

  it("may all ask where the operator says so, still without credentials of the browser", async () => {
    const asked = await ask(open.url, "{ hello }", {}, from("https://anyone.example"));
    expect(corsOf(asked)).toEqual(["*", null, "Accept, Accept-Encoding, Authorization"]);
  });

  it("may subscribe when they are named, and not otherwise", async () => {
    await expect(connect(listed.url, { headers: { origin: "https://evil.example" } })).rejects.toThrow("403");
    const socket = await connect(listed.url, { headers: { origin: DASHBOARD } });
    await socket.init();
    socket.close();
  });
});

describe("the address of who asks", () => {
  const seenBy = async (server: TestServer, headers: Record<string, string>): Promise<string> => {
    await ask(server.url, "{ hello }", {}, { authorization: "Bearer x", ...headers });
    return addresses.at(-1)!;
  };

  it.each([
    [null, "203.0.113.9", "127.0.0.1"],
    [1, "203.0.113.9", "203.0.113.9"],
    [1, "198.51.100.66, 203.0.113.9", "203.0.113.9"],
    [2, "198.51.100.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"],
    [["loopback"], "198.51.100.66, 203.0.113.9", "203.0.113.9"],
    [["loopback", "10.0.0.0/8"], "198.51.100.66, 203.0.113.9, 10.0.0.2", "203.0.113.9"],
    [["10.0.0.0/8"], "203.0.113.9", "127.0.0.1"],
    [["loopback"], "2001:db8::7", "2001:db8::7"],
    [1, "<script>", "::"],
    [1, "unknown", "::"],
    [1, "203.0.113.9:8080", "203.0.113.9"],
    [1, "[2001:db8::7]:443", "2001:db8::7"],
    [1, "", "127.0.0.1"],
  ])("behind %j, with X-Forwarded-For %j, is %s", async (trustProxy, forwarded, address) => {
    const server = await serverWith({ trustProxy });
    expect(await seenBy(server, { "x-forwarded-for": forwarded })).toBe(address);
  });

  it("is told by a trusted proxy for subscriptions too", async () => {
    const server = await serverWith({ trustProxy: 1 });
    const headers = { "x-forwarded-for": "203.0.113.9", authorization: "Bearer x" };
    const socket = await connect(server.url, { headers });
    await socket.init();
    socket.close();
    expect(addresses).toEqual(["203.0.113.9"]);
  });

  it("comes with the host that he asked for, so that his own pages are not taken for another site's", async () => {
    const forwarded = { origin: "https://kho.example", "x-forwarded-host": "kho.example" };
    const statuses = [];
    for (const trustProxy of [null, 1])
      statuses.push((await ask((await serverWith({ trustProxy })).url, "{ hello }", {}, forwarded)).status);
    expect(statuses).toEqual([403, 200]);
  });
});

describe("TLS", () => {
  it("is demanded of browsers where the operator says for how long, with every answer", async () => {
    const server = await serverWith({ hstsSeconds: 31_536_000 });
    const headers = new Set<string | null>();
    for (let i = 0; i < 4; i++)
      headers.add((await ask(server.url, "{ hello }")).headers.get("strict-transport-security"));
    headers.add((await fetch(`${server.url}/nowhere`)).headers.get("strict-transport-security"));
    expect([...headers]).toEqual(["max-age=31536000"]);
  });

  it("is not spoken of otherwise", async () => {
    const server = await serverWith({});
    expect((await ask(server.url, "{ hello }")).headers.has("strict-transport-security")).toBe(false);
  });
});

describe("GET", () => {
  it("never changes anything, not even by the hash of a mutation that is known", async () => {
    const server = await serverWith({});
    const query = "mutation { change }";
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const known = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, extensions }),
    });
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    const got = await fetch(`${server.url}/graphql?${search.toString()}`);
    const named = new URLSearchParams({ query: `query A { hello } ${query.replace("n", "n B")}`, operationName: "B" });
    const second = await fetch(`${server.url}/graphql?${named.toString()}`);
    expect([known.status, got.status, second.status]).toEqual([200, 405, 400]);
  });
});
