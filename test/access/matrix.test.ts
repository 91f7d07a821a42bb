import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../src/access/viewer.js";
import { bearer, FINANCE, keyOf } from "../support/clients.js";
import { sqlOn } from "../support/sql.js";
import { openWarehouse, type TestWarehouse } from "../support/warehouse.js";
import {
  askedWith,
  CANARIES,
  type Hidden,
  putLaterVersion,
  putOpenRows,
  putRestrictedRows,
  putSharedRows,
} from "./canaries.js";
import { SchemaWalk } from "./schema-walk.js";

/** The fields of the root that lead to canaries. */
const DOORS = [
  "aggregate",
  "changes",
  "compositeIndex",
  "indicator",
  "indicators",
  "node",
  "nodes",
  "observations",
  "ranking",
  "rejectedRows",
  "search",
  "series",
  "syncRuns",
  "target",
  "targets",
  "timeSeries",
];

/**
 * All that may differ where rows are hidden, and where it is written down: how much a run brought is told to those who may see all
 * series of its source (src/ingestion/visible-runs.ts); that it was, to everybody.
 */
const MAY_DIFFER: readonly [of: RegExp, fields: readonly string[]][] = [
  [
    /^\{ (syncRuns|sourceSystems?)\b/,
    "pages bytes received created updated unchanged rejected quarantined warned withdrawn problems errorMessage".split(
      " ",
    ),
  ],
];

/** Nobody else asks these servers, and they were started at the same moment. */
const REQUEST = { "content-type": "application/json", "accept-encoding": "identity", "x-request-id": "story" };

let whole: TestWarehouse;
let without: TestWarehouse;
let walk: SchemaWalk;
let headers: Readonly<Record<string, Record<string, string>>>;

beforeAll(async () => {
  whole = await openWarehouse();
  without = await openWarehouse();
  for (const { databaseUrl } of [whole, without]) await putOpenRows(databaseUrl);
  walk = new SchemaWalk(askedWith(await putRestrictedRows(whole.databaseUrl)));
  for (const { databaseUrl } of [whole, without]) await putLaterVersion(databaseUrl);
  const keys = {
    "a reader": await keyOf(whole, { role: Role.READER }),
    "another agency": await keyOf(whole, { agency: "000.00.12.H06" }),
    "the agency": await keyOf(whole, { agency: FINANCE }),
    "a steward": await keyOf(whole, { role: Role.STEWARD }),
    "an administrator": await keyOf(whole, { role: Role.ADMIN }),
  };
  headers = {
    somebody: {},
    ...Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, bearer(key)])),
  };
  await copyClients(whole.databaseUrl, without.databaseUrl);
});
afterAll(() => Promise.all([whole.close(), without.close()]));

/** The same clients with the same keys. */
async function copyClients(from: string, to: string): Promise<void> {
  for (const table of ["api_client", "api_client_secret"]) {
    const [all] = await sqlOn<{ rows: unknown }>(from, `SELECT json_agg(t) AS rows FROM ${table} t`);
    await sqlOn(
      to,
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(all!.rows)],
    );
  }
}

async function answer({ url }: TestWarehouse, query: string, viewer: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { ...REQUEST, ...headers[viewer] },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  expect(text, query).not.toMatch(/"(INTERNAL|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|MAX_\w+_EXCEEDED)"/);
  return `${response.status} ${response.headers.get("cache-control")} ${text}`;
}

/** Asks all that the walk has, four questions at a time. */
async function walkAs(ask: (query: string) => Promise<void>): Promise<void> {
  const waiting = [...walk.queries];
  const go = async (): Promise<void> => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) await ask(query);
  };
  await Promise.all(Array.from({ length: 4 }, go));
}

interface Seen {
  readonly query: string;
  readonly canary: string;
}

const canariesIn = (text: string, query: string, classes: readonly Hidden[]): Seen[] =>
  classes
    .flatMap((each): readonly string[] => CANARIES[each])
    .filter((canary) => text.includes(canary) && !query.includes(canary))
    .map((canary) => ({ query, canary }));

/** What tells a viewer that there are hidden rows: canaries, and every other answer than the same warehouse without them gives. */
async function betrayedTo(viewer: string, classes: readonly Hidden[]): Promise<object[]> {
  const betrayed: object[] = [];
  await walkAs(async (query) => {
    const [with_, plain] = [await answer(whole, query, viewer), await answer(without, query, viewer)];
    betrayed.push(...canariesIn(with_, query, classes));
    if (comparable(query, with_) !== comparable(query, plain)) betrayed.push({ query, with_, plain });
  });
  return betrayed;
}

/** The answer without the fields that may differ. */
function comparable(query: string, text: string): string {
  const fields = MAY_DIFFER.filter(([of]) => of.test(query)).flatMap(([, names]) => names);
  return text.replace(/"(\w+)":(?:null|[\d.]+|"[^"]*"|\[\])/g, (all, name: string) =>
    fields.includes(name) ? name : all,
  );
}

describe("every field, asked by everybody", () => {
  it("is walked: none of the schema is left out", () => {
    expect(SchemaWalk.all.filter((field) => !walk.walked.has(field))).toEqual([]);
  });

  it("answers another agency as if the restricted rows were not there, byte for byte", async () => {
    expect(await betrayedTo("another agency", ["RESTRICTED"])).toEqual([]);
  });

  describe("and with shared rows beside the restricted ones", () => {
    beforeAll(() => putSharedRows(whole.databaseUrl));

    it.each(["somebody", "a reader"])(
      "answers %s as if none of them were there, byte for byte",
      async (viewer) => {
        expect(await betrayedTo(viewer, ["RESTRICTED", "SHARED"])).toEqual([]);
      },
      180_000,
    );

    it("shows them to a steward behind every door, or the walk would prove nothing", async () => {
      const seen: Seen[] = [];
      await walkAs(async (query) => {
        seen.push(...canariesIn(await answer(whole, query, "a steward"), query, ["RESTRICTED", "SHARED"]));
      });
      const doors = new Set(seen.map(({ query }) => /\{ (?:way0: )?(\w+)/.exec(query)![1]!));
      expect([...doors].sort()).toEqual(DOORS);
    });

    it.each([
      ["somebody", ["ZZ0"]],
      ["another agency", ["ZZ0", "ZZ2"]],
      ["the agency", ["ZZ0", "ZZ1", "ZZ2", "ZZ3"]],
      ["a steward", ["ZZ0", "ZZ1", "ZZ2", "ZZ3"]],
      ["an administrator", ["ZZ0", "ZZ1", "ZZ2", "ZZ3"]],
    ])("shows %s what he may see: %j", async (viewer, codes) => {
      const query = `{ indicators(search: "hoàng yến", orderBy: { field: CODE }) { nodes { code } } }`;
      const [, found] = /"nodes":(\[.*?\])/.exec(await answer(whole, query, viewer))!;
      expect((JSON.parse(found!) as { code: string }[]).map(({ code }) => code)).toEqual(codes);
    });
  });
});
