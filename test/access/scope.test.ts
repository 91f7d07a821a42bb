import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { ask } from "../http/support.js";
import { bearer, FINANCE, keyOf } from "../support/clients.js";
import { insertIndicator, insertSeries, sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";

const POLICE = "000.00.02.H06";

/** Indicators and closed series of open indicators, by what is in their codes; each has one observation with the value 987654321. */
const CANARIES = ["FIN-R", "FIN-S", "POL-R", "POL-S", "OPEN-R", "OPEN-S"] as const;

/** Who sees which of them. The closed series belong to an indicator of the police. */
const SEES: Readonly<Record<string, readonly (typeof CANARIES)[number][]>> = {
  "an anonymous caller": [],
  "a reader of no agency": [],
  "a reader of the finance department": ["FIN-S", "POL-S", "OPEN-S"],
  "the finance department": ["FIN-R", "FIN-S", "POL-S", "OPEN-S"],
  "the police": ["FIN-S", "POL-R", "POL-S", "OPEN-R", "OPEN-S"],
  "a steward": [...CANARIES],
  "an administrator": [...CANARIES],
};
const CALLERS = Object.keys(SEES);

let warehouse: TestWarehouse;
const headers: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  warehouse = await openWarehouse("kho_demo", { keepAnswers: true });
  await withCanaries(warehouse.databaseUrl);
  const keys = {
    "a reader of no agency": keyOf(warehouse, { role: Role.READER }),
    "a reader of the finance department": keyOf(warehouse, { role: Role.READER, agency: FINANCE }),
    "the finance department": keyOf(warehouse, { agency: FINANCE }),
    "the police": keyOf(warehouse, { agency: POLICE }),
    "a steward": keyOf(warehouse, { role: Role.STEWARD }),
    "an administrator": keyOf(warehouse, { role: Role.ADMIN }),
  };
  headers["an anonymous caller"] = {};
  for (const [caller, key] of Object.entries(keys)) headers[caller] = bearer(await key);
});
afterAll(() => warehouse.close());

async function withCanaries(url: string): Promise<void> {
  const agencies = await sqlOn<{ id: number; code: string }>(
    url,
    `SELECT id, code FROM agency WHERE code IN ($1, $2)`,
    [FINANCE, POLICE],
  );
  const idOf = (code: string) => agencies.find((agency) => agency.code === code)!.id;
  await insertIndicator(url, "POLICE", { agency_id: idOf(POLICE) });
  for (const code of CANARIES) {
    const [owner, letter] = code.split("-");
    const access = letter === "R" ? "RESTRICTED" : "SHARED";
    const isSeries = owner === "OPEN";
    const indicator = isSeries ? "POLICE" : code;
    const agency_id = idOf(owner === "FIN" ? FINANCE : POLICE);
    if (!isSeries) await insertIndicator(url, code, { access, agency_id, name_vi: `Chim hoàng yến ${code}` });
    const area = isSeries && letter === "R" ? "747" : "77";
    await insertSeries(url, { key: `A.${code}.${area}._T`, indicator, area }, [
      ["2023-01-01", "2023-12-31", "987654321", "A"],
    ]);
    if (isSeries) await sqlOn(url, `UPDATE series SET access = $2 WHERE key = $1`, [`A.${code}.${area}._T`, access]);
  }
}

/** The canaries whose codes stand in the answer. */
async function seen(caller: string, query: string, variables = {}): Promise<string[]> {
  const { body } = await ask(warehouse.url, query, variables, headers[caller]);
  expect(body.errors).toBeUndefined();
  const text = JSON.stringify(body.data);
  return CANARIES.filter((code) => text.includes(code));
}

const count = async (caller: string, query: string, field: string): Promise<number> =>
  Number(
    new RegExp(`"${field}":"?(\\d+)`).exec(
      JSON.stringify((await ask(warehouse.url, query, {}, headers[caller])).body),
    )![1],
  );

const INDICATORS = CANARIES.filter((code) => !code.startsWith("OPEN"));
const indicatorsOf = (caller: string) => SEES[caller]!.filter((code) => INDICATORS.includes(code));

