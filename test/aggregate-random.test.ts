import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AREAS,
  decimal,
  type Fact,
  fillRandomFacts,
  INDICATORS,
  pick,
  random,
  some,
  STATUS,
  WORDS,
} from "./support/random-facts.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";
import { makeYears } from "./support/years.js";

interface Filter {
  readonly graphql: string;
  readonly holds: (fact: Fact) => boolean;
}

let warehouse: TestWarehouse;
let facts: Fact[];
beforeAll(async () => {
  warehouse = await openWarehouse();
  const client = new pg.Client({ connectionString: warehouse.databaseUrl });
  await client.connect();
  facts = await fillRandomFacts(client);
  await client.end();
});
afterAll(() => warehouse.close());

const quoted = (codes: readonly string[]) => `[${codes.map((code) => `"${code}"`).join(", ")}]`;

const LEAVES: readonly (() => Filter)[] = [
  () => {
    const areas = some(AREAS).map(({ code }) => code);
    return { graphql: `areas: ${quoted(areas)}`, holds: ({ area }) => areas.includes(area) };
  },
  () => {
    const level = pick([1, 2]);
    return { graphql: `areaLevels: [${level}]`, holds: (fact) => fact.level === level };
  },
  () => {
    const letters = some(["M", "Q", "A", "D"]);
    return {
      graphql: `frequencies: [${letters.map((letter) => WORDS[letter]).join(", ")}]`,
      holds: ({ frequency }) => letters.includes(frequency),
    };
  },
  () => {
    const codes = some(["_T", "F", "M"]);
    return {
      graphql: `breakdown: [{ dimension: "SEX", codes: ${quoted(codes)} }]`,
      holds: ({ breakdown }) => codes.includes(breakdown === "_T" ? "_T" : breakdown.slice(4)),
    };
  },
  () => {
    const letters = some(["A", "P", "O"]);
    return {
      graphql: `statuses: [${letters.map((letter) => STATUS[letter]).join(", ")}]`,
      holds: ({ status }) => letters.includes(status),
    };
  },
  () => {
    const bound = BigInt(random(8_000) - 4_000);
    return {
      graphql: `value: { gte: "${decimal(bound)}" }`,
      holds: ({ value }) => value !== null && value >= bound,
    };
  },
  () => {
    const unit = pick(["NGUOI", "HO"]);
    return { graphql: `units: ["${unit}"]`, holds: (fact) => fact.unit === unit };
  },
  () => {
    const [from, to] = [2019 + random(3), 2022 + random(3)];
    return {
      graphql: `period: { from: "${from}", to: "${to}" }`,
      holds: ({ year }) => from <= year && year <= to,
    };
  },
];

function filter(): Filter {
  const codes = some(INDICATORS).map(({ code }) => code);
  const parts: Filter[] = [
    { graphql: `indicators: ${quoted(codes)}`, holds: (fact) => codes.includes(fact.indicator) },
  ];
  if (random(2) === 0) parts.push(LEAVES.at(-1)!());
  for (let i = random(3); i > 0; i--) {
    const [a, b] = [pick(LEAVES)(), pick(LEAVES)()];
    const shape = random(3);
    if (shape === 0) parts.push({ graphql: `and: [{ ${a.graphql} }]`, holds: a.holds });
    else if (shape === 1) parts.push({ graphql: `not: { ${a.graphql} }`, holds: (fact) => !a.holds(fact) });
    else parts.push({ graphql: `or: [{ ${a.graphql} }, { ${b.graphql} }]`, holds: (f) => a.holds(f) || b.holds(f) });
  }
  const own = new Map(parts.map((part) => [part.graphql.split(":")[0]!, part]));
  return {
    graphql: [...own.values()].map((part) => part.graphql).join(", "),
    holds: (fact) => [...own.values()].every((part) => part.holds(fact)),
  };
}

const KEYS: Readonly<Record<string, readonly [string, (fact: Fact) => unknown]>> = {
  INDICATOR: ["indicator { code }", ({ indicator }) => ({ indicator: { code: indicator } })],
  AREA: ["area { code }", ({ area }) => ({ area: { code: area } })],
  AREA_LEVEL: ["areaLevel", ({ level }) => ({ areaLevel: level })],
  PERIOD: ["period", ({ code }) => ({ period: code })],
  YEAR: ["year", ({ year }) => ({ year })],
  STATUS: ["status", ({ status }) => ({ status: STATUS[status] })],
  UNIT: ["unit { code }", ({ unit }) => ({ unit: { code: unit } })],
  FREQUENCY: ["frequency", ({ frequency }) => ({ frequency: WORDS[frequency] })],
};

