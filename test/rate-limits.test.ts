import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Allowances } from "../src/access/allowances.js";
import { RateLimits } from "../src/access/rate-limits.js";
import { SharedCounts } from "../src/access/shared-counts.js";
import { anonymous } from "../src/access/viewer.js";
import { bearer, idOf, keyOf } from "./support/clients.js";
import { connect } from "./support/socket.js";
import { sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

const START = Date.parse("2023-12-31T00:00:18Z");
let clock = START;

const pointsPerMinute = new Map<string, number | null>([
  ["ANONYMOUS", 100],
  ["AGENCY", 500],
]);
const maxCost = new Map<string, number | null>([
  ["ANONYMOUS", 5_000],
  ["AGENCY", 20_000],
]);

let warehouse: TestWarehouse;
let key: string;
beforeAll(async () => {
  const howMuch = { maxCost, pointsPerMinute, countsTogether: false };
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true, howMuch, clock: () => clock });
  key = await keyOf(warehouse);
});
afterAll(() => warehouse.close());

async function send(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${warehouse.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any
  const { data } = (await response.json()) as { data?: any };
  return { status: response.status, rate: response.headers.get("ratelimit"), data };
}

const AGENCIES = `{ agencies(first: 100) { nodes { code name } } }`;
const RATE = `{ rateLimit { limit cost maxCost remaining resetAt } ${AGENCIES.slice(1)}`;

describe("a caller's points", () => {
  it("are told by rateLimit, after the operation that asks", async () => {
    clock = START;
    expect((await send(RATE)).data.rateLimit).toEqual({
      limit: 100,
      cost: 12,
      maxCost: 100,
      remaining: 88,
      resetAt: "2023-12-31T00:01:00.000Z",
    });
  });

  it("are hardly used by answers that are kept", async () => {
    clock = START + 60_000;
    const rates = [];
    for (let i = 0; i < 5; i++) rates.push((await send(AGENCIES)).rate);
    expect(rates).toEqual([89, 78, 77, 76, 75].map((left) => `"points";r=${left};t=42`));
  });

  it("used up: even a kept answer is refused until the minute is over", async () => {
    clock = START + 120_000;
    const statuses = [];
    for (let i = 0; i < 102; i++) statuses.push((await send(AGENCIES)).status);
    expect([statuses.indexOf(429), statuses.at(-1)]).toEqual([100, 429]);
    clock += 60_000;
    expect((await send(AGENCIES)).status).toBe(200);
  });

  it("of a client are its own, and viewer tells its limit", async () => {
    clock = START + 300_000;
    const { data, rate } = await send(
      `{ viewer { limits { maxCost pointsPerMinute } } rateLimit { limit cost } }`,
      bearer(key),
    );
    expect([data, rate]).toEqual([
      { viewer: { limits: { maxCost: 500, pointsPerMinute: 500 } }, rateLimit: { limit: 500, cost: 2 } },
      `"points";r=498;t=42`,
    ]);
  });

  it("are in the usage that stewards see", async () => {
    await warehouse.access.usage.flush();
    const rows = await sqlOn(warehouse.databaseUrl, `SELECT cost FROM client_usage WHERE actor = '${idOf(key)}'`);
    expect(rows).toEqual([{ cost: "2" }]);
  });

  it("are not used by a dry run but for one", async () => {
    clock = START + 360_000;
    const { data, rate } = await send(RATE.replace("rateLimit {", "rateLimit(dryRun: true) {"));
    expect([data.rateLimit.cost, Object.keys(data), rate]).toEqual([12, ["rateLimit"], `"points";r=99;t=42`]);
  });
});

describe("several processes that count together", () => {
  const QUIET = pino({ level: "silent" });
  const A_DAY = 86_400_000;
  const process = () => {
    const rates = new RateLimits(new Allowances({ maxCost, pointsPerMinute }), () => clock);
    return { rates, shared: new SharedCounts(warehouse.access.db, QUIET, rates, A_DAY) };
  };
  const left = ({ rates }: ReturnType<typeof process>) => rates.budgetOf(anonymous, "192.0.2.7").remaining;
  const use = ({ rates }: ReturnType<typeof process>, points: number) =>
    rates.budgetOf(anonymous, "192.0.2.7").take(points);

  it("learn what the others have counted, and lose nothing that is used meanwhile", async () => {
    const [one, two] = [process(), process()];
    use(one, 30);
    use(two, 20);
    await one.shared.exchange();
    const exchange = two.shared.exchange();
    use(two, 5);
    await exchange;
    expect([left(one), left(two)]).toEqual([70, 45]);
    use(one, 1);
    await one.shared.exchange();
    expect(left(one)).toBe(49);
    await two.shared.close();
    use(one, 1);
    await one.shared.close();
    expect(left(one)).toBe(43);
  });

  it("begin each minute anew", async () => {
    const one = process();
    clock += 60_000;
    use(one, 10);
    await one.shared.close();
    expect(left(one)).toBe(90);
  });

  it("count for themselves while the database does not answer", async () => {
    clock += 60_000;
    const rates = new RateLimits(new Allowances({ maxCost, pointsPerMinute }), () => clock);
    const gone = { rows: () => Promise.reject(new Error("gone")) } as unknown as TestWarehouse["db"];
    const shared = new SharedCounts(gone, QUIET, rates, A_DAY);
    rates.budgetOf(anonymous, "192.0.2.7").take(40);
    await shared.exchange();
    await shared.close();
    expect(rates.running.counts.get("192.0.2.7")).toEqual({ used: 40, untold: 40 });
  });

  it("leave no minute behind that is over", async () => {
    await sqlOn(warehouse.databaseUrl, `INSERT INTO rate_window VALUES ('old', '2023-12-30T00:00:00Z', 1)`);
    clock += 60_000;
    const one = process();
    use(one, 1);
    await one.shared.close();
    expect(await sqlOn(warehouse.databaseUrl, `SELECT 1 FROM rate_window WHERE caller = 'old'`)).toEqual([]);
  });
});

describe("a subscription", () => {
  it.each([
    "subscription { published @include(if: false) { version } }",
    "subscription { ... @skip(if: true) { published { version } } }",
    "subscription { ...All } fragment All on Subscription { published @skip(if: true) { version } }",
  ])("can't leave its field out: %s", async (query) => {
    const socket = await connect(warehouse.url);
    await socket.init();
    await socket.send({ id: "1", type: "subscribe", payload: { query } });
    expect(await socket.next()).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
    });
    socket.close();
  });

  it("costs what each of its answers costs, and who has nothing left hears of it until he has", async () => {
    clock = START + 3_600_000;
    const socket = await connect(warehouse.url);
    await socket.init();
    await socket.subscribe(
      "1",
      "subscription { published { version indicators(first: 100) { nodes { code name } } } }",
    );
    const event = async () => {
      await sqlOn(
        warehouse.databaseUrl,
        `WITH p AS (INSERT INTO publication (origin) VALUES ('test') RETURNING id)
        SELECT pg_notify('kho_published', id::text) FROM p`,
      );
      const { payload } = await socket.next();
      return payload.errors?.[0].extensions.code ?? "answered";
    };
    const told = [];
    for (let n = 0; n < 10; n++) told.push(await event());
    expect(told.at(-1)).toBe("RATE_LIMITED");
    expect(told[0]).toBe("answered");
    clock += 60_000;
    expect(await event()).toBe("answered");
    socket.close();
  });
});
