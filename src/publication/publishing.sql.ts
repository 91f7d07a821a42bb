import { renewCoverage } from "../observation/series-coverage.js";

/** Statements of publishing. `staged_change` is what differs from the warehouse; `superseded` names the current row's publication. */

/** The rows that differ, when some of the series hold observations already. 3.0 and 3.00 are the same number. */
export function compareWithCurrent(withComments: boolean): string {
  const comments = withComments ? " OR o.comment IS DISTINCT FROM r.comment" : "";
  return `
    CREATE TEMP TABLE staged_change ON COMMIT DROP AS
    SELECT ss.series_id, r.period_start, r.period_end, r.value, r.status, r.comment, o.publication_id AS superseded
    FROM staged_row r
    JOIN staged_series ss ON ss.ref = r.series_ref
    LEFT JOIN observation o ON o.series_id = ss.series_id AND o.period_start = r.period_start
    WHERE r.fault IS NULL
      AND (o.series_id IS NULL OR o.value IS DISTINCT FROM r.value OR o.status <> r.status
        OR o.period_end <> r.period_end${comments})`;
}

export const LIST_CHANGED_SERIES = `
  CREATE TEMP TABLE changed_series ON COMMIT DROP AS
  SELECT c.series_id FROM staged_change c UNION SELECT w.series_id FROM staged_withdrawal w`;

/** When none of the series holds anything, every row is new and every series changes: nothing needs a copy. */
export const TAKE_ALL = `
  CREATE TEMP VIEW changed_series AS
  SELECT ss.series_id FROM staged_series ss UNION SELECT w.series_id FROM staged_withdrawal w;
  CREATE TEMP VIEW staged_change AS
  SELECT ss.series_id, r.period_start, r.period_end, r.value, r.status, r.comment, NULL::integer AS superseded
  FROM staged_row r
  JOIN staged_series ss ON ss.ref = r.series_ref
  WHERE r.fault IS NULL`;

export const HOLDS_OBSERVATIONS = `
  SELECT EXISTS (
    SELECT FROM staged_series ss JOIN series s ON s.id = ss.series_id WHERE s.observation_count > 0) AS "holds"`;

export const ANY_CHANGE = `
  SELECT EXISTS (SELECT FROM staged_change) OR EXISTS (SELECT FROM staged_withdrawal) AS "any"`;

/** The next number, without a gap: a sequence would skip those of transactions that were rolled back. */
export const OPEN_PUBLICATION = `
  INSERT INTO publication (id, origin, comment)
  SELECT coalesce(max(p.id), 0) + 1, $1, $2 FROM publication p RETURNING id`;

export const CLOSE_PUBLICATION = `
  UPDATE publication SET created = $2, updated = $3, withdrawn = $4 WHERE id = $1`;

/** Materialized, since there are hardly ever any: then the rows are not looked at. */
export const SAMPLE_SERIES = `
  WITH sample AS MATERIALIZED (
    SELECT s.id, ss.ref FROM staged_series ss JOIN series s ON s.id = ss.series_id WHERE s.provenance = 'SAMPLE')
  SELECT array_agg(sample.id) AS "ids"
  FROM sample
  WHERE EXISTS (SELECT FROM staged_row r WHERE r.series_ref = sample.ref AND r.fault IS NULL)`;

/** $1 the publication that withdraws. */
function withdraw(rows: string): string {
  return `
    WITH withdrawn AS (DELETE FROM observation o ${rows} RETURNING o.*)
    INSERT INTO observation_history
      (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
    SELECT w.series_id, w.period_start, w.period_end, w.publication_id, $1, w.value, w.status, 'WITHDRAWN', w.comment
    FROM withdrawn w`;
}

/** $2 series, of which everything goes. */
export const WITHDRAW_SERIES = withdraw(`WHERE o.series_id = ANY($2::int[])`);

export const WITHDRAW_STAGED = withdraw(
  `USING staged_withdrawal sw WHERE o.series_id = sw.series_id AND o.period_start = sw.period_start`,
);

export const SUPERSEDE = `
  INSERT INTO observation_history
    (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
  SELECT o.series_id, o.period_start, o.period_end, o.publication_id, $1, o.value, o.status, 'REVISED', o.comment
  FROM staged_change c
  JOIN observation o ON o.series_id = c.series_id AND o.period_start = c.period_start
  WHERE c.superseded IS NOT NULL`;

export const REVISE = `
  UPDATE observation o
  SET period_end = c.period_end, publication_id = $1, value = c.value, status = c.status, comment = c.comment
  FROM staged_change c
  WHERE c.superseded IS NOT NULL AND o.series_id = c.series_id AND o.period_start = c.period_start`;

/** In the order of the key, so that its index grows at the end. */
export const ADD = `
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status, comment)
  SELECT c.series_id, c.period_start, c.period_end, $1, c.value, c.status, c.comment
  FROM staged_change c
  WHERE c.superseded IS NULL
  ORDER BY c.series_id, c.period_start`;

/** $1 whence the series' values are from now on; whatever they were before. Without observations a series covers nothing. */
export const RENEW_COVERAGE = renewCoverage("changed_series", "$1");

export const ANNOUNCE = `SELECT pg_notify('kho_published', $1::text)`;
