import type { ClientBase } from "pg";
import { added, recomputeDerived } from "../formula/recompute-derived.js";
import { one } from "./one-row.js";
import { OpenPublication } from "./open-publication.js";
import type { StagingTables } from "./release-tables.js";
import {
  add,
  ANY_CHANGE,
  BEGIN_COVERAGE,
  CLEAR_COVERAGE,
  compareWithCurrent,
  COUNT_ALL_GAINS,
  COUNT_GAINS,
  HOLDS_OBSERVATIONS,
  noteChanges,
  RENEW_COVERAGE,
  REVISE,
  SAMPLE_SERIES,
  SUPERSEDE,
  TAKE_ALL,
  WITHDRAW_SERIES,
  WITHDRAW_STAGED,
} from "./publishing.sql.js";

/** Any number that no other advisory lock of Kho uses. */
const PUBLISHING_LOCK = 1_692_800_002;

export interface PublishOptions {
  /** What the rows came from, for the record: `import budget.csv`. */
  readonly origin: string;
  readonly comment?: string | undefined;
  /** The source tells comments; otherwise a comment that stands is left alone while its value does not change. */
  readonly withComments: boolean;
  /** The staged rows lie series by series, in the order of their periods: nothing needs sorting. */
  readonly inOrder?: boolean | undefined;
  /** `staged_series` counts the rows, each has a period of its own, and all of them are without a fault. */
  readonly counted?: boolean | undefined;
  /** Made-up figures stay marked as such; real ones, the default, drive them out of their series. */
  readonly provenance?: "DELIVERED" | "SAMPLE" | undefined;
  /** In which tables the rows lie; temporary ones when left out. */
  readonly tables?: StagingTables | undefined;
}

interface Changed {
  readonly created: number;
  readonly updated: number;
}

export interface Published extends Changed {
  /** The new data version, or null when nothing changed. */
  readonly publicationId: number | null;
  /** Observations of `staged_withdrawal`, and sample ones that real ones replaced. */
  readonly withdrawn: number;
}

const NOTHING = { created: 0, updated: 0, withdrawn: 0 };

/**
 * Makes the transaction the only one that publishes, until it ends; publications are then numbered in the order in
 * which they become visible.
 * @param onWait called when another one publishes just now
 */
export async function lockPublishing(client: ClientBase, onWait: () => void): Promise<void> {
  const { locked } = await one<{ locked: boolean }>(
    client,
    `SELECT pg_try_advisory_xact_lock(${PUBLISHING_LOCK}) AS "locked"`,
  );
  if (locked) return;
  onWait();
  await client.query(`SELECT pg_advisory_xact_lock(${PUBLISHING_LOCK})`);
}

/**
 * The one way in which observations change: publishes the staged rows without a fault (see staged-rows.ts) as one new
 * data version, inside the caller's transaction, which must hold the publishing lock. Every staged series exists.
 * Superseded values go to history; rows that say what the warehouse says change nothing.
 */
export async function publishStaged(client: ClientBase, options: PublishOptions): Promise<Published> {
  const publication = new OpenPublication(client, options);
  const { provenance = "DELIVERED" } = options;
  const samples = provenance === "SAMPLE" ? 0 : await withdrawSamples(client, publication);
  const gains = await stageChanges(client, options);
  const { any } = await one<{ any: boolean }>(client, ANY_CHANGE);
  const changed = any ? await applyChanges(client, await publication.id(), gains, options) : NOTHING;
  const counts = { ...changed, withdrawn: changed.withdrawn + samples };
  await publication.close(added(counts, await recomputeDerived(client, publication)));
  return { publicationId: publication.opened, ...counts };
}

/** Figures made up for demonstration leave a series when the first real one comes: the two must never mix. */
async function withdrawSamples(client: ClientBase, publication: OpenPublication): Promise<number> {
  const { ids } = await one<{ ids: number[] | null }>(client, SAMPLE_SERIES);
  if (ids === null) return 0;
  await client.query(CLEAR_COVERAGE, [ids]);
  return counted(client, WITHDRAW_SERIES, [await publication.id(), ids]);
}

/** How it is known what each series gains: the reader's counts stand for series that held nothing. */
type Gains = "COUNTED" | "TO_COUNT";

async function stageChanges(
  client: ClientBase,
  { withComments, tables, counted: all }: PublishOptions,
): Promise<Gains> {
  if (tables === "STANDING") await client.query(noteChanges(withComments));
  else if ((await one<{ holds: boolean }>(client, HOLDS_OBSERVATIONS)).holds) {
    await client.query(compareWithCurrent(withComments));
    await client.query("ANALYZE staged_change");
    await client.query(COUNT_GAINS);
  } else {
    await client.query(TAKE_ALL);
    if (all) return "COUNTED";
    await client.query(COUNT_ALL_GAINS);
  }
  return "TO_COUNT";
}

async function applyChanges(
  client: ClientBase,
  id: number,
  gains: Gains,
  { provenance = "DELIVERED", inOrder = false }: PublishOptions,
): Promise<Omit<Published, "publicationId">> {
  const withdrawn = await counted(client, WITHDRAW_STAGED, [id]);
  const updated = await counted(client, SUPERSEDE, [id]);
  if (updated > 0) await client.query(REVISE, [id]);
  const created = await counted(client, add(inOrder), [id]);
  await client.query(gains === "COUNTED" ? BEGIN_COVERAGE : RENEW_COVERAGE, [provenance]);
  return { created, updated, withdrawn };
}

async function counted(client: ClientBase, text: string, values: unknown[]): Promise<number> {
  return (await client.query(text, values)).rowCount ?? 0;
}
