import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await sqlOn(url, `UPDATE indicator SET topic_id = NULL WHERE id % 9 = 0`);
  await sqlOn(url, `UPDATE indicator SET access = 'SHARED' WHERE code LIKE 'LD%'`);
  await sqlOn(url, `UPDATE indicator SET valid_to = '2023-06-30' WHERE id % 7 = 0`);
  await sqlOn(url, `UPDATE agency SET valid_to = '2023-06-30' WHERE id % 7 = 0`);
  await sqlOn(url, `UPDATE target SET comparator = 'BETWEEN', upper_value = value WHERE id % 5 = 0`);
  await insertIndicator(url, "NULLS");
  await insertSeries(url, { key: "A.NULLS.77._T", indicator: "NULLS" }, [
    ...["-1", "0", "1", "2", "3", "4"].map((value, i): Point => [
      `${2010 + i}-01-01`,
      `${2010 + i}-12-31`,
      value,
      i === 0 ? "P" : "A",
    ]),
    ["2016-01-01", "2016-12-31", null, "O"],
  ]);
  await sqlOn(url, `INSERT INTO plan (code, name_vi, year) VALUES ('CDS2024', 'Kế hoạch 2024', 2024)`);
});
afterAll(() => warehouse.close());

const TABLES = {
  agencies: ["code", "agency x"],
  areas: ["code", "area x"],
  indicators: ["code", "indicator x WHERE x.access = 'OPEN'"],
  series: ["key", "series x JOIN indicator i ON i.id = x.indicator_id WHERE i.access = 'OPEN'"],
  observations: [
    "series { key } period { start }",
    "observation o JOIN series x ON x.id = o.series_id JOIN indicator i ON i.id = x.indicator_id WHERE i.access = 'OPEN'",
  ],
  plans: ["code", "plan x"],
  targets: ["code", "target x WHERE x.valid_to IS NULL"],
} as const;
type ListName = keyof typeof TABLES;

/** Rows and their number, as the API tells them. */
async function byApi(list: ListName, filter: string): Promise<{ keys: string[]; count: number }> {
  const { data, errors } = await warehouse.ask(
    `{ ${list}(filter: ${filter}, first: 100) { totalCount nodes { ${TABLES[list][0]} } } }`,
  );
  expect(errors).toBeUndefined();
  const keys = data[list].nodes.map(
    (node: { code?: string; key?: string; series?: { key: string }; period?: { start: string } }) =>
      node.series ? `${node.series.key} ${node.period!.start}` : (node.code ?? node.key),
  );
  return { keys, count: data[list].totalCount };
}

/** The same as SQL tells them. */
async function bySql(list: ListName, where: string): Promise<{ keys: string[]; count: number }> {
  const [, from] = TABLES[list];
  const [key, order] =
    list === "observations"
      ? [`x.key || ' ' || o.period_start`, "o.series_id, o.period_start"]
      : [`x.${TABLES[list][0]}`, "1"];
  const condition = `${from.includes("WHERE") ? "AND" : "WHERE"} (${where})`;
  const rows = await sqlOn<{ key: string; total: number }>(
    warehouse.databaseUrl,
    `SELECT ${key} AS key, count(*) OVER ()::int AS total FROM ${from} ${condition} ORDER BY ${order} LIMIT 100`,
  );
  return { keys: rows.map((row) => row.key), count: rows[0]?.total ?? 0 };
}

