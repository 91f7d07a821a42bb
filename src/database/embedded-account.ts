import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { StartupError } from "./startup.error.js";

/** The operating system account that Postgres runs under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Postgres refuses to run as root, so root lends it another account: the owner of the data if there is data already
 * (then `sudo` once and no `sudo` later both work), else `postgres`, else `nobody`.
 * @returns null when this process isn't root and Postgres simply runs under the same account.
 */
export function postgresAccount(clusterDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const account =
    ownerOf(clusterDir) ?? named("postgres") ?? (createPostgres() ? named("postgres") : null) ?? named("nobody");
  if (account === null)
    throw new StartupError(
      "Postgres refuses to run as root and there is no user postgres or nobody: run Kho as an ordinary user",
    );
  return account;
}

/** Files that root has copied or restored belong to root, and Postgres refuses them: they become the account's. */
export function adopt(clusterDir: string, account: Account | null): void {
  if (account === null || statSync(clusterDir, { throwIfNoEntry: false })?.uid !== 0) return;
  spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, clusterDir]);
}

/** May the account go through every folder down to `path`? What does not exist yet is not counted. */
export function canReach(path: string, account: Account): boolean {
  const parent = dirname(path);
  const stat = statSync(path, { throwIfNoEntry: false });
  const here = stat === undefined || !stat.isDirectory() || maySearch(stat, account);
  return here && (parent === path || canReach(parent, account));
}

function maySearch(stat: { mode: number; uid: number; gid: number }, account: Account): boolean {
  if (stat.uid === account.uid) return (stat.mode & 0o100) !== 0;
  return (stat.mode & (stat.gid === account.gid ? 0o010 : 0o001)) !== 0;
}

function ownerOf(dir: string): Account | null {
  const stat = statSync(dir, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? null : { uid: stat.uid, gid: stat.gid };
}

/** Asked of `id`, not of /etc/passwd, so that accounts from a directory service count too. */
function named(name: string): Account | null {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The second spelling is BusyBox's. */
function createPostgres(): boolean {
  const ways = [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
    ["adduser", "-S", "-D", "-H", "postgres"],
  ];
  return ways.some(([command = "", ...args]) => spawnSync(command, args, { stdio: "ignore" }).status === 0);
}
