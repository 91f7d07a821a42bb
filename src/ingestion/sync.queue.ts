import pg from "pg";
import { PgBoss } from "pg-boss";
import type { JobWithMetadata } from "pg-boss";
import { SourceFault } from "../source/source-fault.js";
import type { DeliveryLog } from "../source/delivery-context.js";
import { forgetOldPayloads } from "./payload.store.js";
import { registerSource, retireOthers } from "./source.registration.js";
import { runSync } from "./sync.service.js";
import type { SyncOptions } from "./sync.service.js";
import type { SyncResult } from "./sync.result.js";
import type { SyncSource } from "./sync.source.js";

/** Jobs lie beside the warehouse, in a Postgres schema of their own. */
const SCHEMA = "kho_jobs";
const SYNC = "sync";
const TIDY = "tidy";
/** In the province's small hours, and never at a full hour. */
const TIDY_AT = "41 2 * * *";

/** A job that begins this long after its time was missed and is caught up. */
const LATE_MS = 10 * 60_000;
/** How often a process looks for jobs. */
const POLL_SECONDS = 2;
const MOST_AT_ONCE = 40;
const STOP_MS = 8_000;

/** Tries after the first one, and the wait before them: doubled each time, with jitter. */
const RETRIES = { retryLimit: 5, retryDelay: 60, retryBackoff: true, retryDelayMax: 3_600 };

export interface QueueOptions {
  readonly databaseUrl: string;
  readonly sources: readonly SyncSource[];
  readonly timeZone: string;
  /** Days for which the bytes of payloads are kept. */
  readonly rawDays: number;
  readonly log: DeliveryLog & { error(details: object, message: string): void };
  /** Instead of those above, for sources that should be asked again sooner. */
  readonly retries?: Partial<typeof RETRIES>;
  /** Instead of looking for jobs every two seconds. */
  readonly pollSeconds?: number;
  readonly onResult?: (result: SyncResult) => void;
  readonly now?: SyncOptions["now"];
}

interface SyncJob {
  readonly source: string;
  readonly byHand?: boolean;
  /** Tries before this job, where the source said itself when to come back. */
  readonly tried?: number;
}

/**
 * Runs sources at their times until it is closed. Any number of processes may do so on one database: a job is taken by one
 * of them, a source has one run at a time, and the most recent time that was missed while none of them ran is caught up.
 */
export class SyncQueue {
  readonly #stop = new AbortController();
  readonly #sources: ReadonlyMap<string, SyncSource>;

  private constructor(
    private readonly boss: PgBoss,
    private readonly options: QueueOptions,
  ) {
    this.#sources = new Map(options.sources.map((source) => [source.code, source]));
  }

  static async start(options: QueueOptions): Promise<SyncQueue> {
    const { databaseUrl, log } = options;
    const boss = new PgBoss({
      connectionString: databaseUrl,
      application_name: "kho jobs",
      schema: SCHEMA,
      max: 4,
      cronMonitorIntervalSeconds: 30,
      cronWorkerIntervalSeconds: 5,
    });
    boss.on("error", (error) => log.warn({ err: error }, "the job queue met an error and goes on"));
    const queue = new SyncQueue(boss, options);
    await boss.start();
    try {
      await queue.#register();
      await queue.#work();
      return queue;
    } catch (error) {
      await queue.close();
      throw error;
    }
  }

  /** Asks for a run as soon as possible; one that waits already is the same. */
  async request(source: string): Promise<void> {
    await this.boss.send(SYNC, { source, byHand: true } satisfies SyncJob, { singletonKey: source });
  }

  /** Runs that are being fetched are broken off, and tried again after the next start; what is being published ends. */
  async close(): Promise<void> {
    this.#stop.abort(new SourceFault("ABORTED", "Kho was stopped", true));
    await this.boss.stop({ graceful: true, timeout: STOP_MS });
  }

