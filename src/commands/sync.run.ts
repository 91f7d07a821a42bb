import { readEnvironment } from "../config/environment.js";
import { migrateTo } from "../database/data-source.js";
import { forgetOldPayloads } from "../ingestion/payload.store.js";
import { configuredSources } from "../ingestion/scheduler.js";
import { runSync } from "../ingestion/sync.service.js";
import type { SyncResult } from "../ingestion/sync.result.js";
import type { SyncSource } from "../ingestion/sync.source.js";
import { syncSummary } from "../ingestion/sync.summary.js";
import { needDemo, openSources, SIMULATED } from "../simulated/simulated-sources.js";
import type { SourcePlace } from "../simulated/simulated-sources.js";
import { AppError } from "../shared/errors.js";
import { parseLocalDate, todayIn } from "../shared/local-date.js";
import type { Session } from "./app-door.js";
import { print, printFault } from "./output.js";
import { SyncProgress } from "./sync.progress.js";

const AT_ONCE = 4;

export interface SyncFlags {
  readonly source: readonly string[];
  readonly window?: { readonly from: string | null; readonly to: string | null };
  readonly dryRun?: boolean;
  readonly allowEmpty?: boolean;
  readonly json?: boolean;
}

/**
 * Runs sources and prints what became of each.
 * @returns false when one of them failed
 */
export async function runSources(session: Session, flags: SyncFlags): Promise<boolean> {
  const place = await openSources(session.config, readEnvironment());
  try {
    if (place.isSimulated) printFault(SIMULATED);
    return await runThose(session, flags, place);
  } finally {
    await place.close();
  }
}

async function runThose(session: Session, flags: SyncFlags, place: SourcePlace): Promise<boolean> {
  const { sourcesDir, secret, isSimulated } = place;
  const { sources, faults } = await configuredSources(sourcesDir, secret);
  for (const fault of faults) printFault(`kho: ${fault}`);
  const chosen = choose(sources, flags.source, sourcesDir);
  await migrateTo(session.url);
  if (isSimulated) await needDemo(session.url);
  const progress = new SyncProgress(process.stderr);
  const waiting = [...chosen];
  const results: SyncResult[] = [];
  const work = async (): Promise<void> => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      const result = await runOne(session, flags, source, progress);
      results.push(result);
      progress.forget(source.code);
      if (!flags.json) print(...syncSummary(result));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Where no scheduler works, nobody else does it.
  if (!flags.dryRun) await forgetOldPayloads(session.url, session.config.rawDays);
  if (flags.json) print(JSON.stringify(results));
  return faults.length === 0 && results.every(({ outcome }) => outcome !== "FAILED");
}

function runOne(
  { url, config, log }: Session,
  flags: SyncFlags,
  source: SyncSource,
  progress: SyncProgress,
): Promise<SyncResult> {
  const today = todayIn(source.schedule?.timeZone ?? config.timeZone, new Date());
  // Without an end it goes on to today.
  const window = flags.window && { from: flags.window.from, to: flags.window.to ?? today };
  for (const day of [window?.from, window?.to]) if (day != null) parseLocalDate(day);
  const { dryRun, allowEmpty } = flags;
  const onProgress = progress.of(source.code);
  return runSync({ databaseUrl: url, source, cause: "MANUAL", window, dryRun, allowEmpty, log, onProgress });
}

function choose(sources: readonly SyncSource[], codes: readonly string[], folder: string): readonly SyncSource[] {
  const known = sources.map(({ code }) => code);
  const unknown = codes.filter((code) => !known.includes(code));
  if (unknown.length > 0)
    throw new AppError(
      "NOT_FOUND",
      `There is no source ${unknown.join(", ")}; switched on are: ${known.join(", ") || "none"}`,
    );
  if (sources.length === 0)
    throw new AppError("NOT_FOUND", `No source is configured in ${folder}: docs/sources.md tells how to connect one`);
  return codes.length === 0 ? sources : sources.filter(({ code }) => codes.includes(code));
}
