import { join } from "node:path";
import { writeDelivery } from "./files.js";
import { kho, psql } from "./process.js";

const OPTIONS = ["--create", "all", "--agency", "A", "--agency-kind", "CENTRAL", "--area-level", "1", "--set", "unit=U"];

/** A first load against `psql \copy` of the same rows, and a delivery of which one row in a hundred has changed. */
export async function measureLoad(databaseUrl, folder, rows) {
  const first = join(folder, "first.csv");
  const second = join(folder, "second.csv");
  const plain = join(folder, "rows.tsv");
  await writeDelivery(first, rows);
  await writeDelivery(second, rows, (row) => row % 100 === 7);
  const load = await kho(databaseUrl, ["import", first, ...OPTIONS]);
  await psql(databaseUrl, `\\copy observation TO '${plain}'`);
  await psql(databaseUrl, "CREATE TABLE copied (LIKE observation INCLUDING ALL)", "CHECKPOINT");
  const copy = await psql(databaseUrl, `\\copy copied FROM '${plain}'`);
  await psql(databaseUrl, "DROP TABLE copied", "CHECKPOINT");
  const changed = await kho(databaseUrl, ["import", second]);
  const again = await kho(databaseUrl, ["import", second]);
  return [
    ["rows", rows],
    ["psql \\copy into an equal indexed table, s", copy.seconds],
    ["kho import, first load, s", load.seconds],
    ["  times psql \\copy (at most 3)", load.seconds / copy.seconds],
    ["  RSS at most, MB (under 400)", load.peak],
    ["kho import, 1 % changed, s", changed.seconds],
    ["  part of the first load (at most 0.4)", changed.seconds / load.seconds],
    ["  RSS at most, MB (under 400)", changed.peak],
    ["kho import, nothing changed, s", again.seconds],
  ];
}

/** Every value of the delivery revised: the history takes all of them. */
export async function measureRevision(databaseUrl, folder, rows) {
  const first = join(folder, "first.csv");
  const all = join(folder, "all.csv");
  await writeDelivery(first, rows);
  await writeDelivery(all, rows, () => true);
  const load = await kho(databaseUrl, ["import", first, ...OPTIONS]);
  const revised = await kho(databaseUrl, ["import", all]);
  return [
    ["rows", rows],
    ["kho import, first load, s", load.seconds],
    ["kho import, every row revised, s", revised.seconds],
    ["  RSS at most, MB (under 400)", revised.peak],
  ];
}
