import { joinLatest, SET_LATEST } from "../observation/series-coverage.js";

/** Statements of publishing. `staged_change` is what differs from the warehouse; `superseded` names the current row's publication. */

/** The rows that differ, when some of the series hold observations already. */
export const compareWithCurrent = (withComments: boolean): string =>
  `CREATE TEMP TABLE staged_change ON COMMIT DROP AS ${differing(withComments)}`;

/** The same in a table that stands. */
export const noteChanges = (withComments: boolean): string => `INSERT INTO staged_change ${differing(withComments)}`;

/**
 * What stands between the first and the last day that the delivery tells of each series. By the OFFSET it is looked up series by
 * series: where Postgres chose, it made a hash of the whole warehouse for a delivery of a tenth of it.
 */
const STANDING = `
  SELECT ss.ref, o.*
  FROM staged_series ss
  CROSS JOIN LATERAL (
    SELECT o.* FROM observation o
    WHERE o.series_id = ss.series_id
      AND o.period_start BETWEEN coalesce(ss.earliest, '-infinity') AND coalesce(ss.latest, 'infinity')
    OFFSET 0) AS o`;

/** 3.0 and 3.00 are the same number. */
function differing(withComments: boolean): string {
  const comments = withComments ? " OR o.comment IS DISTINCT FROM r.comment" : "";
  return `
    SELECT ss.series_id, r.period_start, r.period_end, r.value, r.status, r.comment, o.publication_id AS superseded
    FROM staged_row r
    JOIN staged_series ss ON ss.ref = r.series_ref
    LEFT JOIN (${STANDING}) AS o ON o.ref = r.series_ref AND o.period_start = r.period_start
    WHERE r.fault IS NULL
      AND (o.series_id IS NULL OR o.value IS DISTINCT FROM r.value OR o.status <> r.status
        OR o.period_end <> r.period_end${comments})`;
}

/** When none of the series holds anything, every row is new: nothing needs a copy. */
export const TAKE_ALL = `
  CREATE TEMP VIEW staged_change AS
  SELECT ss.series_id, r.period_start, r.period_end, r.value, r.status, r.comment, NULL::integer AS superseded
  FROM staged_row r
  JOIN staged_series ss ON ss.ref = r.series_ref
  WHERE r.fault IS NULL`;

export const COUNT_ALL_GAINS = `
  CREATE TEMP VIEW staged_gain AS
  SELECT ss.series_id, k.added, k.newest
  FROM (
    SELECT r.series_ref, count(*) AS added, max(r.period_start) AS newest
    FROM staged_row r WHERE r.fault IS NULL GROUP BY r.series_ref) AS k
  JOIN staged_series ss ON ss.ref = k.series_ref`;

/** How many observations each series gains, and its newest period that changes. */
export const COUNT_GAINS = `
  CREATE TEMP VIEW staged_gain AS
  SELECT c.series_id, count(*) FILTER (WHERE c.superseded IS NULL) AS added, max(c.period_start) AS newest
  FROM staged_change c GROUP BY c.series_id`;

export const HOLDS_OBSERVATIONS = `
  SELECT EXISTS (
    SELECT FROM staged_series ss JOIN series s ON s.id = ss.series_id WHERE s.observation_count > 0) AS "holds"`;

export const ANY_CHANGE = `
  SELECT EXISTS (SELECT FROM staged_change) OR EXISTS (SELECT FROM staged_withdrawal) AS "any"`;

/** The next number, without a gap: a sequence alone would skip those of transactions that were rolled back. */
export const OPEN_PUBLICATION = `
  WITH opened AS (
    INSERT INTO publication (id, origin, comment)
    SELECT coalesce(max(p.id), 0) + 1, $1, $2 FROM publication p RETURNING id)
  SELECT o.id, setval(pg_get_serial_sequence('publication', 'id'), o.id) FROM opened o`;

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
export const add = (inOrder: boolean): string => `
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status, comment)
  SELECT c.series_id, c.period_start, c.period_end, $1, c.value, c.status, c.comment
  FROM staged_change c
  WHERE c.superseded IS NULL${inOrder ? "" : " ORDER BY c.series_id, c.period_start"}`;

/** Before all of a series' observations are withdrawn: what comes after is counted from nothing. $1 series. */
export const CLEAR_COVERAGE = `
  UPDATE series s
  SET observation_count = 0, first_period_start = NULL, last_period_start = NULL, last_period_end = NULL,
    latest_start = NULL, latest_end = NULL, last_value = NULL, last_status = NULL
  WHERE s.id = ANY($1::int[])`;

/**
 * Counted by what came and went, and looked up at the ends of the key: no series is read as a whole, and one of which only
 * earlier values were revised is left alone. $1 whence the series' values are from now on, whatever they were before.
 * Without observations a series covers nothing.
 */
export const RENEW_COVERAGE = `
  WITH change AS (
    SELECT d.series_id, sum(d.difference)::int AS difference, bool_or(d.difference <> 0) AS moved, max(d.newest) AS newest
    FROM (
      SELECT g.series_id, g.added AS difference, g.newest FROM staged_gain g
      UNION ALL
      SELECT w.series_id, -count(*), NULL FROM staged_withdrawal w GROUP BY 1) AS d
    GROUP BY d.series_id),
  touched AS (
    SELECT change.series_id, change.difference
    FROM change JOIN series s ON s.id = change.series_id
    WHERE change.moved OR s.latest_start IS NULL OR change.newest >= s.latest_start OR s.provenance <> $1)
  UPDATE series s
  SET provenance = $1, observation_count = s.observation_count + touched.difference,
    first_period_start = first.period_start, last_period_start = last.period_start,
    last_period_end = last.period_end, ${SET_LATEST}
  FROM touched
  LEFT JOIN LATERAL (
    SELECT o.period_start FROM observation o WHERE o.series_id = touched.series_id
    ORDER BY o.period_start LIMIT 1) AS first ON TRUE
  LEFT JOIN LATERAL (
    SELECT o.period_start, o.period_end FROM observation o WHERE o.series_id = touched.series_id
    ORDER BY o.period_start DESC LIMIT 1) AS last ON TRUE
  ${joinLatest("touched")}
  WHERE s.id = touched.series_id`;

/** The same for series that held nothing, when whoever read the rows has counted them. */
export const BEGIN_COVERAGE = `
  UPDATE series s
  SET provenance = $1, observation_count = ss.rows, first_period_start = ss.earliest, last_period_start = ss.latest,
    last_period_end = last.period_end, ${SET_LATEST}
  FROM staged_series ss
  LEFT JOIN LATERAL (
    SELECT o.period_end FROM observation o
    WHERE o.series_id = ss.series_id AND o.period_start = ss.latest LIMIT 1) AS last ON TRUE
  ${joinLatest("ss")}
  WHERE s.id = ss.series_id`;

export const ANNOUNCE = `SELECT pg_notify('kho_published', $1::text)`;
