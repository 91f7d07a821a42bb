/**
 * What the bench measures on: the demo's catalogue (26 agencies, 841 indicators, 91 areas, 39 targets), and in place of
 * its figures ten years of months for every indicator in `areas` areas. Arithmetic only: every load gives the same rows.
 */
export const SIZES = { large: { database: "bench_large", areas: 91 }, small: { database: "bench_small", areas: 9 } };

/** Months of each series, from January 2014 on. */
export const MONTHS = 120;

// What the contestants do not have: formulas, whose results would be overwritten, and wordings of targets that no longer hold.
const CLEAR = `
  DELETE FROM formula;
  DELETE FROM target_milestone WHERE target_id IN (SELECT id FROM target WHERE valid_to IS NOT NULL);
  DELETE FROM target WHERE valid_to IS NOT NULL;
  UPDATE target SET valid_from = (SELECT min(valid_from) FROM target);
  DELETE FROM observation; DELETE FROM observation_history;
  UPDATE target SET series_id = NULL;
  DELETE FROM series_breakdown; DELETE FROM series;`;

// One kind of everything, so that every question has the same answer's size whatever the variables: months, public, no retired ones.
const LEVEL = `
  UPDATE indicator SET frequency = 'M', access = 'OPEN', valid_to = NULL,
    calendar_id = (SELECT id FROM reporting_calendar WHERE start_day = 1);
  WITH bare AS (SELECT id, row_number() OVER (ORDER BY code) AS n FROM target WHERE indicator_id IS NULL),
    chosen AS (SELECT id, row_number() OVER (ORDER BY code) AS n FROM indicator)
  UPDATE target ta SET indicator_id = chosen.id FROM bare JOIN chosen ON chosen.n = bare.n * 20 WHERE ta.id = bare.id;
  UPDATE target SET agency_id = (SELECT i.agency_id FROM indicator i WHERE i.id = indicator_id) WHERE agency_id IS NULL;`;

const SERIES = `
  INSERT INTO series (id, key, indicator_id, area_id, frequency, breakdown, provenance)
  SELECT (i.n - 1) * 91 + a.n, 'M.' || i.code || '.' || a.code || '._T', i.id, a.id, 'M', '_T', 'SAMPLE'
  FROM (SELECT id, code, row_number() OVER (ORDER BY id) AS n FROM indicator) i
  CROSS JOIN (SELECT id, code, row_number() OVER (ORDER BY level, id) AS n FROM area) a
  WHERE a.n <= $1 ORDER BY 1`;

/** Months 1 to 120 of the series in [$1, $2). One in 61 is missing; the last three are provisional. */
const OBSERVATIONS = `
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
  SELECT s.id, d.start, (d.start + interval '1 month - 1 day')::date, 1 + (s.id + m) % 3,
    CASE WHEN (s.id * 7 + m * 13) % 61 <> 0
      THEN round((500 + s.id * 7919 % 9000 + m * 1.75 + (s.id * 31 + m * 17) % 997 / 9.0)::numeric, 1 + s.id % 2) END,
    CASE WHEN (s.id * 7 + m * 13) % 61 = 0 THEN 'O' WHEN m > 117 THEN 'P' WHEN (s.id + m) % 37 = 0 THEN 'E' ELSE 'A' END
  FROM series s
  CROSS JOIN generate_series(1, ${MONTHS}) AS m
  CROSS JOIN LATERAL (SELECT (date '2013-12-01' + m * interval '1 month')::date AS start) AS d
  WHERE s.id >= $1 AND s.id < $2 ORDER BY s.id, m`;

/** Days of ten years for 124 indicators that add up, in an area that no other question is about. */
const DAILY = `
  INSERT INTO area (code, name_vi, kind, level, valid_from) VALUES ('BENCH', 'Bench', 'PROVINCE', 1, '2000-01-01');
  INSERT INTO series (id, key, indicator_id, area_id, frequency, breakdown, provenance)
  SELECT 100000 + i.n, 'D.' || i.code || '.BENCH._T', i.id, (SELECT id FROM area WHERE code = 'BENCH'), 'D', '_T', 'SAMPLE'
  FROM (
    SELECT i.id, i.code, row_number() OVER (ORDER BY i.code) AS n FROM indicator i JOIN unit u ON u.id = i.unit_id
    WHERE i.aggregation = 'SUM' AND u.symbol_vi NOT IN ('%', '‰')) i
  WHERE i.n <= 124 ORDER BY 1;
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status)
  SELECT s.id, d.day, d.day, 1 + (s.id + d.day - date '2014-01-01') % 3,
    CASE WHEN (s.id * 7 + (d.day - date '2014-01-01') * 13) % 61 <> 0
      THEN round((50 + s.id * 7919 % 900 + (s.id * 31 + (d.day - date '2014-01-01') * 17) % 997 / 9.0)::numeric, 1 + s.id % 2) END,
    CASE WHEN (s.id * 7 + (d.day - date '2014-01-01') * 13) % 61 = 0 THEN 'O' WHEN d.day >= '2023-10-01' THEN 'P'
      WHEN (s.id + (d.day - date '2014-01-01')) % 97 = 0 THEN 'E' ELSE 'A' END
  FROM series s CROSS JOIN LATERAL (
    SELECT day::date FROM generate_series(timestamp '2014-01-01', timestamp '2023-12-31', interval '1 day') AS day) AS d
  WHERE s.frequency = 'D' ORDER BY s.id, d.day;`;

const COVERAGE = `
  UPDATE series s SET first_period_start = c.first, last_period_start = c.last, last_period_end = c.last_end,
    observation_count = c.count, latest_start = c.latest,
    (latest_end, last_value, last_status) = (
      SELECT o.period_end, o.value, o.status FROM observation o WHERE o.series_id = s.id AND o.period_start = c.latest)
  FROM (
    SELECT o.series_id, min(o.period_start) AS first, max(o.period_start) AS last, max(o.period_end) AS last_end,
      count(*) AS count, max(o.period_start) FILTER (WHERE o.value IS NOT NULL) AS latest
    FROM observation o GROUP BY o.series_id) AS c
  WHERE c.series_id = s.id;
  UPDATE target ta SET series_id = (
    SELECT s.id FROM series s JOIN area a ON a.id = s.area_id WHERE s.indicator_id = ta.indicator_id AND a.code = '77');`;

const SERIES_AT_ONCE = 8_000;
const SERIES_IDS = 841 * 91;

/** Every text that decides what the data is; when it changes, the data is made anew. */
export const DATA_SET_TEXT = [CLEAR, LEVEL, SERIES, OBSERVATIONS, DAILY, COVERAGE].join();

/** Turns a freshly loaded demo into the bench's data. Takes about a minute for nine million rows. */
export async function makeDataSet(client, { areas }) {
  await client.query(CLEAR);
  await client.query(LEVEL);
  await client.query(SERIES, [areas]);
  for (let from = 1; from <= SERIES_IDS; from += SERIES_AT_ONCE)
    await client.query(OBSERVATIONS, [from, from + SERIES_AT_ONCE]);
  await client.query(DAILY);
  await client.query("VACUUM ANALYZE observation");
  await client.query(COVERAGE);
  await client.query("VACUUM FULL series");
  await client.query("VACUUM (FREEZE, ANALYZE)");
  await client.query("CHECKPOINT");
}
