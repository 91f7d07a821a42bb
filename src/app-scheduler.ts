import type { Logger } from "pino";
import type { Config } from "./config/config.js";
import { readEnvironment } from "./config/environment.js";
import { startScheduler } from "./ingestion/scheduler.js";
import type { Scheduler } from "./ingestion/scheduler.js";

/** The scheduler beside a server: where it can't start, the warehouse is served all the same. */
export async function schedulerBeside(config: Config, log: Logger, databaseUrl: string): Promise<Scheduler | null> {
  const env = readEnvironment();
  try {
    return await startScheduler({ ...config, databaseUrl, log, secret: (name) => env[name] });
  } catch (error) {
    log.error({ err: error }, "the scheduler can't start: no source is run by this process");
    return null;
  }
}