describe("a filter's field finds what SQL finds", () => {
  it.each<[ListName, string, string]>([
    ["agencies", `{ codes: ["000.00.02.H06"] }`, `code = '000.00.02.H06'`],
    ["agencies", `{ kinds: [CENTRAL] }`, `kind = 'CENTRAL'`],
    ["agencies", `{ validOn: "2023-06-30" }`, `valid_to IS NULL`],
    ["agencies", `{ validOn: "2023-06-29" }`, `true`],
    ["areas", `{ codes: ["77", "747"] }`, `code IN ('77', '747')`],
    ["areas", `{ kinds: [WARD, TOWNSHIP] }`, `kind IN ('WARD', 'TOWNSHIP')`],
    ["areas", `{ levels: [1, 2] }`, `level < 3`],
    ["areas", `{ parents: ["747"] }`, `parent_id = (SELECT id FROM area WHERE code = '747')`],
    ["areas", `{ validOn: "2019-12-31" }`, `valid_from <= '2019-12-31'`],
    ["indicators", `{ codes: ["TT007", "VP001"] }`, `code IN ('TT007', 'VP001')`],
    ["indicators", `{ agencies: ["000.00.02.H06"] }`, `agency_id = 2`],
    ["indicators", `{ topics: ["KT.CN"] }`, `topic_id = (SELECT id FROM topic WHERE code = 'KT.CN')`],
    ["indicators", `{ topics: ["KT"] }`, `topic_id IN (SELECT id FROM topic WHERE code = 'KT' OR code LIKE 'KT.%')`],
    ["indicators", `{ units: ["PCT"] }`, `unit_id = (SELECT id FROM unit WHERE code = 'PCT')`],
    ["indicators", `{ frequencies: [DAILY, HALF_YEARLY] }`, `frequency IN ('D', 'S')`],
    ["indicators", `{ directions: [DECREASE] }`, `direction = 'DECREASE'`],
    ["indicators", `{ aggregations: [LAST] }`, `aggregation = 'LAST'`],
    ["indicators", `{ access: [OPEN, SHARED] }`, `true`],
    ["indicators", `{ access: [SHARED, RESTRICTED] }`, `false`],
    ["indicators", `{ hasTarget: true }`, `id IN (SELECT indicator_id FROM target)`],
    ["indicators", `{ hasTarget: false }`, `id NOT IN (SELECT indicator_id FROM target WHERE indicator_id > 0)`],
    ["indicators", `{ validOn: "2023-06-30" }`, `valid_to IS NULL`],
    ["series", `{ keys: ["A.TT007.77._T"] }`, `key = 'A.TT007.77._T'`],
    ["series", `{ indicators: ["TC001", "TT007"] }`, `i.code IN ('TC001', 'TT007')`],
    ["series", `{ agencies: ["000.00.02.H06"] }`, `i.agency_id = 2`],
    ["series", `{ areas: ["747"] }`, `area_id = (SELECT id FROM area WHERE code = '747')`],
    ["series", `{ areaLevels: [3] }`, `area_id IN (SELECT id FROM area WHERE level = 3)`],
    ["series", `{ frequencies: [WEEKLY] }`, `x.frequency = 'W'`],
    ["series", `{ breakdown: [{ dimension: "SEX", codes: ["F"] }] }`, `breakdown ~ 'SEX=F'`],
    ["series", `{ breakdown: [{ dimension: "SEX", codes: ["_T", "M"] }] }`, `breakdown !~ 'SEX=F'`],
    ["series", `{ provenance: [PUBLISHED] }`, `provenance = 'PUBLISHED'`],
    ["observations", `{ statuses: [MISSING, BREAK] }`, `o.status IN ('O', 'B')`],
    ["observations", `{ value: { gte: "100", lt: "200.5" } }`, `o.value >= 100 AND o.value < 200.5`],
    ["observations", `{ value: { gt: 0, lte: 0.1 } }`, `o.value > 0 AND o.value <= 0.1`],
    [
      "observations",
      `{ period: { from: "2023-01", to: "2023-01" }, frequencies: [MONTHLY], indicators: ["TC001"] }`,
      `i.code = 'TC001' AND o.period_start = '2023-01-01'`,
    ],
    [
      "observations",
      `{ indicators: ["TT007"], provenance: [PUBLISHED] }`,
      `i.code = 'TT007' AND x.provenance = 'PUBLISHED'`,
    ],
    ["plans", `{ codes: ["CDS2024"] }`, `code = 'CDS2024'`],
    ["plans", `{ years: [2023, 2025] }`, `year = 2023`],
    ["targets", `{ codes: ["CDS2023-CQ-01"] }`, `code = 'CDS2023-CQ-01'`],
    ["targets", `{ plans: ["CDS2024"] }`, `false`],
    ["targets", `{ pillars: ["DIGITAL_ECONOMY"] }`, `code LIKE 'CDS2023-KT%'`],
    ["targets", `{ agencies: ["000.00.01.H06"] }`, `agency_id = 1`],
    ["targets", `{ indicators: ["TT007"] }`, `code = 'CDS2023-CQ-02'`],
    ["targets", `{ comparators: [BETWEEN] }`, `comparator = 'BETWEEN'`],
    [
      "targets",
      `{ isMeasured: false }`,
      `NOT EXISTS (SELECT FROM indicator i WHERE i.id = x.indicator_id AND i.access = 'OPEN')`,
    ],
    ["targets", `{ dueBy: "2023-12-30" }`, `due_date < '2023-12-31'`],
    ["targets", `{ provenance: [PUBLISHED] }`, `provenance = 'PUBLISHED'`],
  ])("%s(filter: %s)", async (list, filter, where) => {
    expect(await byApi(list, filter)).toEqual(await bySql(list, where));
  });
});