describe.each(CALLERS)("%s sees of the canaries what he may", (caller) => {
  it("in lists of indicators", async () => {
    expect(await seen(caller, `{ indicators(first: 100, search: "chim hoàng yến") { nodes { code } } }`)).toEqual(
      indicatorsOf(caller),
    );
    expect(
      await seen(
        caller,
        `{ agencies(filter: { codes: ["${FINANCE}", "${POLICE}"] }) { nodes {
      indicators(first: 100, orderBy: { field: NAME }, search: "chim") { nodes { code } } } } }`,
      ),
    ).toEqual(indicatorsOf(caller));
  });

  it("in a search", async () => {
    expect(await seen(caller, `{ search(text: "chim hoàng yến") { nodes { ... on Indicator { code } } } }`)).toEqual(
      indicatorsOf(caller),
    );
  });

  it("by their codes", async () => {
    for (const code of INDICATORS)
      expect(await seen(caller, `{ indicator(code: "${code}") { code } }`)).toEqual(
        indicatorsOf(caller).filter((one) => one === code),
      );
  });

  it("in lists of series and of observations", async () => {
    const filter = `filter: { value: { gte: "987654321", lte: "987654321" } }`;
    expect(await seen(caller, `{ observations(${filter}) { nodes { series { key } } } }`)).toEqual(SEES[caller]);
    expect(
      await seen(
        caller,
        `{ series(first: 100, filter: { agencies: ["${FINANCE}", "${POLICE}"], provenance: [DELIVERED] }, orderBy: { field: KEY }) { nodes { key } }
      b: series(last: 100, filter: { agencies: ["${FINANCE}", "${POLICE}"], provenance: [DELIVERED] }) { nodes { key } } }`,
      ),
    ).toEqual(SEES[caller]);
    expect(await count(caller, `{ observations(${filter}) { totalCount } }`, "totalCount")).toBe(SEES[caller]!.length);
  });

  it("below an indicator", async () => {
    expect(await seen(caller, `{ indicator(code: "POLICE") { series { nodes { key } } } }`)).toEqual(
      SEES[caller]!.filter((code) => code.startsWith("OPEN")),
    );
    const { body } = await ask(
      warehouse.url,
      `{ indicator(code: "POLICE") { latest(area: "747") { value } } }`,
      {},
      headers[caller],
    );
    expect(body.data.indicator.latest).toEqual(SEES[caller]!.includes("OPEN-R") ? { value: "987654321" } : null);
  });

  it("as columns", async () => {
    const codes = JSON.stringify([...indicatorsOf(caller), "POLICE"]);
    expect(
      await seen(caller, `{ timeSeries(indicators: ${codes}, areas: ["77", "747"]) { series { key } values } }`),
    ).toEqual(SEES[caller]);
  });

  it("by their ids", async () => {
    const rows = await sqlOn<{ id: string }>(
      warehouse.databaseUrl,
      `SELECT 'Series:' || s.id AS id FROM series s JOIN observation o ON o.series_id = s.id WHERE o.value = 987654321`,
    );
    const ids = rows.map(({ id }) => Buffer.from(id).toString("base64url"));
    expect(await seen(caller, `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Series { key } } }`, { ids })).toEqual(
      SEES[caller],
    );
  });

  it("in the counts of the warehouse", async () => {
    const counted = async (who: string) => count(who, `{ warehouse { counts { observations } } }`, "observations");
    expect((await counted(caller)) - (await counted("an anonymous caller"))).toBe(SEES[caller]!.length);
    const created = async (who: string) =>
      count(
        who,
        `{ warehouse { publication { version } } observations(filter: { indicators: ["TT007"] }, first: 1) { nodes { publication { created } } } }`,
        "created",
      );
    expect((await created(caller)) - (await created("an administrator"))).toBe(SEES[caller]!.length - CANARIES.length);
  });

  it("in the feed of changes", async () => {
    const codes = JSON.stringify([...indicatorsOf(caller), "POLICE"]);
    const feed = `{ changes(filter: { indicators: ${codes} }, first: 100) { nodes { series { key } value } } }`;
    expect(await seen(caller, feed)).toEqual(SEES[caller]);
  });
});

describe("answers that are kept", () => {
  it("never go from one caller to another, however they take turns", async () => {
    const query = `{ observations(filter: { value: { gte: "987654321", lte: "987654321" } }) { totalCount nodes { series { key } } } }`;
    for (const caller of [...CALLERS, ...CALLERS.toReversed(), ...CALLERS])
      expect([caller, await seen(caller, query)]).toEqual([caller, SEES[caller]]);
  });

  it("are kept for nobody where they say who asks", async () => {
    const names = ["an administrator", "a steward", "an administrator", "an anonymous caller", "a steward"];
    const roles = [];
    for (const caller of [...names, ...names])
      roles.push((await ask(warehouse.url, "{ viewer { role } }", {}, headers[caller])).body.data.viewer.role);
    const once = ["ADMIN", "STEWARD", "ADMIN", null, "STEWARD"];
    expect(roles).toEqual([...once, ...once]);
  });

  it("of someone who signed in may be kept by no one else", async () => {
    const address = `${warehouse.url}/graphql?query=${encodeURIComponent("{ warehouse { version } }")}`;
    const kept = async (more: Record<string, string>) => {
      const { headers: got } = await fetch(address, { headers: { accept: "application/json", ...more } });
      return [got.get("cache-control"), got.get("etag") !== null, got.get("vary")];
    };
    const vary = "Accept, Accept-Encoding, Authorization";
    expect(await kept(headers["a steward"]!)).toEqual(["private, no-store", false, vary]);
    expect(await kept({})).toEqual(["public, no-cache", true, vary]);
  });
});
