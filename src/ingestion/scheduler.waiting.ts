import { setTimeout as pause } from "node:timers/promises";
import { configuredSources, startScheduler } from "./scheduler.js";
import type { Scheduler, SchedulerOptions } from "./scheduler.js";

const LOOK_AGAIN_MS = 10_000;

/** Like startScheduler; where there is no source yet, it begins with the first one that somebody configures. */
export async function startOrAwait(options: SchedulerOptions, lookAgainMs = LOOK_AGAIN_MS): Promise<Scheduler> {
  const started = await startScheduler(options);
  if (started) return started;
  const stop = new AbortController();
  const later = startLater(options, lookAgainMs, stop.signal);
  const close = async (): Promise<void> => {
    stop.abort();
    await (await later)?.close();
  };
  return { lines: [`No source is configured in ${options.sourcesDir} yet: waiting for the first one`], close };
}

/** Looks at the folder alone, so that a file which stays faulty is not told every time. Null when it is told to stop. */
async function startLater(
  options: SchedulerOptions,
  lookAgainMs: number,
  signal: AbortSignal,
): Promise<Scheduler | null> {
  while (!signal.aborted) {
    await pause(lookAgainMs, undefined, { signal }).catch(() => undefined);
    const { sources } = await configuredSources(options.sourcesDir, options.secret);
    if (signal.aborted || sources.length === 0) continue;
    const scheduler = await startScheduler(options);
    if (scheduler) return begun(scheduler, options);
  }
  return null;
}

function begun(scheduler: Scheduler, { log }: SchedulerOptions): Scheduler {
  log.info({ sources: scheduler.lines }, "sources have been configured: they are run from now on");
  return scheduler;
}
