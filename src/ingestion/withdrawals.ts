import type { ClientBase } from "pg";
import type { Unread } from "./record.staging.js";

/** Days for which a snapshot is everything there is; null does not bound them. */
export interface Complete {
  readonly from: string | null;
  readonly to: string | null;
}

/** Observations of which a record says that they are withdrawn. */
const TELL = `
  INSERT INTO staged_withdrawal
  SELECT DISTINCT o.series_id, o.period_start
  FROM staged_row r
  JOIN staged_series ss ON ss.ref = r.series_ref
  JOIN observation o ON o.series_id = ss.series_id AND o.period_start = r.period_start
  WHERE r.fault IS NULL AND r.status IS NULL`;

const ANSWER_TOLD = `
  UPDATE staged_row r SET fault = '{"rule": "WITHDRAWN"}' WHERE r.fault IS NULL AND r.status IS NULL`;

/**
 * What a snapshot no longer holds: of the series that this source delivered last, in whole periods of these days. A row
 * that came but was not taken is not absent; nor is anything of an indicator ($4) of which a row can't be read; nor, where rows
 * came of indicators that nobody knows ($5), is an indicator of which no row came: its code may have been changed.
 */
const MISS = `
  INSERT INTO staged_withdrawal
  SELECT o.series_id, o.period_start
  FROM series_source k
  JOIN series s ON s.id = k.series_id
  JOIN observation o ON o.series_id = k.series_id
  LEFT JOIN staged_series ss ON ss.series_id = o.series_id
  WHERE k.source_id = $1
    AND ($2::date IS NULL OR o.period_start >= $2) AND ($3::date IS NULL OR o.period_end <= $3)
    AND s.indicator_id <> ALL ($4::int[])
    AND (NOT $5 OR EXISTS (SELECT FROM staged_series t WHERE t.indicator_id = s.indicator_id))
    AND NOT EXISTS (SELECT FROM staged_row r WHERE r.series_ref = ss.ref AND r.period_start = o.period_start)
  ON CONFLICT DO NOTHING`;

/** Which source delivered a series last. */
const OWN = `
  INSERT INTO series_source (series_id, source_id)
  SELECT ss.series_id, $1
  FROM staged_series ss
  WHERE ss.series_id IS NOT NULL AND EXISTS (SELECT FROM staged_row r WHERE r.series_ref = ss.ref AND r.status IS NOT NULL)
  ON CONFLICT (series_id) DO UPDATE SET source_id = excluded.source_id
  WHERE series_source.source_id <> excluded.source_id`;

/** @returns how many observations are withdrawn because a record says so */
export async function withdrawTold(client: ClientBase): Promise<number> {
  const told = (await client.query(TELL)).rowCount ?? 0;
  await client.query(ANSWER_TOLD);
  return told;
}

/** Withdraws what a complete delivery no longer holds; one with rows that may stand for anything withdraws nothing. */
export async function withdrawAbsent(
  client: ClientBase,
  sourceId: number,
  { from, to }: Complete,
  unread: Unread,
): Promise<void> {
  if (unread.everything) return;
  await client.query(MISS, [sourceId, from, to, [...unread.indicators], unread.strangers]);
}

export async function ownSeries(client: ClientBase, sourceId: number): Promise<void> {
  await client.query(OWN, [sourceId]);
}
