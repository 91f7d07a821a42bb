import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Account, adopt } from "./embedded-account.js";
import type { Place } from "./embedded-place.js";
import { isAlive, run } from "./embedded-process.js";
import type { StartLog } from "./start-log.js";
import { errorCode, errorLine, StartupError } from "./startup.error.js";

const PASSWORD_FILE = "kho.password";

/** Makes the database files if there are none yet, and checks that these programs can read them. */
export async function prepareCluster(place: Place, log: StartLog): Promise<void> {
  clearHalfMade(place);
  if (!existsSync(place.clusterDir)) await makeCluster(place, log);
  adopt(place.clusterDir, place.account);
  const version = readOwned(place, "PG_VERSION").trim();
  if (version === place.native.major) return;
  throw new StartupError(
    `The data in ${place.clusterDir} is of Postgres ${version}, this Kho brings Postgres ${place.native.major}: ` +
      `use the Kho that made it, or move the folder away to start anew`,
  );
}

/** The superuser's password; only the account of Postgres (and root) can read it. */
export function clusterPassword(place: Place): string {
  return readOwned(place, PASSWORD_FILE).trim();
}

function readOwned({ clusterDir }: Place, file: string): string {
  try {
    return readFileSync(join(clusterDir, file), "utf8");
  } catch (error) {
    const reason = errorCode(error) === "EACCES" ? "it belongs to another user" : errorLine(error);
    throw new StartupError(
      `Can't use the Postgres data in ${clusterDir}: ${reason}. Choose another KHO_DATA_DIR or start as its owner`,
    );
  }
}

/** Built beside its place and renamed when whole: a kill leaves no half database, and of two processes one wins. */
async function makeCluster(place: Place, log: StartLog): Promise<void> {
  log.info(`Making the database in ${place.clusterDir}`);
  const workshop = makeWorkshop(place);
  try {
    await initialise(place, workshop);
    moveIn(join(workshop, "cluster"), place.clusterDir);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

async function initialise({ native, account }: Place, workshop: string): Promise<void> {
  const cluster = join(workshop, "cluster");
  const passwordFile = join(workshop, PASSWORD_FILE);
  writeOwned(passwordFile, randomBytes(24).toString("base64url"), account);
  await run(native.initdb, initdbArguments(cluster, passwordFile), account);
  await run(
    native.postgres,
    ["--single", "-D", cluster, "-c", "exit_on_error=on", "postgres"],
    account,
    "CREATE DATABASE kho\n",
  );
  renameSync(passwordFile, join(cluster, PASSWORD_FILE));
}

/**
 * Text is compared byte by byte unless a query names a collation, so that keys and cursors sort the same on every
 * machine; every ICU collation is there to be named.
 */
function initdbArguments(cluster: string, passwordFile: string): string[] {
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return [
    "-D",
    cluster,
    "-U",
    "kho",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    ...locale,
    "--no-instructions",
  ];
}

function makeWorkshop({ clusterDir, account }: Place): string {
  try {
    const workshop = mkdtempSync(`${clusterDir}.new-${process.pid}-`);
    if (account !== null) chownSync(workshop, account.uid, account.gid);
    return workshop;
  } catch (error) {
    throw new StartupError(`Can't write to the data folder ${dirname(clusterDir)} (KHO_DATA_DIR): ${errorLine(error)}`);
  }
}

/** Fails quietly when another process was faster: its database is as good. */
function moveIn(cluster: string, clusterDir: string): void {
  try {
    renameSync(cluster, clusterDir);
  } catch (error) {
    if (!existsSync(join(clusterDir, "PG_VERSION"))) throw error;
  }
}

/** Removes what a killed process left of its workshop. */
function clearHalfMade({ clusterDir }: Place): void {
  const home = dirname(clusterDir);
  const left = readdirSync(home).filter((name) => name.startsWith(`${basename(clusterDir)}.new-`));
  for (const name of left) {
    const maker = Number(name.split("-")[1]);
    if (!isAlive(maker)) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function writeOwned(file: string, text: string, account: Account | null): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (account !== null) chownSync(file, account.uid, account.gid);
}
