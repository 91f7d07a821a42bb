import type { ClientBase, ClientConfig } from "pg";
import { lockPublishing, publishStaged } from "../publication/publishing.service.js";
import { clearReleaseTables, useReleaseTables } from "../publication/release-tables.js";
import { AppError } from "../shared/errors.js";
import { currentVersion, finishRun, startRun } from "./run.record.js";
import { createSeries } from "./staged-series.js";
import { refuseReal } from "./staged.rules.js";
import { NO_COUNTS } from "./sync.result.js";
import { inTransaction } from "./transaction.js";

const NAME = "kho rejected";

export interface Decision {
  /** Rows by their numbers. */
  readonly ids: readonly number[];
  /** Who decides, for the record. */
  readonly by: string;
  /** Null for no limit; otherwise only rows that this agency may look at exist for the caller. */
  readonly agencyId: number | null;
  /** The connection's limits, for who does not wait for ever. */
  readonly limits?: ClientConfig;
}

export interface Released {
  /** The data version that they are published in; null where the warehouse said all of it already. */
  readonly publication: number | null;
  readonly released: number;
}

interface Row {
  readonly id: number;
  readonly severity: string;
  readonly state: string;
  readonly sourceId: number | null;
  readonly key: string | null;
}

const FIND = `
  SELECT x.id, x.severity, x.state, x.source_id AS "sourceId", x.series_key || ' ' || x.period_start AS "key"
  FROM rejected_row x
  WHERE x.id = ANY($1::int[]) AND ($2::int IS NULL OR x.agency_id = $2)
  ORDER BY x.id FOR UPDATE`;

const STAGE = `
  INSERT INTO staged_series (ref, key, indicator_id, area_id, frequency, breakdown, series_id)
  SELECT row_number() OVER (ORDER BY x.key), x.key, x.indicator_id, x.area_id, x.frequency, x.breakdown, s.id
  FROM (SELECT DISTINCT x.series_key AS key, x.indicator_id, x.area_id, x.frequency, x.breakdown
        FROM rejected_row x WHERE x.id = ANY($1::int[])) AS x
  LEFT JOIN series s ON s.key = x.key`;

const STAGE_ROWS = `
  INSERT INTO staged_row (line, series_ref, period_start, period_end, value, status, comment)
  SELECT x.id, ss.ref, x.period_start, x.period_end, x.number, x.status, x.comment
  FROM rejected_row x JOIN staged_series ss ON ss.key = x.series_key WHERE x.id = ANY($1::int[])`;

const DECIDE = `
  UPDATE rejected_row x SET state = $2, decided_at = now(), decided_by = $3, publication_id = $4
  WHERE x.id = ANY($1::int[])`;

/** Other rows that said something else of the same observations. */
const DISMISS_RIVALS = `
  UPDATE rejected_row x SET state = 'DISMISSED', decided_at = now(), decided_by = $2
  FROM rejected_row r
  WHERE r.id = ANY($1::int[]) AND x.state = 'OPEN' AND x.series_key = r.series_key AND x.period_start = r.period_start
    AND x.id <> ALL($1::int[])`;

/**
 * Publishes rows that were held back, as they came, in one data version; a row published with a warning loses its flag. Who
 * may do that is the caller's question.
 * @throws AppError NOT_FOUND for an unknown row; CONFLICT where one was decided already; BAD_USER_INPUT for a refused row, or
 * two rows of one observation
 */
