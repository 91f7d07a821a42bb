import type { ClientBase } from "pg";
import { RULE_TEXTS_VI } from "./rule.texts.js";

/** More rows of one run than this are counted, but not kept one by one. */
const MOST_ROWS = 10_000;

export interface Origin {
  readonly runId: number;
  readonly sourceId: number | null;
}

/** What a run found of one rule. */
export interface ProblemCount {
  readonly rule: string;
  readonly severity: "REJECT" | "QUARANTINE" | "WARN";
  readonly rows: number;
}

/** A row that only repeats another one, and one that tells a withdrawal, are answered: nothing is wrong with them. */
const PROBLEM = `r.fault->>'rule' NOT IN ('DUPLICATE', 'WITHDRAWN') OR r.fault IS NULL AND r.warning IS NOT NULL`;
const SEVERITY = `CASE WHEN r.fault IS NULL THEN 'WARN' ELSE coalesce(r.fault->>'severity', 'REJECT') END`;

const COUNT = `
  SELECT coalesce(r.fault, r.warning)->>'rule' AS "rule", ${SEVERITY} AS "severity", count(*)::int AS "rows"
  FROM staged_row r WHERE ${PROBLEM} GROUP BY 1, 2 ORDER BY 3 DESC, 1`;

/** $1 source, $2 Vietnamese texts by rule, $3 most rows. The column known names the same row as an earlier run left it. */
const GATHER = `
  CREATE TEMP TABLE staged_rejected ON COMMIT DROP AS
  WITH problem AS (
    SELECT raw.place, raw.raw, ${SEVERITY} AS severity, coalesce(r.fault, r.warning) AS note, ss.key AS series_key,
      ss.indicator_id, ss.area_id, ss.frequency, ss.breakdown, r.period_start, r.period_end, r.value AS number,
      coalesce(r.warning->>'status', r.status)::char(1) AS status, r.comment, r.line
    FROM staged_row r
    LEFT JOIN staged_raw raw ON raw.line = r.line
    LEFT JOIN staged_series ss ON ss.ref = r.series_ref
    WHERE ${PROBLEM}
    ORDER BY r.line LIMIT $3)
  SELECT p.*, p.note->>'rule' AS rule, p.note->>'column' AS field, p.note->>'value' AS value,
    p.note->>'message' AS message_en,
    coalesce(p.note->>'messageVi', ($2::jsonb->>(p.note->>'rule')) || coalesce(': "' || (p.note->>'value') || '"', '')) AS message_vi,
    coalesce(i.agency_id, s.agency_id) AS agency_id, known.id AS known
  FROM problem p
  LEFT JOIN indicator i ON i.id = p.indicator_id
  LEFT JOIN source_system s ON s.id = $1
  LEFT JOIN LATERAL (
    SELECT x.id FROM rejected_row x
    -- Whoever released one of two rows that contradict each other has decided between them.
    WHERE x.source_id = $1 AND (x.state IN ('OPEN', 'DISMISSED') OR x.rule = 'DUPLICATE_CONFLICT') AND x.severity = p.severity AND x.rule = p.note->>'rule'
      AND x.series_key IS NOT DISTINCT FROM p.series_key AND x.period_start IS NOT DISTINCT FROM p.period_start
      AND x.number IS NOT DISTINCT FROM p.number AND x.value IS NOT DISTINCT FROM p.note->>'value' AND x.raw = p.raw
    ORDER BY x.id DESC LIMIT 1) AS known ON TRUE`;

const SEEN_AGAIN = `
  UPDATE rejected_row x SET last_run_id = $1 FROM staged_rejected r WHERE x.id = r.known`;

/** $1 run, $2 source. */
const KEEP = `
  INSERT INTO rejected_row (run_id, last_run_id, source_id, agency_id, place, raw, severity, rule, field, value, message_vi,
    message_en, series_key, indicator_id, area_id, frequency, breakdown, period_start, period_end, number, status, comment)
  SELECT $1, $1, $2, r.agency_id, coalesce(r.place, 'line ' || r.line), coalesce(r.raw, 'null'), r.severity, r.rule, r.field,
    r.value, coalesce(r.message_vi, r.message_en), r.message_en, r.series_key, r.indicator_id, r.area_id, r.frequency,
    r.breakdown, r.period_start, r.period_end, r.number, r.status, r.comment
  FROM staged_rejected r WHERE r.known IS NULL ORDER BY r.line`;

/**
 * Rows that wait for a decision, and whose source has decided itself: it sends something else for the same period now,
 * or its snapshot no longer has the row. $1 source, $2 run, $3 is it a snapshot, $4 and $5 the days it is complete for.
 */
const CLOSE = `
  UPDATE rejected_row x SET state = 'DISMISSED', decided_at = now(), decided_by = 'run ' || $2::int
  WHERE x.source_id = $1 AND x.state = 'OPEN' AND x.last_run_id <> $2 AND (
    EXISTS (SELECT FROM staged_series ss JOIN staged_row r ON r.series_ref = ss.ref
      WHERE ss.key = x.series_key AND r.period_start = x.period_start)
    OR $3 AND ($4::date IS NULL OR x.period_start >= $4) AND ($5::date IS NULL OR x.period_end <= $5))`;

export async function countProblems(client: ClientBase): Promise<ProblemCount[]> {
  return (await client.query<ProblemCount>(COUNT)).rows;
}

/** Keeps the rows that were refused, held back or flagged; one that an earlier run left the same way is not kept twice. */
export async function keepRejected(client: ClientBase, { runId, sourceId }: Origin): Promise<void> {
  await client.query(GATHER, [sourceId, JSON.stringify(RULE_TEXTS_VI), MOST_ROWS]);
  await client.query(SEEN_AGAIN, [runId]);
  await client.query(KEEP, [runId, sourceId]);
}

/** @param complete the days for which the delivery is everything there is; null where it is a delta */
export async function closeRejected(
  client: ClientBase,
  { runId, sourceId }: Origin,
  complete: { readonly from: string | null; readonly to: string | null } | null,
): Promise<void> {
  await client.query(CLOSE, [sourceId, runId, complete !== null, complete?.from ?? null, complete?.to ?? null]);
}
