import { createServer } from "node:http";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withClient } from "../data/cluster.js";
import { kho } from "./process.js";

const PERIODS = ["2023-10", "2023-11", "2023-12"];

/**
 * The demo province's 841 indicators, each for the province and its districts and the last three months, delivered by its 26
 * agencies' systems over HTTP: the first day, and a day on which some of it has changed.
 */
export async function measureDay(databaseUrl, folder) {
  await kho(databaseUrl, ["demo"]);
  const { agencies, areas } = await catalogue(databaseUrl);
  let day = 0;
  const server = createServer((request, response) => {
    const agency = agencies.get(decodeURIComponent(request.url.slice(1)));
    response.setHeader("content-type", "application/json").end(JSON.stringify(recordsOf(agency, areas, day)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const sources = writeSources(folder, agencies, server.address().port);
  const first = await kho(databaseUrl, ["sync", "--json"], { KHO_SOURCES: sources });
  day = 1;
  const next = await kho(databaseUrl, ["sync", "--json"], { KHO_SOURCES: sources });
  server.close();
  const results = JSON.parse(next.text);
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  return [
    ["sources", results.length],
    ["records", sum("received")],
    ["  updated", sum("updated")],
    ["first day, s", first.seconds],
    ["next day, s (under 30)", next.seconds],
    ["  RSS at most, MB (under 400)", next.peak],
  ];
}

function catalogue(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(`
      SELECT a.code AS agency, i.code AS indicator, i.frequency FROM indicator i JOIN agency a ON a.id = i.agency_id
      WHERE NOT EXISTS (SELECT FROM formula f WHERE f.indicator_id = i.id) ORDER BY i.id`);
    const { rows: areas } = await client.query(`SELECT code FROM area WHERE level IN (1, 2) ORDER BY id`);
    return { agencies: Map.groupBy(rows, ({ agency }) => agency), areas: areas.map(({ code }) => code) };
  });
}

function recordsOf(indicators, areas, day) {
  return indicators.flatMap(({ indicator }, i) =>
    areas.flatMap((area, a) =>
      PERIODS.map((period, p) => {
        const changes = day > 0 && (i + a + p) % 20 === 0;
        return { indicator, area, period, value: String(1000 + i * 10 + a + (changes ? day : 0)) };
      }),
    ),
  );
}

function writeSources(folder, agencies, port) {
  const sources = join(folder, "sources");
  mkdirSync(sources, { recursive: true });
  for (const [n, agency] of [...agencies.keys()].entries())
    writeFileSync(
      join(sources, `s${n}.yaml`),
      `code: S${n}
agency: ${agency}
kind: json
address: http://127.0.0.1:${port}/${encodeURIComponent(agency)}
privateNetworks: [127.0.0.0/8]
delivery: snapshot
fields:
  indicator: indicator
  area: area
  period: period
  value: value
`,
    );
  return sources;
}
