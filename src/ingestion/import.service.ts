import { basename } from "node:path";
import pg from "pg";
import type { ClientBase } from "pg";
import { lockPublishing, publishStaged } from "../publication/publishing.service.js";
import type { Published } from "../publication/publishing.service.js";
import { createEntries } from "./catalogue.creation.js";
import type { CreatedEntries } from "./catalogue.creation.js";
import { isKnown } from "./catalogue.entries.js";
import type { StagedSeries } from "./catalogue.entries.js";
import { sizeOf } from "./file.text.js";
import { noteFailedImport } from "./import.failure.js";
import { NO_REJECTIONS, readRejections, writeReport } from "./import.report.js";
import type { Rejections } from "./import.report.js";
import type { ImportResult } from "./import.result.js";
import { readFile } from "./import.reading.js";
import type { Read } from "./import.reading.js";
import { readSpec } from "./import.spec.js";
import type { ImportMap, ImportSpec } from "./import.spec.js";
import { createSeries, stageSeries } from "./staged-series.js";
import { keepRejected } from "./rejected.store.js";
import { currentVersion, finishRun, startRun } from "./run.record.js";
import { judgeByRules } from "./rules/rules.check.js";
import { contentOf, keepFile, stageRawLines } from "./import.raw.js";
import type { FileContent } from "./import.raw.js";
import { refuseByWarehouse, refuseRepeats, refuseUnplaced } from "./staged.rules.js";

export interface ImportOptions {
  /** Connection string of a migrated warehouse. */
  readonly databaseUrl: string;
  readonly file: string;
  /** How the file is to be read; without it only columns of the canonical names are taken. */
  readonly map?: ImportMap | Readonly<Record<string, unknown>>;
  /** Answers what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  /** One rejected row is enough to change nothing. */
  readonly strict?: boolean | undefined;
  /** Reads also the rows that the last file of the kind had already: for a warehouse that was changed by hand. */
  readonly everyRow?: boolean | undefined;
  /** Lets the file replace series that were made up for demonstration. */
  readonly replaceSample?: boolean | undefined;
  /** Where to write what became of each row, as CSV. */
  readonly report?: string | undefined;
  /** A remark for the publication. */
  readonly comment?: string | undefined;
  readonly onProgress?: (step: ImportStep) => void;
}

export type ImportStep =
  | { readonly step: "waiting" | "checking" | "publishing" }
  | { readonly step: "reading"; readonly bytes: number; readonly totalBytes: number };

/** Enough for sorting and comparing two million rows in memory; it is the server's memory, for this transaction only. */
const SETTINGS = `SET LOCAL work_mem = '256MB'; SET LOCAL jit = off; SET LOCAL statement_timeout = 0`;

/** From this many new rows on the planner should hear of them at once. */
const MANY_ROWS = 10_000;

/**
 * Imports a long-format CSV file in one transaction: every row is answered with created, updated, unchanged or rejected,
 * and what is good becomes visible at once, as one publication.
 * @throws AppError BAD_USER_INPUT for a broken file, a map that does not fit it, or missing extras; nothing is published then,
 * and the failure is noted as a run
 */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const began = performance.now();
  const spec = readSpec(options.map ?? {});
  const totalBytes = await sizeOf(options.file);
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: "kho import" });
  await client.connect();
  try {
    const result = await new Import(client, options, spec, totalBytes).run();
    if (result.publication !== null && result.created > MANY_ROWS) await client.query("ANALYZE observation, series");
    return { ...result, milliseconds: Math.round(performance.now() - began) };
  } catch (error) {
    const { databaseUrl, file, dryRun } = options;
    const milliseconds = performance.now() - began;
    if (!dryRun) await noteFailedImport({ databaseUrl, file, totalBytes, milliseconds }, error);
    throw error;
  } finally {
    await client.end();
  }
}

type Outcome = Omit<ImportResult, "milliseconds">;

interface Checked {
  readonly entries: CreatedEntries;
  /** Rows with a fault; none saves looking for them. */
  readonly faults: number;
  readonly warned: number;
  /** Every row that could be read is taken, and none says what another one says. */
  readonly allTaken: boolean;
}

class Import {
  constructor(
    private readonly client: ClientBase,
    private readonly options: ImportOptions,
    private readonly spec: ImportSpec,
    private readonly totalBytes: number,
  ) {}

