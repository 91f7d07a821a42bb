import type { Command } from "commander";
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { readEnvironment } from "../config/environment.js";
import { migrateTo } from "../database/data-source.js";
import { openPostgres } from "../database/postgres.opener.js";
import type { Scheduler, SchedulerOptions } from "../ingestion/scheduler.js";
import { AppError } from "../shared/errors.js";
import { print } from "./output.js";
import { withConfig } from "./session.js";
import { stopWhenTold } from "./stop-signals.js";

interface Options {
  readonly wait?: boolean;
}

export function addWorkerCommand(program: Command): void {
  program
    .command("worker")
    .description("run the sources at their times until Ctrl-C, without serving the API")
    .option("--wait", "without any source, wait for the first one instead of ending")
    .addHelpText(
      "after",
      "\nExample:\n  KHO_SCHEDULER=off kho serve & kho worker\n\nAny number of workers may run: a source has one run at a time.",
    )
    .action((options: Options) => withConfig((config, log) => work(config, log, options)));
}

/** A signal during the start waits for its end, so that nothing is left half open. */
async function work(config: Config, log: Logger, options: Options): Promise<void> {
  const starting = Promise.resolve().then(() => start(config, log, options));
  stopWhenTold({ opening: starting, close: async () => (await starting).close(), exitCode: 0, log });
  print(...(await starting).lines, "Stop with Ctrl-C");
}

async function start(config: Config, log: Logger, options: Options): Promise<Scheduler> {
  const postgres = await openPostgres(config, log);
  try {
    await migrateTo(postgres.url);
    const scheduler = await schedulerOf({ ...config, databaseUrl: postgres.url, log, secret: secretOf() }, options);
    const close = async (): Promise<void> => {
      await scheduler.close();
      await postgres.close();
    };
    return { lines: scheduler.lines, close };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

function secretOf(): SchedulerOptions["secret"] {
  const env = readEnvironment();
  return (name) => env[name];
}

async function schedulerOf(options: SchedulerOptions, { wait }: Options): Promise<Scheduler> {
  // Loaded only now, so that help and typing errors are answered at once.
  const { startOrAwait } = await import("../ingestion/scheduler.waiting.js");
  const { startScheduler } = await import("../ingestion/scheduler.js");
  const scheduler = wait ? await startOrAwait(options) : await startScheduler(options);
  if (scheduler) return scheduler;
  throw new AppError(
    "NOT_FOUND",
    `No source is configured in ${options.sourcesDir}: docs/sources.md tells how to connect one`,
  );
}
