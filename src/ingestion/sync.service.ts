import pg from "pg";
import { lockPublishing } from "../publication/publishing.service.js";
import { analyseStagedRows, createStagedTables } from "../publication/staged-rows.js";
import { todayIn } from "../shared/local-date.js";
import type { DeliveryLog, DeliveryWindow } from "../source/delivery-context.js";
import type { RawPayload } from "../source/raw-payload.js";
import { SourceFault } from "../source/source-fault.js";
import { loadCatalogue } from "./catalogue.loading.js";
import { keepPayload, knownPayloads } from "./payload.store.js";
import { RecordCells } from "./record.cells.js";
import { RecordStaging } from "./record.staging.js";
import { RowMapper } from "./row.mapper.js";
import { runErrorOf } from "./run.error.js";
import { noteFailure } from "./run.failure.js";
import { byRule, closeDeadRuns, currentVersion, finishRun, lockSource, startRun } from "./run.record.js";
import type { RunCause } from "./run.record.js";
import { registerSource } from "./source.registration.js";
import type { RegisteredSource } from "./source.registration.js";
import { stageSeries } from "./staged-series.js";
import { publishDelivery } from "./sync.publish.js";
import type { Outcome } from "./sync.publish.js";
import { NO_COUNTS } from "./sync.result.js";
import type { SyncResult } from "./sync.result.js";
import { DEFAULT_TIME_ZONE } from "./sync.source.js";
import type { SyncSource } from "./sync.source.js";
import { nextWatermark, nextWindow } from "./sync.window.js";
import type { Complete } from "./withdrawals.js";

export interface SyncOptions {
  /** Connection string of a migrated warehouse. */
  readonly databaseUrl: string;
  readonly source: SyncSource;
  readonly cause: RunCause;
  /** 1, and one more for each retry of the same job. */
  readonly attempt?: number;
  /** Days asked for by hand; otherwise from the last good delivery on. */
  readonly window?: DeliveryWindow | undefined;
  /** Answers what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Lets a snapshot without a single record withdraw everything; otherwise nobody believes it. */
  readonly allowEmpty?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly log: DeliveryLog;
  readonly now?: () => Date;
  readonly onProgress?: (step: SyncStep) => void;
}

export type SyncStep =
  | { readonly step: "waiting" | "checking" | "publishing" }
  | { readonly step: "fetching"; readonly pages: number; readonly records: number };

/** Of the whole session: no statement of a delivery has a time limit but the wait for others. */
const SESSION = `SET statement_timeout = 0; SET jit = off; SET work_mem = '64MB'; SET lock_timeout = '30min'`;

/**
 * Brings one delivery of a source into the warehouse, whole or not at all: fetched and staged beside the warehouse, then
 * judged and published in one transaction, in which its run ends. Never throws: what went wrong is in the result, and in the run.
 */
export async function runSync(options: SyncOptions): Promise<SyncResult> {
  return new Sync(options).run();
}

class Sync {
  readonly #began = performance.now();
  readonly #client: pg.Client;
  readonly #stop = new AbortController();
  #traffic = { pages: 0, bytes: 0 };
  #staging: RecordStaging | null = null;
  #run: number | null = null;
  #window: DeliveryWindow | null = null;

  constructor(private readonly options: SyncOptions) {
    this.#client = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: `kho sync ${options.source.code}`,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    // A connection that breaks while the source is slow: nothing of this run can be published any more.
    this.#client.on("error", (error) => this.#stop.abort(error));
  }

