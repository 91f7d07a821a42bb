import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RandomHistory, randomOf } from "./support/random-history.js";
import { insertIndicator } from "./support/sql.js";
import { openWarehouse, type TestWarehouse } from "./support/warehouse.js";

let warehouse: TestWarehouse;
let client: pg.Client;
let history: RandomHistory;

beforeAll(async () => {
  warehouse = await openWarehouse();
  client = new pg.Client({ connectionString: warehouse.databaseUrl });
  await client.connect();
  await insertIndicator(warehouse.databaseUrl, "FEED");
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, provenance)
     SELECT 'M.FEED.' || a.code || '._T', i.id, a.id, 'M', '_T', 'DELIVERED'
     FROM indicator i, area a WHERE i.code = 'FEED' AND a.level = 2 RETURNING id`,
  );
  history = new RandomHistory(
    client,
    rows.map(({ id }) => id),
    randomOf(7),
  );
  for (let i = 0; i < 8; i++) await history.publish(30);
});
afterAll(async () => {
  await client.end();
  await warehouse.close();
});

describe("the revisions of an observation", () => {
  it("are every value that it had, the newest first", async () => {
    const key = [...history.snapshots.values()].at(-1)!.keys().next().value!;
    const id = Buffer.from(`Observation:${key}`).toString("base64url");
    const { data } = await warehouse.ask(
      `query ($id: ID!) { node(id: $id) { ... on Observation { value isRevised revisions(first: 100) { totalCount nodes { value status reason from { version } to { version } } } } } }`,
      { id },
    );
    interface Revision {
      value: string | null;
      reason: string | null;
      from: { version: number };
      to: { version: number } | null;
    }
    const nodes = data.node.revisions.nodes as Revision[];
    const stood: { value: string | null; from: number; to: number | null }[] = [];
    for (const [version, snapshot] of history.snapshots) {
      const now = snapshot.get(key);
      const last = stood.at(-1);
      if (last?.to === null && now?.publication === last.from) continue;
      if (last?.to === null) last.to = version;
      if (now) stood.push({ value: now.value, from: now.publication, to: null });
    }
    expect(nodes.map(({ value, from, to }) => ({ value, from: from.version, to: to?.version ?? null }))).toEqual(
      stood.toReversed(),
    );
    expect(data.node.revisions.totalCount).toBe(stood.length);
    expect(nodes[0]).toMatchObject({ reason: null, to: null });
  });

  it("as of a version are those that it had then", async () => {
    const { data } = await warehouse.ask(
      `query ($id: ID!) { now: node(id: $id) { ...R } three: node(id: $id, asOf: "3") { ...R } }
       fragment R on Observation { revisions { nodes { value reason to { version } } pageInfo { hasNextPage } } }`,
      { id: await revisedId() },
    );
    expect(data.now).toEqual({
      revisions: {
        nodes: [
          { value: "1", reason: null, to: null },
          expect.objectContaining({ reason: "REVISED" }),
          expect.objectContaining({ reason: "REVISED" }),
        ],
        pageInfo: { hasNextPage: false },
      },
    });
    expect(data.three.revisions.nodes).toEqual([
      { ...data.now.revisions.nodes[1], reason: null, to: null },
      data.now.revisions.nodes[2],
    ]);
  });

  it("are pages, and one statement for all observations", async () => {
    const page = `revisions(first: 1) { edges { cursor } pageInfo { hasNextPage } }`;
    const { data } = await warehouse.ask(`query ($id: ID!) { node(id: $id) { ... on Observation { ${page} } } }`, {
      id: await revisedId(),
    });
    expect(data.node.revisions).toMatchObject({ pageInfo: { hasNextPage: true } });
    const texts = await warehouse.statementsOf(() =>
      warehouse.askOnce(
        `{ observations(filter: { keys: ["M.TC002.77._T"] }, first: 50) { nodes { revisions { nodes { value } } } } }`,
      ),
    );
    expect(
      texts.filter((text) => text.includes("unnest($1::int[], $2::date[])") || text.includes("WITH ORDINALITY")),
    ).toHaveLength(1);
    expect(texts).toHaveLength(3);
  });
});

let revised: string | undefined;
/** An observation of the demo that version 2 or 3 revised, and that is revised again. */
async function revisedId(): Promise<string> {
  if (revised) return revised;
  const { rows } = await client.query<{ series: number; start: string; key: string }>(
    `SELECT h.series_id AS series, h.period_start::text AS start, s.key FROM observation_history h
     JOIN series s ON s.id = h.series_id WHERE h.to_publication = 3 AND h.from_publication = 1 AND h.reason = 'REVISED'
     ORDER BY 1, 2 LIMIT 1`,
  );
  const { series, start } = rows[0]!;
  await client.query("BEGIN");
  await client.query(`INSERT INTO publication (origin) VALUES ('again')`);
  await client.query(
    `INSERT INTO observation_history SELECT o.series_id, o.period_start, o.period_end, o.publication_id, (SELECT max(id) FROM publication), o.value, o.status, 'REVISED', o.comment
     FROM observation o WHERE o.series_id = $1 AND o.period_start = $2`,
    [series, start],
  );
  await client.query(
    `UPDATE observation SET value = 1, status = 'A', publication_id = (SELECT max(id) FROM publication) WHERE series_id = $1 AND period_start = $2`,
    [series, start],
  );
  await client.query("COMMIT");
  return (revised = Buffer.from(`Observation:${series}:${start}`).toString("base64url"));
}
