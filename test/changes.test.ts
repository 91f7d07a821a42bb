import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RandomHistory, randomOf, type Snapshot } from "./support/random-history.js";
import { insertIndicator, sqlOn } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
let client: pg.Client;
let history: RandomHistory;

interface Change {
  readonly kind: string;
  readonly version: number;
  readonly observationId: string;
  readonly value: string | null;
  readonly status: string | null;
  readonly previousValue: string | null;
}
const CHANGE = "kind version observationId value status previousValue";

/** Letters of statuses, by their names in the API. */
const LETTERS: Readonly<Record<string, string>> = { NORMAL: "A", MISSING: "O" };

beforeAll(async () => {
  warehouse = await openWarehouse();
  client = new pg.Client({ connectionString: warehouse.databaseUrl });
  await client.connect();
  await insertIndicator(warehouse.databaseUrl, "FEED");
  await insertIndicator(warehouse.databaseUrl, "HIDDEN", { access: "RESTRICTED" });
  history = new RandomHistory(client, await makeSeries("FEED"), randomOf(7));
  for (let i = 0; i < 8; i++) await history.publish(30);
});
afterAll(async () => {
  await client.end();
  await warehouse.close();
});

async function makeSeries(indicator: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
     SELECT 'M.' || i.code || '.' || a.code || '._T', i.id, a.id, 'M', '_T', 'DELIVERED'
     FROM indicator i, area a WHERE i.code = $1 AND a.level = 2 RETURNING id`,
    [indicator],
  );
  return rows.map(({ id }) => id);
}

/** Reads the feed to its end; `between` runs after each page. */
async function readAll(
  after: string | null,
  filter: string,
  between: () => Promise<unknown> = async () => {},
): Promise<Change[]> {
  const found: Change[] = [];
  let place = after;
  for (let more = true; more;) {
    const { data, errors } = await warehouse.askOnce(
      `query ($after: String) { changes(after: $after, first: 40, filter: ${filter}) { nodes { ${CHANGE} } pageInfo { hasNextPage endCursor } } }`,
      { after: place },
    );
    expect(errors).toBeUndefined();
    found.push(...(data.changes.nodes as Change[]));
    place = (data.changes.pageInfo.endCursor as string | null) ?? place;
    more = data.changes.pageInfo.hasNextPage as boolean;
    await between();
  }
  return found;
}

/** What happened from one copy of everything to the next one. */
function difference(version: number, before: Snapshot, after: Snapshot): string[] {
  const lines: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, now] = [before.get(key), after.get(key)];
    if (!was) lines.push(`${version} ${key} INSERTED ${now!.value} ${now!.status}`);
    else if (!now) lines.push(`${version} ${key} WITHDRAWN, was ${was.value}`);
    else if (now.publication !== was.publication)
      lines.push(`${version} ${key} UPDATED ${now.value} ${now.status}, was ${was.value}`);
  }
  return lines.sort();
}

function lineOf({ kind, version, observationId, value, status, previousValue }: Change): string {
  const key = Buffer.from(observationId, "base64url").toString().replace("Observation:", "");
  const now = kind === "WITHDRAWN" ? "" : ` ${value} ${LETTERS[status!]}`;
  return `${version} ${key} ${kind}${now}${kind === "INSERTED" ? "" : `, was ${previousValue}`}`;
}

function expectedSince(version: number): string[] {
  const snapshots = [...history.snapshots];
  return snapshots.flatMap(([publication, snapshot], i) =>
    publication > version ? difference(publication, snapshots[i - 1]?.[1] ?? new Map(), snapshot) : [],
  );
}

const FEED = `{ indicators: ["FEED"] }`;

describe("the change feed", () => {
  it.each([3, 5, 8, 10])("has every insert, update and withdrawal since version %i, once", async (version) => {
    const changes = await readAll(String(version), FEED);
    const lines = changes.map(lineOf);
    expect(lines.toSorted()).toEqual(expectedSince(version).sort());
    expect(changes.map((change) => change.version)).toEqual(
      changes.map((change) => change.version).toSorted((a, b) => a - b),
    );
  });

  it("is complete also when publications arrive between its pages", async () => {
    let publications = 0;
    const changes = await readAll("3", FEED, async () => (++publications <= 3 ? history.publish(20) : undefined));
    expect(publications).toBeGreaterThan(3);
    expect(changes.map(lineOf).sort()).toEqual(expectedSince(3).sort());
  });

  it("goes on from the end of what was read", async () => {
    const first = await warehouse.ask(
      `{ changes(after: "10", filter: ${FEED}) { version pageInfo { hasNextPage endCursor } } }`,
    );
    const { endCursor } = first.data.changes.pageInfo;
    const nothing = `{ changes(after: "${endCursor}", filter: ${FEED}) { version nodes { kind } pageInfo { hasNextPage endCursor } } }`;
    const { data } = await warehouse.ask(nothing);
    expect(data.changes).toEqual({
      version: first.data.changes.version,
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    const version = await history.publish(10);
    const next = await warehouse.ask(
      `{ changes(after: "${endCursor}", filter: ${FEED}) { version nodes { version } } }`,
    );
    expect(next.data.changes.version).toBe(String(version));
    expect(new Set(next.data.changes.nodes.map((change: Change) => change.version))).toEqual(new Set([version]));
  });

  it("agrees with the counts of each publication of the demo", async () => {
    const { data } = await warehouse.ask(
      `{ changes(after: "1", filter: { kinds: [INSERTED, WITHDRAWN] }, first: 1) { nodes { version } } }`,
    );
    expect(data.changes.nodes[0].version).toBeGreaterThan(3);
    const [counted] = await sqlOn<{ updated: number }>(
      warehouse.databaseUrl,
      `SELECT updated FROM publication WHERE id = 2`,
    );
    const changes = await readAll("1", `{ kinds: [UPDATED] }`);
    expect(changes.filter(({ version }) => version === 2)).toHaveLength(counted!.updated);
  });

  it("tells a withdrawal and what takes its place in the same version, in this order", async () => {
    const [series] = await makeSeries("HIDDEN")
      .then(() => client.query<{ id: number }>(`SELECT id FROM series WHERE key = 'M.TC001.747._T'`))
      .then(({ rows }) => rows);
    await client.query(
      `WITH p AS (INSERT INTO publication (origin) VALUES ('sample replaced') RETURNING id),
       gone AS (DELETE FROM observation o WHERE o.series_id = $1 AND o.period_start = '2023-12-01' RETURNING o.*),
       kept AS (INSERT INTO observation_history (series_id, period_start, period_end, from_publication, to_publication, value, status, reason)
         SELECT g.series_id, g.period_start, g.period_end, g.publication_id, p.id, 5, 'A', 'WITHDRAWN' FROM gone g, p)
       SELECT FROM p`,
      [series!.id],
    );
    await client.query(
      `INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status) SELECT $1, '2023-12-01', '2023-12-31', max(id), 7, 'A' FROM publication`,
      [series!.id],
    );
    const { data } = await warehouse.ask(
      `{ changes(after: "11", filter: { keys: ["M.TC001.747._T"] }) { nodes { kind value status previousValue period { code label } series { key } indicator { code } area { code } publication { origin } } } }`,
    );
    const common = {
      period: { code: "2023-12", label: "Tháng 12/2023" },
      series: { key: "M.TC001.747._T" },
      indicator: { code: "TC001" },
      area: { code: "747" },
      publication: { origin: "sample replaced" },
    };
    expect(data.changes.nodes).toEqual([
      { kind: "WITHDRAWN", value: null, status: null, previousValue: "5", ...common },
      { kind: "INSERTED", value: "7", status: "NORMAL", previousValue: null, ...common },
    ]);
  });

  it("does not show what the viewer may not see, nor that it is there", async () => {
    const before = await readAll("3", "{}");
    const { rows } = await client.query<{ id: number }>(
      `SELECT s.id FROM series s JOIN indicator i ON i.id = s.indicator_id WHERE i.code = 'HIDDEN'`,
    );
    const hidden = new RandomHistory(
      client,
      rows.map(({ id }) => id),
      randomOf(1),
    );
    for (let i = 0; i < 3; i++) await hidden.publish(20);
    expect(await readAll("3", "{}")).toEqual(before);
    const { errors } = await warehouse.ask(
      `{ changes(after: "3", filter: { indicators: ["HIDDEN"] }) { nodes { kind } } }`,
    );
    expect(errors![0]).toMatchObject({ message: "Unknown indicators: HIDDEN.", extensions: { code: "NOT_FOUND" } });
  });

  it.each([
    [`{ kinds: [WITHDRAWN], agencies: ["000.00.05.H06"] }`, "kind"],
    [`{ areas: ["747", "754"], indicators: ["FEED"] }`, "area"],
    [`{ keys: ["M.FEED.747._T"], kinds: [UPDATED, INSERTED] }`, "key"],
  ])("is filtered by %s", async (filter) => {
    const all = await readAll("3", "{}");
    const some = await readAll("3", filter);
    expect(some.length).toBeLessThan(all.length);
    const ids = new Set(some.map((change) => JSON.stringify(change)));
    expect(all.filter((change) => ids.has(JSON.stringify(change)))).toEqual(some);
  });

  it.each([
    [`after: "99"`, /There is no data version 99; the newest is \d+/],
    [`after: "x"`, /The cursor is not one of this warehouse/],
    [`first: 101`, /first is 101; it must lie between 1 and 100/],
    [`filter: { kinds: [] }`, /filter.kinds is an empty list/],
  ])("refuses %s", async (args, message) => {
    const { errors } = await warehouse.ask(`{ changes(${args}) { nodes { kind } } }`);
    expect(errors![0]!.message).toMatch(message);
    expect(errors![0]!.extensions.code).toBe("BAD_USER_INPUT");
  });

  it("never reads all observations: neither a page nor a small version in a large warehouse", async () => {
    const texts = await warehouse.statementsOf(() =>
      warehouse.askOnce(`{ changes(after: "1", filter: { kinds: [UPDATED] }) { nodes { kind } } }`),
    );
    const page = texts.find((text) => text.includes("publication_series"))!;
    const plan = await explain(page, (page.match(/\$\d+/g) ?? []).length);
    expect(plan).not.toMatch(/Seq Scan on observation\b/);
    expect(plan).toMatch(/Index Scan using observation_pkey/);
  });
});

/** The plan that serves any parameters. */
async function explain(text: string, parameters: number): Promise<string> {
  await client.query(`SET plan_cache_mode = force_generic_plan`);
  await client.query(`PREPARE page AS ${text}`);
  const { rows } = await client.query<Record<"QUERY PLAN", string>>(
    `EXPLAIN EXECUTE page (${Array.from({ length: parameters }, () => "NULL").join(", ")})`,
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}