  async run(): Promise<SyncResult> {
    try {
      await this.#client.connect();
      await this.#client.query(SESSION);
      // Not every platform can; where it can, Postgres soon sees that a process was killed in the middle of a statement.
      await this.#client.query("SET client_connection_check_interval = '500ms'").catch(() => undefined);
      const source = await registerSource(this.#client, this.options.source);
      if (!(await lockSource(this.#client, source.id))) return this.#result({ outcome: "BUSY" });
      await this.#start(source);
      await this.#fetch(source.id);
      return await this.#publish(source);
    } catch (error) {
      return await this.#fail(error);
    } finally {
      await this.#client.end().catch(() => undefined);
    }
  }

  async #start({ id, watermark }: RegisteredSource): Promise<void> {
    const { source, cause, attempt = 1, dryRun, window, now = () => new Date() } = this.options;
    const today = todayIn(source.schedule?.timeZone ?? DEFAULT_TIME_ZONE, now());
    this.#window = window ?? nextWindow(source, watermark, today);
    await closeDeadRuns(this.#client, id);
    if (dryRun) return;
    const origin = `sync ${source.code}`;
    this.#run = await startRun(this.#client, { sourceId: id, origin, cause, attempt, window: this.#window });
  }

  /** The delivery into the staging tables; page by page, since a source may be slow. */
  async #fetch(sourceId: number): Promise<void> {
    const { source, log, signal, window } = this.options;
    const catalogue = await loadCatalogue(this.#client);
    const cells = new RecordCells(catalogue);
    const mapper = new RowMapper(catalogue, cells.binding, cells.spec, 1);
    const staging = (this.#staging = new RecordStaging(this.#client, cells, mapper));
    await createStagedTables(this.#client, "SESSION");
    const aborted = signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal;
    const onPayload = async (payload: RawPayload): Promise<void> => {
      this.#traffic = { pages: this.#traffic.pages + 1, bytes: this.#traffic.bytes + payload.bytes.length };
      if (this.#run !== null) await keepPayload(this.#client, this.#run, payload);
      this.#tellFetching();
    };
    aborted.throwIfAborted();
    // A window by hand asks for everything again.
    const known = window ? undefined : () => knownPayloads(this.#client, sourceId);
    for await (const record of source.deliver(this.#window!, { onPayload, signal: aborted, log, known })) {
      aborted.throwIfAborted();
      await staging.add(record);
      if (staging.received % 1_000 === 0) this.#tellFetching();
    }
    aborted.throwIfAborted();
    if (staging.received === 0 && source.snapshot && !this.options.allowEmpty) await refuseEmpty(this.#client, source);
    await staging.flush();
    await stageSeries(this.#client, mapper.series.all);
  }

  async #publish(source: RegisteredSource): Promise<SyncResult> {
    const client = this.#client;
    await analyseStagedRows(client);
    await client.query("BEGIN");
    await lockPublishing(client, () => this.#tell("waiting"));
    const versionBefore = await currentVersion(client);
    this.#tell("checking");
    const outcome = await publishDelivery(client, {
      sourceId: source.id,
      runId: this.#run,
      origin: `sync ${this.options.source.code}`,
      complete: this.#complete(),
      provenance: this.options.source.provenance,
      received: this.#staging!.received,
      unread: this.#staging!.unread,
    });
    this.#tell("publishing");
    if (this.#run === null) await client.query("ROLLBACK");
    else await this.#commit(this.#run, source, outcome, versionBefore);
    return this.#result({ outcome: this.#run === null ? "DRY_RUN" : outcomeName(outcome), ...this.#told(outcome) });
  }

  async #commit(
    run: number,
    { id, watermark }: RegisteredSource,
    outcome: Outcome,
    versionBefore: number,
  ): Promise<void> {
    const { counts, problems, publication } = outcome;
    await finishRun(this.#client, run, {
      counts,
      problems: byRule(problems),
      publication,
      versionBefore,
      traffic: this.#traffic,
    });
    const reached = nextWatermark(watermark, this.#window!, this.options.window !== undefined);
    await this.#client.query(`UPDATE source_system SET watermark = $2, published_at = now() WHERE id = $1`, [
      id,
      reached,
    ]);
    await this.#client.query("COMMIT");
  }

  #complete(): Complete | null {
    const { snapshot, asks } = this.options.source;
    const { from, to } = this.#window!;
    return snapshot ? { from: asks.from ? from : null, to: asks.to ? to : null } : null;
  }

  #told({ counts, problems, publication }: Outcome): Partial<SyncResult> {
    return { ...counts, problems, publication: this.#run === null ? null : publication };
  }

  async #fail(caught: unknown): Promise<SyncResult> {
    const stopped = [this.#stop.signal, this.options.signal].find((signal) => signal?.aborted);
    const error = runErrorOf(stopped ? stopped.reason : caught);
    // Lets go of the run's row before another connection writes to it.
    await this.#client.query("ROLLBACK").catch(() => undefined);
    const received = this.#staging?.received ?? 0;
    const { databaseUrl, log } = this.options;
    if (this.#run !== null) await noteFailure(databaseUrl, log, this.#run, error, { ...this.#traffic, received });
    return this.#result({ outcome: "FAILED", error, received });
  }

  #result(part: Partial<SyncResult> & Pick<SyncResult, "outcome">): SyncResult {
    const milliseconds = Math.round(performance.now() - this.#began);
    return {
      source: this.options.source.code,
      run: this.#run,
      window: this.#window,
      ...this.#traffic,
      ...NO_COUNTS,
      publication: null,
      problems: [],
      error: null,
      milliseconds,
      ...part,
    };
  }

  #tell(step: "waiting" | "checking" | "publishing"): void {
    this.options.onProgress?.({ step });
  }

  #tellFetching(): void {
    this.options.onProgress?.({ step: "fetching", pages: this.#traffic.pages, records: this.#staging?.received ?? 0 });
  }
}

/** A source that fails quietly looks like one that has withdrawn everything. */
async function refuseEmpty(client: pg.Client, { code }: SyncSource): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM series_source k JOIN source_system s ON s.id = k.source_id JOIN series x ON x.id = k.series_id
     WHERE s.code = $1 AND x.observation_count > 0 LIMIT 1`,
    [code],
  );
  if (rowCount)
    throw new SourceFault(
      "RECORDS_MISSING",
      `${code} delivered an empty snapshot, which would withdraw everything: --allow-empty takes it at its word`,
      false,
    );
}

function outcomeName({ publication }: Outcome): "PUBLISHED" | "UNCHANGED" {
  return publication === null ? "UNCHANGED" : "PUBLISHED";
}
