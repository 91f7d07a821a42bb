import { fileURLToPath } from "node:url";
import pg from "pg";
import { openEmbeddedPostgres } from "../../dist/src/database/embedded-postgres.js";

const DATA_DIR = fileURLToPath(new URL("../.data", import.meta.url));
const say = (line) => process.stderr.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
const LOG = { info: say, warn: say, error: say };

/** The one Postgres of the bench: the programs and the settings that Kho ships, fsync on, data kept in bench/.data. */
export async function openCluster() {
  const postgres = await openEmbeddedPostgres({ dataDir: DATA_DIR, log: LOG });
  return { url: postgres.url, close: () => postgres.close() };
}

export function databaseUrl(clusterUrl, name) {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs the work with one connection, dates and numerics as the texts that Postgres sends. */
export async function withClient(url, work) {
  const client = new pg.Client({
    connectionString: url,
    types: { getTypeParser: (type) => (type === 1082 ? String : pg.types.getTypeParser(type)) },
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
