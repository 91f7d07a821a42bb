import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertIndicator, insertSeries, type Point, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

interface List {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const LIST =
  "{ totalCount nodes { ... on Node { id } } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";
const FORWARD = "first: $first, after: $after";
const BOTH = `${FORWARD}, last: $last, before: $before`;
const VARIABLES = "($first: Int, $after: String, $last: Int, $before: String)";

let warehouse: TestWarehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
  const url = warehouse.databaseUrl;
  await sqlOn(url, `UPDATE indicator SET national_code = '0' || id % 5 WHERE id % 3 = 0`);
  await sqlOn(
    url,
    `INSERT INTO plan (code, name_vi, year) SELECT 'P' || n, 'Kế hoạch ' || n, 2020 + n % 4 FROM generate_series(1, 20) n`,
  );
  await insertIndicator(url, "PAGES");
  await insertSeries(
    url,
    { key: "A.PAGES.77._T", indicator: "PAGES" },
    years("1", "2", null, "1", "1.0", "0", null, "-5"),
  );
  await insertSeries(
    url,
    { key: "A.PAGES.747._T", indicator: "PAGES", area: "747" },
    years("0.10", "0.1", null, "1e20", "1", "0", "2", null),
  );
  for (const area of ["748", "750", "751"])
    await insertSeries(url, { key: `A.PAGES.${area}._T`, indicator: "PAGES", area }, years("1", null));
  for (const area of ["752", "753", "754", "755"])
    await insertSeries(url, { key: `A.PAGES.${area}._T`, indicator: "PAGES", area }, []);
});
afterAll(() => warehouse.close());

function years(...values: (string | null)[]): Point[] {
  return values.map((value, i) => [`${2010 + i}-01-01`, `${2010 + i}-12-31`, value, value === null ? "O" : "A"]);
}

/** Every list of the API, as a field with the connection's arguments left open at `…`. */
const LISTS: readonly (readonly [field: string, orderings: readonly string[]])[] = [
  ["agencies(…)", ["CODE", "NAME"]],
  ["areas(…)", ["CODE", "NAME", "LEVEL"]],
  [
    `indicators(filter: { agencies: ["000.00.02.H06", "000.00.03.H06"] }, …)`,
    ["CODE", "NAME", "ABBREVIATION", "NATIONAL_CODE"],
  ],
  [`series(filter: { indicators: ["PAGES", "TT007"] }, …)`, ["KEY", "LAST_PERIOD", "OBSERVATION_COUNT"]],
  [`observations(filter: { indicators: ["PAGES"] }, …)`, ["SERIES", "PERIOD", "VALUE"]],
  ["plans(…)", ["CODE", "YEAR"]],
  ["targets(…)", ["CODE", "NAME", "DUE_DATE", "VALUE"]],
];
const ORDERED = LISTS.flatMap(([field, orderings]) =>
  orderings.flatMap((by) =>
    ["ASC", "DESC"].map((direction) => field.replace("…", `orderBy: { field: ${by}, direction: ${direction} }, …`)),
  ),
);
const NESTED = [
  `agency(code: "000.00.02.H06") { list: indicators(…) }`,
  `area(code: "77") { list: children(…) }`,
  `topic(code: "KT.CN") { list: indicators(…) }`,
  `indicator(code: "PAGES") { list: series(orderBy: { field: LAST_PERIOD, direction: DESC }, …) }`,
  `indicator(code: "PAGES") { list: observations(areas: ["77", "747", "748"], …) }`,
  `indicator(code: "PAGES") { list: observations(areas: ["77", "747", "748"], direction: DESC, …) }`,
  `plan(code: "CDS2023") { list: targets(orderBy: { field: VALUE, direction: DESC }, …) }`,
];

async function read(field: string, page: Record<string, unknown>): Promise<List> {
  const query = field.includes("list:") ? field : `list: ${field}`;
  const args = field.startsWith("search") ? FORWARD : BOTH;
  const variables = args === FORWARD ? "($first: Int, $after: String)" : VARIABLES;
  const { data, errors } = await warehouse.ask(
    `query ${variables} { ${query.replace("…)", `${args}) ${LIST}`)} }`,
    page,
  );
  expect(errors).toBeUndefined();
  return data.list ?? Object.values(data as Record<string, { list: List }>)[0]!.list;
}

const ids = (list: List) => list.nodes.map(({ id }) => id);

async function forward(field: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await read(field, { first: 7, after });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    found.push(...ids(page));
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
  }
}

async function backward(field: string): Promise<string[]> {
  const found: string[] = [];
  for (let before: string | null = null; ;) {
    const page = await read(field, { last: 7, before });
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    found.unshift(...ids(page));
    if (!page.pageInfo.hasPreviousPage) return found;
    before = page.pageInfo.startCursor;
  }
}

describe("pages laid end to end are the list", () => {
  it.each([...ORDERED, ...NESTED])("%s", async (field) => {
    const whole = await read(field, { first: 100 });
    expect(whole.pageInfo.hasNextPage).toBe(false);
    expect(new Set(ids(whole)).size).toBe(whole.totalCount);
    expect(whole.totalCount).toBeGreaterThan(7);
    expect(await forward(field)).toEqual(ids(whole));
    expect(await backward(field)).toEqual(ids(whole));
  });

  it("of a search, which is read forwards only", async () => {
    const field = `search(text: "phường", …)`;
    const whole = await read(field, { first: 100 });
    expect(whole.totalCount).toBe(whole.nodes.length);
    expect(await forward(field)).toEqual(ids(whole));
  });
});

