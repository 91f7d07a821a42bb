import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { createDataSource, migrate } from "../../dist/src/database/data-source.js";
import { renewYears } from "../../dist/src/publication/renew-years.js";
import { loadDemo } from "../../dist/src/demo/load-demo.js";
import { databaseUrl, withClient } from "./cluster.js";
import { DATA_SET_TEXT, makeDataSet, SIZES } from "./data-set.js";
import { FUNCTIONS } from "./functions.js";

const MIGRATIONS = new URL("../../dist/migrations/", import.meta.url);

/** A database of the wanted size, loaded once and used again until its data set or Kho's migrations change. @returns its url */
export async function provideDatabase(clusterUrl, size, { fresh = false } = {}) {
  const { database } = SIZES[size];
  const url = databaseUrl(clusterUrl, database);
  if (!fresh && (await stampOf(clusterUrl, database)) === stamp()) return url;
  process.stderr.write(`Loading ${database}: ${841 * SIZES[size].areas * 120} observations ...\n`);
  await withClient(clusterUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8'`);
  });
  await migrateTo(url);
  await loadDemo(url);
  await withClient(url, async (client) => {
    await makeDataSet(client, SIZES[size]);
    // As a server does after publishing.
    await renewYears(client);
    await client.query("VACUUM (FREEZE, ANALYZE) series_year, publication_series");
    await client.query("CHECKPOINT");
    await client.query(FUNCTIONS);
  });
  // Last of all: a load that was interrupted has no stamp and is begun again.
  await withClient(clusterUrl, (client) => client.query(`COMMENT ON DATABASE ${database} IS '${stamp()}'`));
  return url;
}

/** Changes with everything that the data depends on. */
function stamp() {
  const migrations = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".js"))
    .sort();
  return createHash("sha256")
    .update(JSON.stringify([migrations, DATA_SET_TEXT, FUNCTIONS]))
    .digest("hex")
    .slice(0, 32);
}

function stampOf(clusterUrl, database) {
  return withClient(clusterUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT shobj_description(d.oid, 'pg_database') AS stamp FROM pg_database d WHERE d.datname = $1",
      [database],
    );
    return rows[0]?.stamp ?? null;
  });
}

async function migrateTo(url) {
  const dataSource = createDataSource(url);
  try {
    await migrate(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