  async run(): Promise<Outcome> {
    // A report has a line for every row.
    const everyRow = this.options.everyRow === true || this.options.report !== undefined;
    return (await this.#transaction(everyRow)) ?? (await this.#transaction(true))!;
  }

  /** Null when every row has to be read after all. */
  async #transaction(everyRow: boolean): Promise<Outcome | null> {
    await this.client.query(`BEGIN; ${SETTINGS}`);
    try {
      await lockPublishing(this.client, () => this.#tell({ step: "waiting" }));
      const result = await this.#work(everyRow);
      await this.client.query(result === null || result.run === null ? "ROLLBACK" : "COMMIT");
      return result;
    } catch (error) {
      await this.client.query("ROLLBACK").catch(() => {}); // the connection may be the very thing that failed
      throw error;
    }
  }

  async #work(everyRow: boolean): Promise<Outcome | null> {
    const read = await readFile(this.client, {
      ...this.options,
      spec: this.spec,
      everyRow,
      onRead: (bytes) => this.#tell({ step: "reading", bytes, totalBytes: this.totalBytes }),
    });
    this.#tell({ step: "checking" });
    const { entries, faults, warned, allTaken } = await this.#check(read);
    const rejections = faults + warned > 0 ? await readRejections(this.client) : NO_REJECTIONS;
    this.#tell({ step: "publishing" });
    const versionBefore = await currentVersion(this.client);
    const series = await createSeries(this.client, { all: allTaken });
    if (await read.blocks.repeatKeys(this.client)) return null;
    const publishing = publishStaged(this.client, {
      origin: this.#origin,
      comment: this.options.comment,
      withComments: read.binding.comment !== null,
      inOrder: read.inOrder,
      counted: allTaken,
    });
    // Postgres has the most to do now, and nothing is to be done here.
    const [published, content] = await Promise.all([publishing, contentOf(this.options.file)]);
    if (this.options.report !== undefined) await writeReport(this.client, this.options.report, published.publicationId);
    const result = this.#outcome(read, rejections, { ...entries, series }, published);
    if (this.#changesNothing(rejections)) return result;
    await read.blocks.keep(this.client, published.publicationId ?? versionBefore, faults + warned > 0);
    return { ...result, run: await this.#keepRun(result, versionBefore, content) };
  }

  get #origin(): string {
    return `import ${basename(this.options.file)}`;
  }

  #changesNothing({ rejected, quarantined }: Rejections): boolean {
    const { dryRun = false, strict = false } = this.options;
    return dryRun || (strict && rejected + quarantined > 0);
  }

  /** The import as a run, like that of a source, with the rows that were not simply taken. */
  async #keepRun(result: Outcome, versionBefore: number, content: FileContent): Promise<number> {
    const { client, totalBytes, options, spec } = this;
    const start = { sourceId: null, origin: this.#origin, cause: "IMPORT", attempt: 1, window: null } as const;
    const runId = await startRun(client, start);
    if (result.examples.length > 0) {
      await stageRawLines(client, options.file, spec);
      await keepRejected(client, { runId, sourceId: null });
    }
    await keepFile(client, runId, options.file, content);
    const traffic = { pages: 1, bytes: totalBytes };
    const { publication, rejectedByRule } = result;
    await finishRun(client, runId, { counts: result, problems: rejectedByRule, traffic, versionBefore, publication });
    return runId;
  }

  /** The rules that look at more than one row, and the entries and series that the surviving rows need. */
  async #check({ binding, series, calendar, mayRepeat, rejected }: Read): Promise<Checked> {
    const repeated = mayRepeat ? await refuseRepeats(this.client, binding.value.name) : 0;
    const needed = repeated > 0 ? await this.#surviving(series) : series;
    const entries = await createEntries(this.client, needed, this.spec, calendar.id);
    await stageSeries(this.client, repeated > 0 ? series.filter(isKnown) : needed);
    if (repeated > 0) await refuseUnplaced(this.client);
    const replaceSample = this.options.replaceSample ?? false;
    const refused = await refuseByWarehouse(this.client, { replaceSample, periodColumn: binding.period.name });
    const judged = await judgeByRules(this.client);
    const takenOut = repeated + refused + judged.faults;
    return { entries, faults: rejected + takenOut, warned: judged.warned, allTaken: takenOut === 0 };
  }

  async #surviving(series: readonly StagedSeries[]): Promise<StagedSeries[]> {
    const { rows } = await this.client.query<{ ref: number }>(
      `SELECT DISTINCT r.series_ref AS "ref" FROM staged_row r WHERE r.fault IS NULL`,
    );
    const refs = new Set(rows.map(({ ref }) => ref));
    return series.filter(({ ref }) => refs.has(ref));
  }

  #outcome(
    { received, binding }: Read,
    rejections: Rejections,
    createdEntries: ImportResult["createdEntries"],
    { publicationId, ...counts }: Published,
  ): Outcome {
    const { dryRun = false, file } = this.options;
    const refused = !dryRun && this.#changesNothing(rejections);
    const outcome = dryRun ? "DRY_RUN" : refused ? "REFUSED" : publicationId === null ? "UNCHANGED" : "IMPORTED";
    return {
      file: basename(file),
      outcome,
      run: null,
      publication: outcome === "IMPORTED" ? publicationId : null,
      received,
      ...counts,
      unchanged: received - rejections.rejected - rejections.quarantined - counts.created - counts.updated,
      ...rejections,
      createdEntries,
      ignoredColumns: binding.ignored,
    };
  }

  #tell(step: ImportStep): void {
    this.options.onProgress?.(step);
  }
}