function isMixed(group: readonly Fact[], method: string, keys: readonly string[]): boolean {
  const differ = (of: (fact: Fact) => unknown, among = group) => new Set(among.map(of)).size > 1;
  if (method === "COUNT") return false;
  if (differ(({ unit }) => unit) || differ(({ frequency }) => frequency)) return true;
  for (const ofOne of Map.groupBy(group, ({ indicator }) => indicator).values()) {
    if (differ(({ level }) => level, ofOne) || differ(({ breakdown }) => breakdown === "_T", ofOne)) return true;
    const { aggregation } = ofOne[0]!;
    if (method !== "SUM" || aggregation === "SUM") continue;
    if (aggregation !== "LAST") return true;
    if (!keys.includes("PERIOD") && differ(({ start }) => start, ofOne)) return true;
  }
  return false;
}

function valueOf(group: readonly Fact[], method: string): string | null {
  const values = group.map(({ value }) => value).filter((value) => value !== null);
  if (method === "COUNT") return String(values.length);
  if (values.length === 0) return null;
  const sum = values.reduce((a, b) => a + b, 0n);
  if (method === "SUM") return decimal(sum);
  if (method === "AVERAGE") return (Number(sum) / 1000 / values.length).toPrecision(12);
  return decimal(values.reduce((a, b) => ((method === "MAX") === a > b ? a : b)));
}

const same = (value: string | null, method: string) =>
  value !== null && method === "AVERAGE" ? Number(value).toPrecision(12) : value;

interface Outcome {
  readonly refused?: string;
  readonly listed?: number;
  readonly groups?: number;
  readonly rows?: readonly string[];
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

async function asked(filterText: string, keys: readonly string[], method: string): Promise<Outcome> {
  const found: Record<string, unknown>[] = [];
  let outcome: Outcome = {};
  for (let after: string | null = ""; after !== null;) {
    const { data, errors } = await warehouse.askOnce(`{ observations(filter: { ${filterText} }, first: 1) { totalCount }
      aggregate(filter: { ${filterText} }, groupBy: [${keys.join(", ")}], method: ${method}, first: 100 ${after}) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { ${keys.map((key) => KEYS[key]![0]).join(" ")} value count missingCount seriesCount } } }`);
    if (errors) return { refused: errors[0]!.extensions.code };
    found.push(...data.aggregate.nodes);
    outcome = { listed: data.observations.totalCount, groups: data.aggregate.totalCount };
    after = data.aggregate.pageInfo.hasNextPage ? `, after: "${data.aggregate.pageInfo.endCursor}"` : null;
  }
  return {
    ...outcome,
    rows: sorted(found.map((row) => ({ ...row, value: same(row["value"] as string | null, method) }))),
  };
}

function naive(chosen: readonly Fact[], keys: readonly string[], method: string): Outcome {
  const groups = Map.groupBy(chosen, (fact) =>
    JSON.stringify(Object.assign({}, ...keys.map((key) => KEYS[key]![1](fact)))),
  );
  if ([...groups.values()].some((group) => isMixed(group, method, keys))) return { refused: "BAD_USER_INPUT" };
  const rows = [...groups].map(([key, group]) => ({
    ...(JSON.parse(key) as object),
    value: valueOf(group, method),
    count: group.length,
    missingCount: group.filter(({ value }) => value === null).length,
    seriesCount: new Set(group.map((fact) => [fact.indicator, fact.area, fact.breakdown, fact.frequency].join())).size,
  }));
  return { listed: chosen.length, groups: groups.size, rows: sorted(rows) };
}

async function agrees(): Promise<void> {
  const { graphql, holds } = filter();
  const keys = some(Object.keys(KEYS)).slice(0, 4);
  const method = pick(["COUNT", "SUM", "SUM", "AVERAGE", "MIN", "MAX"]);
  expect(await asked(graphql, keys, method)).toEqual(naive(facts.filter(holds), keys, method));
}

it.each(Array.from({ length: 80 }, (_, i) => i))("list, count and aggregate agree with a naive reference: %i", agrees);

describe("with yearly totals", () => {
  beforeAll(() => makeYears(warehouse.databaseUrl));

  it.each(Array.from({ length: 60 }, (_, i) => i))("they agree as well: %i", agrees);
});
