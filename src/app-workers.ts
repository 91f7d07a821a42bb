import cluster from "node:cluster";
import type { Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { pino } from "pino";
import type { Serving } from "./app-serving.js";
import { startServing } from "./app-serving.js";
import { loadConfig } from "./config/config.js";
import type { Config } from "./config/config.js";
import { readEnvironment } from "./config/environment.js";
import type { ServingLogins } from "./database/api-logins.js";

/** What a worker needs beyond its environment: the embedded Postgres has another address at every start. */
interface Start {
  readonly logins: ServingLogins;
}

/** Asks a worker to answer what it has and to end. Cutting it off instead would close its door at once, and leave it waiting for callers. */
const STOP = { stop: true } as const;

/** What a worker says when it listens, or why it does not. */
interface Report {
  readonly url?: string;
  readonly fault?: string;
  readonly code?: string;
}

/** A worker that dies at once would otherwise be started over and over. */
const BEFORE_RESTART_MS = 1_000;

/** Serves from several processes that share one port; a worker that dies is replaced. */
export async function startWorkers(config: Config, log: Logger, logins: ServingLogins): Promise<Serving> {
  let closing = false;
  const workers = new Set<Worker>();
  const start = async (): Promise<string> => {
    const worker = cluster.fork();
    workers.add(worker);
    worker.once("exit", () => {
      workers.delete(worker);
      if (!closing) void replace();
    });
    worker.send({ logins } satisfies Start);
    return listening(worker);
  };
  const replace = async (): Promise<void> => {
    log.warn("a worker ended: starting another one");
    await pause(BEFORE_RESTART_MS);
    if (!closing) await start().catch((error: unknown) => log.error({ err: error }, "a worker could not be started"));
  };
  const close = async (): Promise<void> => {
    closing = true;
    const ends = [...workers].map((worker) => once(worker, "exit"));
    // One that can't be told any more is ending.
    for (const worker of workers) worker.send(STOP, () => undefined);
    await Promise.all(ends);
  };
  try {
    const urls = await Promise.all(Array.from({ length: config.workers }, start));
    return { url: urls[0]!, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The life of a worker: it serves until the process that started it lets go of it, or dies. */
export async function runWorker(): Promise<void> {
  const released = new Promise<void>((resolve) => {
    process.once("disconnect", resolve);
    process.on("message", (message: Start | typeof STOP) => "stop" in message && resolve());
  });
  // Signals of a terminal reach every process of the group; only the first process decides when to stop.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
  const [{ logins }] = (await once(process, "message")) as [Start];
  const config = loadConfig(readEnvironment());
  try {
    const serving = await startServing(config, pino({ level: config.logLevel }, pino.destination(2)), logins);
    process.send?.({ url: serving.url } satisfies Report);
    await released;
    await serving.close();
    process.exit(0);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    process.send?.({ fault: message, ...(code && { code }) } satisfies Report);
    process.exit(1);
  }
}

async function listening(worker: Worker): Promise<string> {
  const ended = once(worker, "exit").then((): Report => ({ fault: "a worker ended before it listened" }));
  const said = once(worker, "message").then(([report]) => report as Report);
  const { url, fault, code } = await Promise.race([said, ended]);
  if (url) return url;
  throw Object.assign(new Error(fault), { code });
}