describe("an ordering", () => {
  it.each(["ASC", "DESC"])("puts observations without a value last, %s", async (direction) => {
    const { data } = await warehouse.ask(
      `{ observations(filter: { indicators: ["PAGES"], areas: ["77"] }, orderBy: { field: VALUE, direction: ${direction} }) { nodes { value } } }`,
    );
    const values = (data.observations.nodes as { value: string | null }[]).map(({ value }) => value);
    expect(values.map(Number)).toEqual(direction === "ASC" ? [-5, 0, 1, 1, 1, 2, 0, 0] : [2, 1, 1, 1, 0, -5, 0, 0]);
    expect(values.slice(6)).toEqual([null, null]);
  });
});

describe("a page", () => {
  it("tells its edges' cursors as the page info does", async () => {
    const { edges, pageInfo } = await read("agencies(…)", { first: 3 });
    expect([edges[0]!.cursor, edges[2]!.cursor]).toEqual([pageInfo.startCursor, pageInfo.endCursor]);
  });

  it("lies between two cursors, with something at both sides", async () => {
    const { edges, nodes } = await read("agencies(…)", { first: 5 });
    const between = await read("agencies(…)", { first: 10, after: edges[0]!.cursor, before: edges[4]!.cursor });
    expect(ids(between)).toEqual(nodes.slice(1, 4).map(({ id }) => id));
    expect(between.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it("is empty without cursors where there is nothing", async () => {
    const { data } = await warehouse.ask(
      `{ agencies(filter: { codes: ["000.00.02.H06"], kinds: [CENTRAL] }) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    expect(data.agencies).toEqual({ totalCount: 0, nodes: [], pageInfo });
  });

  it("is cut off below each parent, and counted below each parent", async () => {
    const { data } = await warehouse.ask(
      `{ areas(filter: { levels: [2] }, first: 3) { nodes { children(first: 2) { totalCount nodes { code } pageInfo { hasNextPage } } } } }`,
    );
    const counts = data.areas.nodes.map(({ children }: { children: List }) => [
      children.totalCount,
      children.nodes.length,
      children.pageInfo.hasNextPage,
    ]);
    expect(counts).toEqual([
      [17, 2, true],
      [11, 2, true],
      [16, 2, true],
    ]);
  });

  it.each([
    ["first: 0", "first is 0; it must lie between 1 and 100."],
    ["first: -1", "first is -1; it must lie between 1 and 100."],
    ["first: 101", "first is 101; it must lie between 1 and 100."],
    ["last: 101", "last is 101; it must lie between 1 and 100."],
    ["first: 5, last: 5", "Give either first or last, not both."],
  ])("refuses %s", async (args, message) => {
    for (const field of ["agencies", "plans", `agency(code: "000.00.02.H06") { indicators`]) {
      const end = field.endsWith("indicators") ? "}" : "";
      const { errors } = await warehouse.ask(`{ ${field}(${args}) { nodes { id } } ${end} }`);
      expect(errors![0]).toMatchObject({ message, extensions: { code: "BAD_USER_INPUT" } });
    }
  });
});

describe("a cursor", () => {
  it("stays valid when rows are inserted before it", async () => {
    const first = await read("agencies(…)", { first: 3 });
    const expected = ids(await read("agencies(…)", { first: 6 })).slice(3);
    await sqlOn(
      warehouse.databaseUrl,
      `INSERT INTO agency (code, name_vi, kind, valid_from) VALUES ('000.00.00.H00', 'Cơ quan mới', 'CENTRAL', '2023-01-01')`,
    );
    expect(ids(await read("agencies(…)", { first: 3, after: first.pageInfo.endCursor }))).toEqual(expected);
  });

  it("of another ordering is refused", async () => {
    const { pageInfo } = await read("agencies(orderBy: { field: NAME }, …)", { first: 3 });
    const { errors } = await warehouse.ask(`{ agencies(after: "${pageInfo.endCursor}") { nodes { id } } }`);
    expect(errors![0]!.message).toBe("The cursor belongs to another ordering than CODE.ASC.");
  });

  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  it.each([
    ["empty", ""],
    ["no base64", "💥"],
    ["no list", Buffer.from(`{"a":1}`).toString("base64url")],
    ["too short", made("VALUE.ASC", "1", 1)],
    ["too long", made("VALUE.ASC", "1", 1, "2020-01-01", 1)],
    ["a text for a number", made("VALUE.ASC", "1; DROP TABLE area", 1, "2020-01-01")],
    ["an object for a number", made("VALUE.ASC", { a: 1 }, 1, "2020-01-01")],
    ["NaN", made("VALUE.ASC", "NaN", 1, "2020-01-01")],
    ["null for what is never null", made("VALUE.ASC", "1", null, "2020-01-01")],
    ["a huge number", made("VALUE.ASC", "9".repeat(500), 1, "2020-01-01")],
    ["a huge id", made("VALUE.ASC", "1", 9999999999, "2020-01-01")],
    ["no day", made("VALUE.ASC", "1", 1, "2020-02-31")],
    ["NUL", made("VALUE.ASC", "1", 1, "2020-01-0\0")],
  ])("that was edited is refused: %s", async (_fault, cursor) => {
    const query = `query ($cursor: String) { observations(filter: {}, orderBy: { field: VALUE }, after: $cursor) { nodes { id } } }`;
    const { data, errors } = await warehouse.ask(query, { cursor });
    expect([data, errors![0]!.extensions.code]).toEqual([null, "BAD_USER_INPUT"]);
  });

  it("with NUL in a text is refused", async () => {
    const { errors } = await warehouse.ask(`query ($c: String) { agencies(after: $c) { nodes { id } } }`, {
      c: made("CODE.ASC", "a\0", 1),
    });
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });
});