export function releaseRows(databaseUrl: string, decision: Decision): Promise<Released> {
  const work = async (client: ClientBase): Promise<Released> => {
    await lockPublishing(client, () => {});
    const rows = await openRows(client, decision);
    refuseUnreleasable(rows);
    const versionBefore = await currentVersion(client);
    const published = await publishRows(client, decision);
    await client.query(DECIDE, [decision.ids, "RELEASED", decision.by, published.publicationId]);
    await client.query(DISMISS_RIVALS, [decision.ids, decision.by]);
    const { publicationId: publication, created, updated } = published;
    const received = rows.length;
    const counts = { ...NO_COUNTS, received, created, updated, unchanged: received - created - updated };
    const sourceId = rows.every((row) => row.sourceId === rows[0]!.sourceId) ? rows[0]!.sourceId : null;
    const run = await startRun(client, {
      sourceId,
      origin: originOf(decision),
      cause: "RELEASE",
      attempt: 1,
      window: null,
    });
    await finishRun(client, run, { counts, problems: {}, traffic: { pages: 0, bytes: 0 }, versionBefore, publication });
    return { publication, released: received };
  };
  return inTransaction(databaseUrl, NAME, work, decision.limits);
}

/** Decides that rows are not to be published. They are not asked about again while their source sends the same. */
export function dismissRows(databaseUrl: string, decision: Decision): Promise<number> {
  const work = async (client: ClientBase): Promise<number> => {
    const rows = await openRows(client, decision);
    await client.query(DECIDE, [decision.ids, "DISMISSED", decision.by, null]);
    return rows.length;
  };
  return inTransaction(databaseUrl, NAME, work, decision.limits);
}

async function openRows(client: ClientBase, { ids, agencyId }: Decision): Promise<Row[]> {
  const { rows } = await client.query<Row>(FIND, [ids, agencyId]);
  const missing = ids.filter((id) => !rows.some((row) => row.id === id));
  if (ids.length === 0) throw new AppError("BAD_USER_INPUT", "No row is named");
  if (missing.length > 0) throw new AppError("NOT_FOUND", `There is no such row: ${missing.join(", ")}`);
  const decided = rows.filter(({ state }) => state !== "OPEN");
  if (decided.length > 0)
    throw new AppError("CONFLICT", `Decided already: ${decided.map(({ id, state }) => `${id} (${state})`).join(", ")}`);
  return rows;
}

function refuseUnreleasable(rows: readonly Row[]): void {
  const refused = rows.filter(({ severity }) => severity === "REJECT").map(({ id }) => id);
  if (refused.length > 0)
    throw new AppError(
      "BAD_USER_INPUT",
      `Refused rows can't be published, their source must send them right: ${refused.join(", ")}`,
    );
  const twice = rows.find(({ key }, i) => rows.findIndex((other) => other.key === key) !== i);
  if (twice)
    throw new AppError("BAD_USER_INPUT", `Two of the rows say something of one observation, ${twice.key}: choose one`);
}

async function publishRows(client: ClientBase, decision: Decision) {
  await useReleaseTables(client);
  await client.query(STAGE, [decision.ids]);
  await client.query(STAGE_ROWS, [decision.ids]);
  const provenance = await provenanceOf(client, decision.ids);
  await createSeries(client, { all: true, provenance });
  if (provenance === "SAMPLE" && (await refuseReal(client)) > 0)
    throw new AppError("CONFLICT", "The rows are made up, and their series holds real figures by now");
  const published = await publishStaged(client, {
    tables: "STANDING",
    provenance,
    origin: originOf(decision),
    comment: `released by ${decision.by}`,
    withComments: true,
  });
  await clearReleaseTables(client);
  return published;
}

/** Rows of a file come from no source: they are real. */
async function provenanceOf(client: ClientBase, ids: readonly number[]): Promise<"DELIVERED" | "SAMPLE"> {
  const { rows } = await client.query<{ provenance: "DELIVERED" | "SAMPLE" }>(
    `SELECT DISTINCT coalesce(ss.provenance, 'DELIVERED') AS "provenance"
     FROM rejected_row rr LEFT JOIN source_system ss ON ss.id = rr.source_id WHERE rr.id = ANY($1)`,
    [ids],
  );
  if (rows.length === 1) return rows[0]!.provenance;
  throw new AppError("BAD_USER_INPUT", "Some of the rows are made up and others real: release them apart");
}

function originOf({ ids }: Decision): string {
  const shown = ids.slice(0, 5).join(", ");
  return `release ${shown}${ids.length > 5 ? `, … (${ids.length} rows)` : ""}`;
}
