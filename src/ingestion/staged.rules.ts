import type { ClientBase } from "pg";

/**
 * A key that comes twice in one delivery: rows that say the same change nothing a second time, rows that differ are all
 * held back, because nobody knows which one is right. $1 field of the value, $2 what rows are called.
 */
const FIND_REPEATS = `
  CREATE TEMP TABLE staged_repeat ON COMMIT DROP AS
  SELECT r.series_ref, r.period_start
  FROM staged_row r
  WHERE r.fault IS NULL
  GROUP BY r.series_ref, r.period_start
  HAVING count(*) > 1`;

const REFUSE_REPEATS = `
  WITH repeats AS (
    SELECT r.series_ref, r.period_start, count(*) AS rows, min(r.line) AS first_line, max(r.line) AS last_line,
      count(DISTINCT (r.value, r.status, r.comment, r.period_end)) > 1 AS conflict
    FROM staged_row r JOIN staged_repeat p USING (series_ref, period_start)
    WHERE r.fault IS NULL
    GROUP BY r.series_ref, r.period_start)
  UPDATE staged_row r
  SET fault = jsonb_build_object(
    'rule', CASE WHEN p.conflict THEN 'DUPLICATE_CONFLICT' ELSE 'DUPLICATE' END,
    'severity', CASE WHEN p.conflict AND r.status IS NOT NULL THEN 'QUARANTINE' ELSE 'REJECT' END,
    'column', $1::text,
    'value', r.value::text,
    'message', CASE
      WHEN p.conflict THEN format('%s rows give this period of this series, and not the same: the first on %s %s, the last on %s %s',
        p.rows, $2::text, p.first_line, $2::text, p.last_line)
      ELSE format('%s %s says the same', $2::text, p.first_line) END,
    'messageVi', CASE WHEN p.conflict THEN format(
      '%s dòng cho cùng một kỳ của cùng một chuỗi nhưng khác nhau: dòng đầu %s, dòng cuối %s', p.rows, p.first_line, p.last_line) END)
  FROM repeats p
  WHERE r.fault IS NULL AND r.series_ref = p.series_ref AND r.period_start = p.period_start
    AND (p.conflict OR r.line > p.first_line)`;

const SAMPLE_EXISTS = `
  SELECT FROM staged_series ss JOIN series s ON s.id = ss.series_id WHERE s.provenance = 'SAMPLE' LIMIT 1`;

/** Also the rows that only repeat one: they share its fate. */
const STANDING = `(r.fault IS NULL OR r.fault->>'rule' = 'DUPLICATE')`;

const DERIVED_EXISTS = `
  SELECT FROM staged_series ss JOIN formula f ON f.indicator_id = ss.indicator_id LIMIT 1`;

/** What is computed takes no values from elsewhere: they would be gone with the next publication. */
const REFUSE_DERIVED = `
  UPDATE staged_row r
  SET fault = jsonb_build_object('rule', 'DERIVED_LOCKED', 'column', NULL, 'value', NULL, 'message',
    format('%s is computed by the formula %s and takes no values of its own', i.code, f.expression))
  FROM staged_series ss JOIN formula f ON f.indicator_id = ss.indicator_id JOIN indicator i ON i.id = f.indicator_id
  WHERE r.series_ref = ss.ref AND ${STANDING}`;

/** Nothing of theirs is left to be published, so no series is made for them. */
const FORGET_DERIVED = `
  DELETE FROM staged_series ss USING formula f WHERE f.indicator_id = ss.indicator_id AND ss.series_id IS NULL`;

const REFUSE_SAMPLES = `
  UPDATE staged_row r
  SET fault = jsonb_build_object('rule', 'SAMPLE_SERIES', 'column', NULL, 'value', NULL, 'message',
    format('%s holds figures made up for demonstration: --replace-sample withdraws them', ss.key))
  FROM staged_series ss JOIN series s ON s.id = ss.series_id
  WHERE s.provenance = 'SAMPLE' AND r.series_ref = ss.ref AND ${STANDING}`;

const REFUSE_REAL = `
  UPDATE staged_row r
  SET fault = jsonb_build_object('rule', 'REAL_SERIES', 'column', NULL, 'value', NULL, 'message',
    format('%s holds real figures: made-up ones never come into it', s.key))
  FROM staged_series ss JOIN series s ON s.id = ss.series_id
  WHERE s.provenance <> 'SAMPLE' AND r.series_ref = ss.ref AND ${STANDING}`;

/** Series of other frequencies can't have it: there the first day tells the last one. */
const REFUSE_CLASHES = `
  UPDATE staged_row r
  SET fault = jsonb_build_object('rule', 'PERIOD_CLASH', 'column', $1::text, 'value', NULL, 'message',
    format('%s has another period from %s, until %s', ss.key, o.period_start, o.period_end))
  FROM staged_series ss
  JOIN series s ON s.id = ss.series_id AND s.provenance <> 'SAMPLE'
  JOIN observation o ON o.series_id = ss.series_id
  WHERE ss.frequency = 'R' AND r.series_ref = ss.ref AND r.period_start = o.period_start
    AND r.period_end <> o.period_end AND ${STANDING}`;

const RANGES_EXIST = `SELECT FROM staged_series ss WHERE ss.frequency = 'R' AND ss.series_id IS NOT NULL LIMIT 1`;

/** A row whose indicator or area does not exist can't be released later: it is refused. */
const REFUSE_UNPLACED = `
  UPDATE staged_row r SET fault = r.fault || '{"severity": "REJECT"}'
  WHERE r.fault->>'severity' = 'QUARANTINE'
    AND NOT EXISTS (SELECT FROM staged_series ss WHERE ss.ref = r.series_ref)`;

/**
 * For a source of made-up figures: they may only join others of their kind.
 * @returns how many rows were refused
 */
export async function refuseReal(client: ClientBase): Promise<number> {
  return (await client.query(REFUSE_REAL)).rowCount ?? 0;
}

export async function refuseUnplaced(client: ClientBase): Promise<void> {
  await client.query(REFUSE_UNPLACED);
}

/** @returns how many rows were answered: refused, or only repeating another one */
export async function refuseRepeats(
  client: ClientBase,
  valueColumn: string,
  noun: "line" | "record" = "line",
): Promise<number> {
  const { rowCount } = await client.query(FIND_REPEATS);
  if (!rowCount) return 0;
  await client.query("ANALYZE staged_repeat");
  return (await client.query(REFUSE_REPEATS, [valueColumn, noun])).rowCount ?? 0;
}

/**
 * Rules that need the warehouse's own observations. The staged series know their ids by now.
 * @returns how many rows were refused
 */
export async function refuseByWarehouse(
  client: ClientBase,
  { replaceSample, periodColumn }: { readonly replaceSample: boolean; readonly periodColumn: string },
): Promise<number> {
  const hasDerived = (await client.query(DERIVED_EXISTS)).rowCount;
  const derived = hasDerived ? (await client.query(REFUSE_DERIVED)).rowCount : 0;
  if (hasDerived) await client.query(FORGET_DERIVED);
  const hasSamples = !replaceSample && (await client.query(SAMPLE_EXISTS)).rowCount;
  const samples = hasSamples ? (await client.query(REFUSE_SAMPLES)).rowCount : 0;
  const clashes = (await client.query(RANGES_EXIST)).rowCount
    ? (await client.query(REFUSE_CLASHES, [periodColumn])).rowCount
    : 0;
  return (derived ?? 0) + (samples ?? 0) + (clashes ?? 0);
}