describe("and, or, not", () => {
  it("of random filters find what they say", async () => {
    const random = sequence(42);
    for (let round = 0; round < 40; round++) {
      const { filter, where } = randomFilter(random, 3);
      const found = await byApi("indicators", filter);
      expect([filter, found]).toEqual([filter, await bySql("indicators", where)]);
    }
  });

  it.each([
    [`{ value: { gt: "0" } }`, 4],
    [`{ not: { value: { gt: "0" } } }`, 3],
    [`{ not: { not: { value: { gt: "0" } } } }`, 4],
    [`{ not: { statuses: [NORMAL] } }`, 2],
  ])("takes what has no value as not in a range: %s finds %i of 7", async (filter, count) => {
    expect((await byApi("observations", `{ keys: ["A.NULLS.77._T"], and: [${filter}] }`)).count).toBe(count);
  });

  it("takes an indicator without a topic as not under a topic", async () => {
    const { count } = await byApi("indicators", `{ not: { topics: ["KT", "XH"] } }`);
    const without = await bySql(
      "indicators",
      `x.topic_id IS NULL OR x.topic_id NOT IN (SELECT id FROM topic WHERE code ~ '^(KT|XH)')`,
    );
    expect(count).toBe(without.count);
    expect(count).toBeGreaterThan(0);
  });

  it("takes {} as everything, only as the whole filter", async () => {
    expect((await byApi("agencies", "{}")).count).toBe(26);
  });
});

describe("a filter is refused", () => {
  const deep = (n: number): string => (n === 0 ? `{ codes: ["VP001"] }` : `{ not: ${deep(n - 1)} }`);
  it.each([
    ["null", "filter is null: leave it out, or give a value."],
    ["{ codes: null }", "filter.codes is null: leave it out, or give a value."],
    ["{ and: [{ codes: null }] }", "filter.and[0].codes is null: leave it out, or give a value."],
    ["{ not: null }", "filter.not is null: leave it out, or give a value."],
    ["{ hasTarget: null }", "filter.hasTarget is null: leave it out, or give a value."],
    ["{ codes: [] }", "filter.codes is an empty list: leave it out, or give values."],
    ["{ or: [] }", "filter.or is an empty list: leave it out, or give values."],
    ["{ not: {} }", "filter.not has no condition."],
    ["{ or: [{ hasTarget: true }, {}] }", "filter.or[1] has no condition."],
    [
      `{ or: [${`{ or: [${`{ codes: "VP001" } `.repeat(50)}] } `.repeat(5)}{ codes: "VP001" }] }`,
      "filter has 251 conditions; at most 250 are allowed.",
    ],
    [`{ codes: [${`"VP001" `.repeat(251)}] }`, "filter.codes has 251 values; at most 250 are allowed."],
    [deep(5), "filter.not.not.not.not.not is nested deeper than 5 levels."],
  ])("%s", async (filter, message) => {
    for (const query of [
      `{ indicators(filter: ${filter}) { nodes { code } } }`,
      `{ agency(code: "000.00.02.H06") { indicators(filter: ${filter}) { nodes { code } } } }`,
    ]) {
      const { errors } = await warehouse.ask(query);
      expect(errors![0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT" } });
    }
  });

  it.each([
    "{ value: {} }",
    "{ value: { gt: null } }",
    "{ period: null }",
    "{ period: { from: null } }",
    "{ period: { in: [] } }",
    `{ breakdown: [{ dimension: "SEX", codes: [] }] }`,
  ])("%s of observations", async (filter) => {
    const { errors } = await warehouse.ask(`{ observations(filter: ${filter}) { nodes { id } } }`);
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });
});

/** Numbers from 0 to n - 1 that are the same in every run. */
function sequence(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
}

type Filter = { readonly filter: string; readonly where: string };

function randomFilter(random: (n: number) => number, depth: number): Filter {
  const leaves: Filter[] = [
    { filter: "frequencies: [MONTHLY, DAILY]", where: "x.frequency IN ('M', 'D')" },
    { filter: "directions: [INCREASE]", where: "x.direction = 'INCREASE'" },
    { filter: "hasTarget: true", where: "EXISTS (SELECT FROM target t WHERE t.indicator_id = x.id)" },
    { filter: `agencies: ["000.00.02.H06", "000.00.05.H06"]`, where: "x.agency_id IN (2, 5)" },
    { filter: `topics: ["XH"]`, where: "coalesce(x.topic_id IN (SELECT id FROM topic WHERE code ~ '^XH'), false)" },
    { filter: `validOn: "2023-06-30"`, where: "x.valid_to IS NULL" },
  ];
  const own = leaves.filter(() => random(3) === 0);
  const parts = own.length > 0 || depth > 0 ? own : [leaves[random(leaves.length)]!];
  const operator = depth === 0 ? "none" : ["not", "and", "or"][random(3)]!;
  if (operator !== "none")
    parts.push(combined(operator, [randomFilter(random, depth - 1), randomFilter(random, depth - 1)]));
  return {
    filter: `{ ${parts.map(({ filter }) => filter).join(", ")} }`,
    where: parts.map(({ where }) => where).join(" AND "),
  };
}

function combined(operator: string, [one, other]: [Filter, Filter]): Filter {
  if (operator === "not") return { filter: `not: ${one.filter}`, where: `NOT (${one.where})` };
  const where = [one, other].map((each) => `(${each.where})`).join(operator === "and" ? " AND " : " OR ");
  return { filter: `${operator}: [${one.filter}, ${other.filter}]`, where: `(${where})` };
}
