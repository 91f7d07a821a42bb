import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseUrl, openCluster, withClient } from "../data/cluster.js";
import { measureDay } from "./day.js";
import { measureLoad, measureRevision } from "./load.js";
import { measureReaders } from "./readers.js";

/** How fast deliveries come in, as ratios of one run. `node bench/ingestion/run.js [load|revise|readers|day] [rows]` */
const [only, rowsGiven] = process.argv.slice(2);
const rows = Number(rowsGiven ?? 2_000_000);

const STEPS = {
  load: (url, folder) => measureLoad(url, folder, rows),
  readers: (url, folder) => measureReaders(url, folder),
  revise: (url, folder) => measureRevision(url, folder, rows / 2),
  day: (url, folder) => measureDay(url, folder),
};
/** Readers read what the load has left. */
const DATABASE = { load: "ingest_load", readers: "ingest_load", revise: "ingest_revise", day: "ingest_day" };

const cluster = await openCluster();
const folder = mkdtempSync(join(tmpdir(), "kho-bench-"));
try {
  for (const step of only ? [only] : Object.keys(STEPS)) {
    const name = DATABASE[step];
    if (step !== "readers") await remake(cluster.url, name);
    const figures = await STEPS[step](databaseUrl(cluster.url, name), folder);
    const text = figures.map(([what, figure]) => `${what.padEnd(52)}${shown(figure)}`).join("\n");
    process.stdout.write(`${step}\n${text}\n\n`);
  }
} finally {
  await cluster.close();
  rmSync(folder, { recursive: true });
}

async function remake(url, name) {
  await withClient(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
}

function shown(figure) {
  return typeof figure === "number" ? (Number.isInteger(figure) ? String(figure) : figure.toFixed(2)) : figure;
}
