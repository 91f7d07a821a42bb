import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { chownSync, closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "./embedded-place.js";
import { findPostmaster } from "./embedded-postmaster.js";
import { BARE_ENVIRONMENT, complaint, run } from "./embedded-process.js";
import { SETTINGS } from "./embedded-settings.js";
import { errorLine, StartupError } from "./startup.error.js";

const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts Postgres and waits until it has written down that it works on the files, or has ended because another process
 * was faster or the port was taken: the caller looks again. Postgres itself sees to it that there is never a second one.
 * @throws StartupError when it ended for any other reason.
 */
export async function startServer(place: Place, port: number): Promise<void> {
  const log = openLog(place);
  const child = spawnServer(place, port, log.descriptor);
  closeSync(log.descriptor);
  const ended = hasEnded(child);
  while (findPostmaster(place.clusterDir)?.pid !== child.pid) {
    const failure = await Promise.race([ended, pause(10, null)]);
    if (failure === null) continue;
    const output = readFileSync(place.logFile).subarray(log.start).toString();
    if (/lock file .* already exists|could not bind|already in use/.test(output)) return;
    throw new StartupError(`Postgres does not start: ${failure || complaint(output)} (${place.logFile})`);
  }
  child.unref();
}

/** Fast stop: sessions are ended, what was committed is on disk. */
export async function stopServer({ native, clusterDir, account }: Place): Promise<void> {
  await run(native.pgCtl, ["stop", "-D", clusterDir, "-m", "fast", "-w", "-t", "60"], account);
}

/** Below the ports that systems give to connections by themselves: while a killed server is away, none of these may take its place. */
const PORTS = { least: 15_000, count: 15_000 };
const TRIES = 20;

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const port = PORTS.least + randomInt(PORTS.count);
    if ((await tryPort(port)) === port) return port;
  }
  return tryPort(0);
}

/** @returns the port, another one for 0, or 0 when it is taken */
async function tryPort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, "127.0.0.1");
  const failure = await once(server, "listening").catch((error: unknown) => error);
  if (failure instanceof Error && wanted !== 0) return 0;
  if (failure instanceof Error)
    throw new StartupError(`Postgres finds no free port on 127.0.0.1: ${errorLine(failure)}`);
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** In a session of its own, so that Ctrl-C in a terminal reaches Kho alone, which still has requests to answer. */
function spawnServer({ native, clusterDir, account }: Place, port: number, log: number): ChildProcess {
  const settings = { ...SETTINGS, port: String(port) };
  const args = ["-D", clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  return spawn(native.postgres, args, {
    ...account,
    cwd: "/",
    env: BARE_ENVIRONMENT,
    detached: true,
    stdio: ["ignore", log, log],
  });
}

/** Settles with a reason, or "" where the log holds the reason. */
function hasEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(errorLine(error)));
    child.once("exit", () => resolve(""));
  });
}

function openLog({ logFile, account }: Place): { descriptor: number; start: number } {
  try {
    const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.old`);
    const descriptor = openSync(logFile, "a", 0o600);
    if (account !== null) chownSync(logFile, account.uid, account.gid);
    return { descriptor, start: fstatSync(descriptor).size };
  } catch (error) {
    throw new StartupError(`Can't write ${logFile}: ${errorLine(error)}`);
  }
}
