import type { DeliveryHooks } from "../source/delivery-context.js";
import { readSourceFolder } from "../source/config/source-folder.js";
import type { ConfigFault } from "../source/config/source-folder.js";
import { SyncQueue } from "./sync.queue.js";
import type { QueueOptions } from "./sync.queue.js";
import { syncSourceOf } from "./sync.source.js";
import type { SyncSource } from "./sync.source.js";

export interface SchedulerOptions extends Pick<QueueOptions, "databaseUrl" | "timeZone" | "rawDays" | "log"> {
  readonly sourcesDir: string;
  readonly secret: DeliveryHooks["secret"];
}

export interface Scheduler {
  /** What runs when, for people. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

export interface ConfiguredSources {
  readonly sources: readonly SyncSource[];
  /** One line for each fault of a configuration. */
  readonly faults: readonly string[];
}

/** The sources of a folder that are switched on. A faulty file is told, and hinders no other. */
export async function configuredSources(folder: string, secret: DeliveryHooks["secret"]): Promise<ConfiguredSources> {
  const { sources, faults } = await readSourceFolder(folder);
  const on = sources.filter(({ enabled }) => enabled);
  return { sources: on.map((source) => syncSourceOf(source, secret)), faults: faults.map(faultLine) };
}

/** Runs the sources of a folder at their times, until it is closed; null where there are none. */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler | null> {
  const { sourcesDir, secret, log } = options;
  const { sources, faults } = await configuredSources(sourcesDir, secret);
  for (const fault of faults) log.error({ folder: sourcesDir }, `a source is not run: ${fault}`);
  if (sources.length === 0) return null;
  const queue = await SyncQueue.start({
    ...options,
    sources,
    onResult: ({ source, outcome, run, error, milliseconds }) =>
      log.info({ source, outcome, run, error: error?.message, milliseconds }, "a run has ended"),
  });
  return { lines: sources.map(scheduleLine), close: () => queue.close() };
}

function faultLine({ file, line, path, message }: ConfigFault): string {
  return `${file}${line === null ? "" : `:${line}`}: ${path === "" ? "" : `${path} `}${message}`;
}

function scheduleLine({ code, schedule }: SyncSource): string {
  return schedule ? `${code}  ${schedule.cron} (${schedule.timeZone})` : `${code}  by hand only`;
}