  async #register(): Promise<void> {
    const { databaseUrl, sources, log } = this.options;
    const client = new pg.Client({ connectionString: databaseUrl, application_name: "kho jobs" });
    await client.connect();
    try {
      for (const source of sources)
        await registerSource(client, source).catch((error: unknown) =>
          log.error({ err: error, source: source.code }, "a source can't be registered: its runs will fail"),
        );
      await retireOthers(client, sources);
    } finally {
      await client.end();
    }
  }

  async #work(): Promise<void> {
    const { boss } = this;
    const waits = { ...RETRIES, ...this.options.retries };
    // One job waiting and one running for each source; a process that dies stops its heartbeat, and the job is tried again.
    const policy = { policy: "stately", heartbeatSeconds: 30, expireInSeconds: 24 * 3_600, ...waits };
    await boss.createQueue(SYNC, policy);
    await boss.updateQueue(SYNC, waits);
    await boss.createQueue(TIDY, { policy: "short", retryLimit: 0 });
    await this.#schedule();
    const localConcurrency = Math.min(Math.max(this.#sources.size, 1), MOST_AT_ONCE);
    const { pollSeconds: pollingIntervalSeconds = POLL_SECONDS } = this.options;
    const taking = { localConcurrency, includeMetadata: true, pollingIntervalSeconds } as const;
    await boss.work(SYNC, taking, ([job]: JobWithMetadata<SyncJob>[]) => this.#runJob(job!));
    await boss.work(TIDY, { pollingIntervalSeconds: 60 }, async () => this.#tidy());
  }

  async #schedule(): Promise<void> {
    const { boss, options } = this;
    for (const { key } of await boss.getSchedules(SYNC))
      if (!this.#sources.get(key)?.schedule) await boss.unschedule(SYNC, key);
    for (const { code, schedule } of this.#sources.values())
      if (schedule)
        await boss.schedule(SYNC, schedule.cron, { source: code } satisfies SyncJob, {
          key: code,
          tz: schedule.timeZone,
          singletonKey: code,
          missed: "once",
        });
    await boss.schedule(TIDY, TIDY_AT, {}, { tz: options.timeZone, missed: "once" });
  }

  /** @throws to have the job tried again, where that may help */
  async #runJob(job: JobWithMetadata<SyncJob>): Promise<object> {
    const source = this.#sources.get(job.data.source);
    if (!source) return { outcome: "UNKNOWN_SOURCE" };
    const { databaseUrl, log, now } = this.options;
    const attempt = (job.data.tried ?? 0) + job.retryCount + 1;
    const cause = job.data.byHand ? "MANUAL" : this.#isLate(source, job) ? "CATCH_UP" : "SCHEDULE";
    const signal = AbortSignal.any([this.#stop.signal, job.signal]);
    const result = await runSync({ databaseUrl, source, cause, attempt, signal, log, ...(now && { now }) });
    this.options.onResult?.(result);
    const { outcome, run, error } = result;
    if (error?.retryable) await this.#tryAgain(job, attempt, error);
    return { outcome, run, ...(error && { error: error.code }) };
  }

  /** Where the source says when to come back, then; otherwise when the queue's own backoff says so. */
  async #tryAgain(
    job: JobWithMetadata<SyncJob>,
    attempt: number,
    { code, message, retryAfterMs }: NonNullable<SyncResult["error"]>,
  ): Promise<void> {
    if (retryAfterMs === null || attempt > job.retryLimit) throw new Error(`${code}: ${message}`);
    const startAfter = Math.ceil(retryAfterMs / 1_000);
    const later: SyncJob = { ...job.data, tried: attempt };
    await this.boss.send(SYNC, later, { singletonKey: job.data.source, startAfter });
  }

  /** The schedule has no time in the minutes before the job began. */
  #isLate({ schedule }: SyncSource, { createdOn, retryCount }: JobWithMetadata<SyncJob>): boolean {
    if (!schedule || retryCount > 0) return false;
    const options = { tz: schedule.timeZone, from: new Date(createdOn.getTime() - LATE_MS), count: 1 };
    const [next] = this.boss.previewSchedule(schedule.cron, options);
    return next === undefined || next > createdOn;
  }

  async #tidy(): Promise<object> {
    const { databaseUrl, rawDays } = this.options;
    return { forgotten: await forgetOldPayloads(databaseUrl, rawDays) };
  }
}
