import { afterEach, describe, expect, it } from "vitest";
import { Allowances } from "../../src/access/allowances.js";
import { RateLimits } from "../../src/access/rate-limits.js";
import { anonymous, Role, Scope, viewerOf } from "../../src/access/viewer.js";
import { ask, codeOf, startTestServer, type TestServer } from "./support.js";

let clock = Date.parse("2023-12-31T00:00:18Z");
let server: TestServer;
afterEach(async () => {
  clock = Date.parse("2023-12-31T00:00:18Z");
  await server.close();
});

const partner = viewerOf({
  kind: "CLIENT",
  id: "k7m2p9xw3qra",
  name: null,
  role: Role.AGENCY,
  agencyId: 5,
  scopes: [Scope.READ],
});
const reader = viewerOf({
  kind: "PERSON",
  id: "lan",
  name: null,
  role: Role.READER,
  agencyId: null,
  scopes: [Scope.READ],
});

async function serve(points: Record<string, number | null>): Promise<void> {
  const settings = { maxCost: new Map([["ANONYMOUS", 40]]), pointsPerMinute: new Map(Object.entries(points)) };
  server = await startTestServer({
    rates: new RateLimits(new Allowances(settings), () => clock),
    authenticate: ({ authorization }) => (authorization === "Bearer partner" ? partner : reader),
  });
}

/** Status, and what is left of how much. */
async function left(query: string, headers: Record<string, string> = {}): Promise<[number, string | null]> {
  const answer = await ask(server.url, query, undefined, headers);
  return [answer.status, answer.headers.get("ratelimit")];
}

const twenty = `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: hello(name: "${i}")`).join(" ")} }`;

describe("points of a minute", () => {
  it("are told in the headers of every answer, and are there again when the minute is over", async () => {
    await serve({ ANONYMOUS: 100 });
    const first = await ask(server.url, twenty);
    expect([first.headers.get("ratelimit-policy"), first.headers.get("ratelimit")]).toEqual([
      `"points";q=100;w=60`,
      `"points";r=80;t=42`,
    ]);
    expect(await left("{ nonsense }")).toEqual([400, `"points";r=79;t=42`]);
    clock += 42_000;
    expect(await left("{ hello }")).toEqual([200, `"points";r=99;t=60`]);
  });

  it("used up: 429 with Retry-After, a code, and nothing else", async () => {
    await serve({ ANONYMOUS: 21 });
    await ask(server.url, twenty);
    await ask(server.url, "{ hello }");
    const answer = await ask(server.url, "{ hello }", undefined, { "x-request-id": "r-1" });
    expect([answer.status, answer.headers.get("retry-after"), answer.headers.get("ratelimit")]).toEqual([
      429,
      "42",
      `"points";r=0;t=42`,
    ]);
    expect(answer.body).toEqual({
      errors: [
        {
          message: "Your 21 points of this minute are used up. Please try again in 42 s.",
          extensions: { code: "RATE_LIMITED", requestId: "r-1", limit: 21, remaining: 0, retryAfter: 42 },
        },
      ],
    });
  });

  it("too few for one operation leave smaller ones alone", async () => {
    await serve({ ANONYMOUS: 30 });
    await ask(server.url, twenty);
    const answer = await ask(server.url, `${twenty} # again`);
    expect([answer.status, codeOf(answer), answer.body.errors?.[0]?.message]).toEqual([
      429,
      "RATE_LIMITED",
      "The operation costs 20 points, and you have 9 of your 30 points of this minute left. Please try again in 42 s.",
    ]);
    expect(await left("{ hello }")).toEqual([200, `"points";r=8;t=42`]);
  });

  it("count what can't be read, too", async () => {
    await serve({ ANONYMOUS: 2 });
    const statuses = [];
    for (const query of ["{", "{ nonsense }", "{ hello }"]) statuses.push((await ask(server.url, query)).status);
    expect(statuses).toEqual([400, 400, 429]);
  });

  it("belong to each client and person, wherever they come from, and to each address of the anonymous", async () => {
    await serve({ ANONYMOUS: 1, READER: 2, k7m2p9xw3qra: 3, AGENCY: 1 });
    await left("{ hello }");
    expect(await left("{ hello }")).toEqual([429, `"points";r=0;t=42`]);
    expect(await left("{ hello }", { authorization: "Bearer lan" })).toEqual([200, `"points";r=1;t=42`]);
    expect(await left("{ hello }", { authorization: "Bearer partner" })).toEqual([200, `"points";r=2;t=42`]);
  });

  it("are not counted where there is no limit", async () => {
    await serve({ ANONYMOUS: null });
    expect(await left(twenty)).toEqual([200, null]);
  });

  it("bound one operation, too: a price that the minute never has is refused as such", async () => {
    await serve({ ANONYMOUS: 10 });
    const answer = await ask(server.url, twenty);
    expect([answer.status, codeOf(answer), answer.body.errors?.[0]?.extensions["limit"]]).toEqual([
      400,
      "MAX_COST_EXCEEDED",
      10,
    ]);
  });

  it("are counted for a mutation, and for a GET", async () => {
    await serve({ ANONYMOUS: 40 });
    expect(await left("mutation { change }")).toEqual([200, `"points";r=30;t=42`]);
    const response = await fetch(`${server.url}/graphql?query={hello}`);
    expect(response.headers.get("ratelimit")).toBe(`"points";r=29;t=42`);
  });
});

it("the limit of one operation hangs on who asks", async () => {
  await serve({});
  const grove = "{ tree { trees { trees { trees { name } } } } }";
  const refused = await ask(server.url, grove);
  expect([refused.status, refused.body.errors?.[0]?.extensions]).toMatchObject([400, { limit: 40, actual: 112 }]);
  expect((await ask(server.url, grove, undefined, { authorization: "Bearer lan" })).status).toBe(200);
});

it("addresses of one IPv6 network are one caller", () => {
  const rates = new RateLimits(new Allowances({ maxCost: new Map(), pointsPerMinute: new Map([["ANONYMOUS", 5]]) }));
  rates.budgetOf(anonymous, "2001:db8:1:2::1").take(2);
  expect(rates.budgetOf(anonymous, "2001:db8:1:2:ffff::9").remaining).toBe(3);
  expect(rates.budgetOf(anonymous, "2001:0DB8:0001:2::7").remaining).toBe(3);
  expect(rates.budgetOf(anonymous, "2001:db8:1:3::1").remaining).toBe(5);
});

it("anonymous callers on the server's own machine have a limit of their own where one is set", () => {
  const pointsPerMinute = new Map([
    ["ANONYMOUS", 5],
    ["LOCAL", 9],
  ]);
  const rates = new RateLimits(new Allowances({ maxCost: new Map(), pointsPerMinute }));
  const limits = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "192.0.2.1", "::ffff:192.0.2.1", "1127.0.0.1"].map(
    (address) => rates.budgetOf(anonymous, address).limit,
  );
  expect(limits).toEqual([9, 9, 9, 5, 5, 5]);
});
