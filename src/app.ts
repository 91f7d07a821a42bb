import "reflect-metadata";
import type { Logger } from "pino";
import { system } from "./access/viewer.js";
import { openClientDesk } from "./app-clients.js";
import { makeSchema } from "./app-schema.js";
import { openDatabase, startServing } from "./app-serving.js";
import { schedulerBeside } from "./app-scheduler.js";
import { startWorkers } from "./app-workers.js";
import { keepYears } from "./app-years.js";
import type { ClientWork, MigrateOptions, Session, Warehouse } from "./commands/app-door.js";
import type { Config } from "./config/config.js";
import { readEnvironment } from "./config/environment.js";
import { makeApiLogins } from "./database/api-logins.js";
import { createDataSource, migrate, migrateTo, migrationStates, stepBack } from "./database/data-source.js";
import type { Database } from "./database/database.js";
import { RowMemory } from "./database/row-memory.js";
import { openPostgres } from "./database/postgres.opener.js";
import { isWarehouseEmpty, loadDemo as loadDemoInto } from "./demo/load-demo.js";
import { printSdl } from "./graphql/schema.js";
import { openSources } from "./simulated/simulated-sources.js";
import { PublicationReads } from "./publication/publication.reads.js";
import { LIMITS } from "./shared/limits.js";

export { dropFormula, listFormulas, loadCompositeIndex, loadFormulaFile, setFormula } from "./app-formulas.js";

const SIMULATED_LINE =
  "Sources     simulated LRIS, finance and health systems: `npx kho sync` in another terminal fetches from them";

/**
 * Opens the database, brings it up to date, fills it with the demo if it is empty and wanted, and serves it.
 * @param told to stop: the start then ends between two of its steps, with the reason of the signal as error
 */
export async function startWarehouse(config: Config, log: Logger, told: AbortSignal): Promise<Warehouse> {
  const postgres = await openPostgres(config, log);
  try {
    told.throwIfAborted();
    await migrateTo(postgres.url);
    told.throwIfAborted();
    if (config.demo && (await isWarehouseEmpty(postgres.url))) await loadDemoInto(postgres.url);
    told.throwIfAborted();
    const logins = await makeApiLogins(postgres.url, log, config.logins);
    const serving =
      config.workers > 1 ? await startWorkers(config, log, logins) : await startServing(config, log, logins);
    const sources = await openSources(config, readEnvironment());
    const scheduler = config.scheduler ? await schedulerBeside(config, log, postgres.url) : null;
    const years = await keepYears(postgres.url, log);
    return {
      url: `${serving.url}/graphql`,
      explorerUrl: config.explorer ? `${serving.url}/explorer` : null,
      summary: [...(await summarise(config, postgres.url)), ...(sources.isSimulated ? [SIMULATED_LINE] : [])],
      close: async () => {
        await Promise.all([scheduler?.close(), serving.close(), sources.close(), years.close()]);
        await postgres.close();
      },
    };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

/** The lines of `kho migrate`. */
export async function migrateWarehouse({ url }: Session, { down, status }: MigrateOptions): Promise<readonly string[]> {
  const dataSource = createDataSource(url);
  try {
    if (status)
      return (await migrationStates(dataSource)).map(
        ({ name, applied }) => `${applied ? "applied" : "missing"}  ${name}`,
      );
    const names = down === undefined ? await migrate(dataSource) : await stepBack(dataSource, down);
    const verb = down === undefined ? "applied" : "undone";
    return names.length > 0
      ? names.map((name) => `${verb}  ${name}`)
      : [`Nothing to be ${verb}: the database is up to date.`];
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

/** The lines of `kho demo`. */
export async function loadDemo({ url, config }: Session): Promise<readonly string[]> {
  await migrateTo(url);
  await loadDemoInto(url);
  return summarise(config, url);
}

/** `kho client`. */
export async function atClientDesk(session: Session, work: ClientWork): Promise<readonly string[]> {
  await migrateTo(session.url);
  return openClientDesk(session, work);
}

/** The schema as text; it needs no database, because nothing is asked of it. */
export function schemaText(): string {
  const unasked = { rows: () => Promise.reject(new Error("no database")) } as unknown as Database;
  return printSdl(
    makeSchema(
      unasked,
      { province: "", timeZone: "", softwareVersion: "", limits: LIMITS, today: () => "" },
      { current: null, onMove: () => () => undefined },
      { db: unasked, clients: { forget() {} }, audit: null },
      "",
    ),
  );
}

async function summarise(config: Config, url: string): Promise<string[]> {
  const db = openDatabase(config, url);
  try {
    return await summaryOf(db);
  } finally {
    await db.close();
  }
}

async function summaryOf(db: Database): Promise<string[]> {
  const reads = new PublicationReads(db, new RowMemory(() => null));
  const [counts, newest] = await Promise.all([reads.counts(system), reads.newest()]);
  if (!newest)
    return ["Data        none yet: `npx kho demo` loads a demo province, `npx kho import FILE.csv` your own data"];
  const sample = counts.hasSampleData ? " (demo province: sample series say so, published figures are cited)" : "";
  const number = (count: number) => count.toLocaleString("en-US");
  return [
    `Data        version ${newest.version}: ${number(counts.agencies)} agencies, ${number(counts.indicators)} indicators, ` +
      `${number(counts.series)} series, ${number(counts.observations)} observations, ${number(counts.targets)} targets${sample}`,
  ];
}
