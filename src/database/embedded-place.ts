import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Account, canReach, postgresAccount } from "./embedded-account.js";
import { findNative, type Native } from "./embedded-native.js";
import type { StartLog } from "./start-log.js";
import { errorLine, StartupError } from "./startup.error.js";

/** Where the embedded Postgres lives and who runs it. */
export interface Place {
  /** Folder of the database files, without symbolic links. It exists once the database has been made. */
  readonly clusterDir: string;
  readonly logFile: string;
  readonly account: Account | null;
  readonly native: Native;
}

/** Root's folder for what another account must reach although the checkout is in a private folder. */
const SHELTER = "/var/lib/kho";

/**
 * Data that is there decides; new data goes below `dataDir` if the account of Postgres can get there.
 * @throws StartupError when the folder can't be made or reached.
 */
export function findPlace(dataDir: string, log: StartLog): Place {
  makeFolder(dataDir);
  const home = realpathSync(dataDir);
  const shelter = join(SHELTER, createHash("sha256").update(home).digest("hex").slice(0, 16));
  const used = [home, shelter].find((folder) => existsSync(clusterIn(folder)));
  const account = postgresAccount(clusterIn(used ?? home));
  if (account === null) return place(home, account, findNative(null, home));
  const reachable = canReach(home, account);
  if (used === home && !reachable) throw unreachable(home);
  const native = findNative(account, SHELTER);
  return used === shelter || !reachable ? sheltered(shelter, account, native, log) : place(home, account, native);
}

function place(home: string, account: Account | null, native: Native): Place {
  return { clusterDir: clusterIn(home), logFile: join(home, "postgres.log"), account, native };
}

function clusterIn(home: string): string {
  return join(home, "postgres");
}

/** The same data folder always gets the same shelter; two checkouts never share one. */
function sheltered(shelter: string, account: Account, native: Native, log: StartLog): Place {
  makeFolder(shelter);
  log.warn(`The data folder is private to root, and Postgres does not run as root: its data is kept in ${shelter}`);
  return place(shelter, account, native);
}

function unreachable(home: string): StartupError {
  const remedy = "let others pass through the folders above it (chmod o+x) or start as its owner";
  return new StartupError(`The account of Postgres can't reach its data in ${clusterIn(home)}: ${remedy}`);
}

function makeFolder(folder: string): void {
  try {
    makeWithParents(folder);
  } catch (error) {
    throw new StartupError(`Can't use the data folder ${folder} (KHO_DATA_DIR): ${errorLine(error)}`);
  }
}

/**
 * New folders can be passed through by Postgres's account whatever the umask; what is in them guards itself.
 * Not by mkdir's own recursion, which never ends where the system refuses with ENOENT, as in /proc.
 */
function makeWithParents(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeWithParents(dirname(folder));
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}
