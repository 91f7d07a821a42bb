import { readFileSync, readlinkSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { errorCode, StartupError } from "./startup.error.js";

/** What a running (or killed) server wrote into postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly clusterDir: string;
  readonly port: number;
  /** Accepts connections; false while it starts, recovers or stops. */
  readonly ready: boolean;
  /** System V shared memory that its processes are attached to. */
  readonly sharedMemoryId: string;
}

/**
 * The server that works on these files, or null. What a killed server left behind is no server, nor is what came with
 * a copy of another folder: such a file is removed, because Postgres would take it for a living server.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html
 */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const postmaster = readPostmaster(clusterDir);
  if (postmaster === null || !isOurs(postmaster.pid)) return null;
  if (!isPostgres(postmaster.pid)) return forgetKilled(clusterDir, postmaster);
  const worksIn = workingFolder(postmaster.pid);
  // A folder that was moved takes its server along, so where it works counts more than what the file says.
  if ((worksIn ?? postmaster.clusterDir) === clusterDir) return postmaster;
  if (worksIn !== null) return forgetCopied(clusterDir);
  throw new StartupError(`${clusterDir} may be in use by process ${postmaster.pid}: stop it, or delete postmaster.pid`);
}

/** Our servers run under an account that we may signal. */
function isOurs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** null where the system doesn't tell. */
function workingFolder(pid: number): string | null {
  return ifThere(() => readlinkSync(`/proc/${pid}/cwd`));
}

function readPostmaster(clusterDir: string): Postmaster | null {
  const text = ifThere(() => readFileSync(join(clusterDir, "postmaster.pid"), "utf8"));
  // The file is written in steps: without a port the server has only begun.
  const [pid, dir = "", , port, , , sharedMemory = "", status] = (text ?? "").split("\n").map((line) => line.trim());
  if (!Number(pid)) return null;
  const sharedMemoryId = sharedMemory.split(/\s+/)[1] ?? "";
  return { pid: Number(pid), clusterDir: dir, port: Number(port ?? 0), ready: status === "ready", sharedMemoryId };
}

/**
 * After a reboot, and in every restarted container, the old server's number soon belongs to another program. A killed
 * server that nobody waits for has no command line. Systems without /proc are believed.
 */
function isPostgres(pid: number): boolean {
  const commandLine = ifThere(() => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  return commandLine === null || basename(commandLine.split("\0")[0] ?? "").startsWith("postgres");
}

/** DANGER: not while a process of the old server still holds its memory, or two servers would write the same files. */
function forgetKilled(clusterDir: string, { sharedMemoryId }: Postmaster): null {
  const segments = ifThere(() => readFileSync("/proc/sysvipc/shm", "utf8"))?.split("\n") ?? [];
  const held = segments
    .map((line) => line.trim().split(/\s+/))
    .some((cell) => cell[1] === sharedMemoryId && cell[6] !== "0");
  if (!held) rmSync(join(clusterDir, "postmaster.pid"), { force: true });
  return null;
}

/** The server that the file tells of works on other files, those that these were copied from. */
function forgetCopied(clusterDir: string): null {
  rmSync(join(clusterDir, "postmaster.pid"), { force: true });
  return null;
}

function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(errorCode(error))) return null;
    throw error;
  }
}
