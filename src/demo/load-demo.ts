import { Client } from "pg";
import { AppError } from "../shared/errors.js";
import { catalogueOf } from "./catalogue.js";
import type { Catalogue } from "./catalogue.js";
import { catalogueRows } from "./catalogue.rows.js";
import { compositeRows } from "./composite.rows.js";
import { copyLines, copyRows } from "./copy.js";
import type { TableRows } from "./copy.js";
import { readDemoFiles } from "./demo-files.js";
import { deriveFigures } from "./derived-figures.js";
import type { DerivedCounts } from "./derived-figures.js";
import { HISTORY_COLUMNS, OBSERVATION_COLUMNS } from "./observation-lines.js";
import { planRows } from "./plan.rows.js";
import { FIRST_PUBLICATION, publicationRows } from "./publication.rows.js";
import { seriesContent } from "./series.rows.js";
import type { SeriesContent } from "./series.rows.js";

/** Any number that no other advisory lock of Kho uses. */
const LOAD_LOCK = 1_692_800_001;

/** Where a row of any of these lies, the warehouse belongs to somebody. */
const CONTENT = ["area", "agency", "unit", "topic", "dimension", "indicator", "series", "publication", "plan"];

export interface DemoOptions {
  /** Called with a line for people as each step begins. */
  readonly onProgress?: (step: string) => void;
}

export interface DemoCounts {
  readonly agencies: number;
  readonly indicators: number;
  readonly areas: number;
  readonly series: number;
  readonly observations: number;
  readonly targets: number;
  readonly milliseconds: number;
}

/**
 * Fills an empty, migrated warehouse with the demo province, in one transaction. Every load gives the same rows.
 * @throws AppError CONFLICT when the warehouse holds anything; nothing is changed then
 */
export async function loadDemo(databaseUrl: string, options: DemoOptions = {}): Promise<DemoCounts> {
  const began = performance.now();
  const tell = options.onProgress ?? (() => {});
  return withClient(databaseUrl, async (client) => {
    const counts = await inTransaction(client, () => fill(client, tell));
    tell("measuring the tables for the query planner");
    await client.query("ANALYZE");
    return { ...counts, milliseconds: Math.round(performance.now() - began) };
  });
}

/** True for a migrated database without any content. */
export function isWarehouseEmpty(databaseUrl: string): Promise<boolean> {
  return withClient(databaseUrl, isEmpty);
}

type Tell = (step: string) => void;

async function fill(client: Client, tell: Tell): Promise<Omit<DemoCounts, "milliseconds">> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [LOAD_LOCK]);
  if (!(await isEmpty(client)))
    throw new AppError("CONFLICT", "the warehouse already holds data; the demo needs an empty one");
  tell("reading the demo files");
  const catalogue = catalogueOf(readDemoFiles());
  tell(`working out the series of ${catalogue.indicators.length} indicators`);
  const content = seriesContent(catalogue);
  tell(`writing ${content.lines.current.length} observations`);
  const plans = planRows(catalogue, content.provinceSeries);
  await write(client, catalogue, content, plans);
  tell(`computing ${catalogue.files.formulas.length} indicators by their formulas`);
  const derived = await deriveFigures(client, catalogue);
  return countsOf(catalogue, content, derived);
}

async function write(
  client: Client,
  catalogue: Catalogue,
  { series, breakdowns, lines }: SeriesContent,
  plans: readonly TableRows[],
): Promise<void> {
  const small = [...catalogueRows(catalogue), publicationRows(lines), series, breakdowns, ...plans, ...compositeRows(catalogue)];
  for (const table of small) {
    await copyRows(client, table);
    // What comes after the publications came with the first of them, not with the last.
    if (table.table === "publication") await client.query("SELECT set_config('kho.publication', $1, TRUE)", [String(FIRST_PUBLICATION)]);
  }
  await copyLines(client, "observation", OBSERVATION_COLUMNS, lines.current);
  await copyLines(client, "observation_history", HISTORY_COLUMNS, lines.history);
  for (const { table, rows } of small) if (rows[0]?.id !== undefined) await moveSequence(client, table);
}

/** Ids were given by us, so the next one that Postgres gives must lie beyond. */
async function moveSequence(client: Client, table: string): Promise<void> {
  await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(t.id) FROM ${table} t))`);
}

function countsOf(
  { files, areas, agencies, indicators }: Catalogue,
  { series, lines }: SeriesContent,
  derived: DerivedCounts,
) {
  return {
    agencies: agencies.length,
    indicators: indicators.length,
    areas: areas.length,
    series: series.rows.length + derived.series,
    observations: lines.current.length + derived.observations,
    targets: new Set(files.targets.map(({ code }) => code)).size,
  };
}

async function isEmpty(client: Client): Promise<boolean> {
  const filled = CONTENT.map((table) => `EXISTS (SELECT FROM ${table})`).join(" OR ");
  const { rows } = await client.query<{ filled: boolean }>(`SELECT ${filled} AS filled`);
  return !rows[0]!.filled;
}

async function inTransaction<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the connection may be the very thing that failed
    throw error;
  }
}

async function withClient<Result>(databaseUrl: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: databaseUrl, application_name: "kho demo" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
