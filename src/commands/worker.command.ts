import type { Command } from "commander";
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { readEnvironment } from "../config/environment.js";
import { migrateTo } from "../database/data-source.js";
import { openPostgres } from "../database/postgres.opener.js";
import type { Scheduler } from "../ingestion/scheduler.js";
import { AppError } from "../shared/errors.js";
import { print } from "./output.js";
import { withConfig } from "./session.js";
import { stopWhenTold } from "./stop-signals.js";

export function addWorkerCommand(program: Command): void {
  program
    .command("worker")
    .description("run the sources at their times until Ctrl-C, without serving the API")
    .addHelpText(
      "after",
      "\nExample:\n  KHO_SCHEDULER=off kho serve & kho worker\n\nAny number of workers may run: a source has one run at a time.",
    )
    .action(() => withConfig(work));
}

/** A signal during the start waits for its end, so that nothing is left half open. */
async function work(config: Config, log: Logger): Promise<void> {
  const starting = Promise.resolve().then(() => start(config, log));
  stopWhenTold({ close: async () => (await starting).close(), exitCode: 0, log });
  print(...(await starting).lines, "Stop with Ctrl-C");
}

async function start(config: Config, log: Logger): Promise<Scheduler> {
  const { startScheduler } = await import("../ingestion/scheduler.js");
  const postgres = await openPostgres(config, log);
  try {
    await migrateTo(postgres.url);
    const env = readEnvironment();
    const scheduler = await startScheduler({ ...config, databaseUrl: postgres.url, log, secret: (name) => env[name] });
    if (scheduler === null)
      throw new AppError(
        "NOT_FOUND",
        `No source is configured in ${config.sourcesDir}: docs/sources.md tells how to connect one`,
      );
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
