/**
 * How targets stand on the day $1, as one hand-written statement: the rule of docs/progress.md told again in SQL, for the
 * limit and for the rows that answers are compared with. It has no viewer, no data version and no language.
 */
const shortfall = (value) => `CASE
  WHEN f.comparator IN ('AT_LEAST', 'MORE_THAN') THEN f.value - ${value}
  WHEN f.comparator IN ('AT_MOST', 'LESS_THAN') THEN ${value} - f.upper
  ELSE greatest(f.value - ${value}, ${value} - f.upper, 0) END`;

const COUNTS = `o.value IS NOT NULL AND o.status <> 'F' AND o.period_start <= least($1::date, ta.due_date)
  AND o.period_end <= least($1::date, ta.due_date)`;

/** What the rule looks at; \`total\` is the sum of the year so far, where that is compared. */
const FACTS = `
  SELECT ta.id, ta.code, ta.pillar_id, ta.indicator_id, ta.agency_id, ta.comparator, ta.value, coalesce(ta.upper_value, ta.value) AS upper,
    ta.due_date, m.is_total, make_date(m.year, 12, 31) AS year_end, o.period_end AS until,
    CASE WHEN m.is_total THEN total.value ELSE o.value END AS actual,
    CASE WHEN m.is_total THEN 0 ELSE b.value END AS base,
    CASE WHEN m.is_total THEN make_date(m.year - 1, 12, 31) WHEN b.value IS NOT NULL THEN b.on_date
      ELSE make_date(least(p.year, m.year) - 1, 12, 31) END AS start
  FROM target ta JOIN plan p ON p.id = ta.plan_id
  LEFT JOIN indicator i ON i.id = ta.indicator_id LEFT JOIN series s ON s.id = ta.series_id
  LEFT JOIN target_milestone b ON b.target_id = ta.id AND b.kind = 'BASELINE' AND b.on_date < ta.due_date
  CROSS JOIN LATERAL (
    SELECT date_part('year', ta.due_date)::int AS year,
      coalesce(i.aggregation = 'SUM' AND s.frequency <> 'A' AND date_part('year', ta.due_date) = p.year, FALSE) AS is_total) AS m
  LEFT JOIN LATERAL (
    SELECT o.value, o.period_end FROM observation o
    WHERE o.series_id = ta.series_id AND ${COUNTS} AND (NOT m.is_total OR o.period_start >= make_date(m.year, 1, 1))
    ORDER BY o.period_start DESC LIMIT 1) AS o ON TRUE
  LEFT JOIN LATERAL (
    SELECT sum(o.value) AS value FROM observation o
    WHERE m.is_total AND o.series_id = ta.series_id AND ${COUNTS} AND o.period_start >= make_date(m.year, 1, 1)) AS total ON TRUE
  WHERE ta.valid_from <= $1::date AND (ta.valid_to IS NULL OR ta.valid_to > $1::date)`;

/** Where the way leads, and whether the promise was kept from the beginning. */
const AIMED = `
  SELECT f.*,
    CASE WHEN f.base IS NULL OR f.comparator IN ('AT_LEAST', 'MORE_THAN') THEN f.value WHEN f.comparator IN ('AT_MOST', 'LESS_THAN') THEN f.upper
      ELSE least(greatest(f.base, f.value), f.upper) END AS goal,
    NOT f.is_total AND ${shortfall("f.base")} <= 0 AND NOT EXISTS (
      SELECT FROM target_milestone tm WHERE tm.target_id = f.id AND tm.kind = 'MILESTONE' AND tm.on_date > f.start AND tm.on_date < f.due_date) AS is_held
  FROM facts f`;

/** On the line between the points around the day. */
const EXPECTED = `
  SELECT f.*, CASE
    WHEN $1::date < f.start OR before.on_date IS NULL THEN NULL
    WHEN after.on_date IS NULL OR after.on_date = before.on_date THEN before.value
    ELSE before.value + (after.value - before.value) * ($1::date - before.on_date) / (after.on_date - before.on_date)::numeric END AS expected
  FROM (${AIMED}) AS f
  CROSS JOIN LATERAL (
    SELECT array_agg(tm.on_date ORDER BY tm.on_date) AS dates, array_agg(tm.value ORDER BY tm.on_date) AS points
    FROM target_milestone tm
    WHERE tm.target_id = f.id AND tm.kind = 'MILESTONE' AND tm.on_date < f.due_date AND (f.base IS NULL OR tm.on_date > f.start)) AS tm
  CROSS JOIN LATERAL (
    SELECT array_agg(x.on_date ORDER BY x.on_date) AS dates, array_agg(x.value ORDER BY x.on_date) AS points FROM (
      SELECT f.start, CASE WHEN f.is_held THEN f.goal ELSE f.base END WHERE f.base IS NOT NULL
      UNION ALL SELECT * FROM unnest(tm.dates, tm.points)
      UNION ALL SELECT f.due_date, f.goal WHERE f.base IS NOT NULL OR tm.dates IS NOT NULL) AS x (on_date, value)) AS way
  LEFT JOIN LATERAL (
    SELECT * FROM unnest(way.dates, way.points) AS x (on_date, value) WHERE x.on_date <= $1::date ORDER BY 1 DESC LIMIT 1) AS before ON TRUE
  LEFT JOIN LATERAL (
    SELECT * FROM unnest(way.dates, way.points) AS x (on_date, value) WHERE x.on_date >= $1::date ORDER BY 1 LIMIT 1) AS after ON TRUE`;

const share = (promised, upper) => `CASE
  WHEN f.comparator IN ('AT_LEAST', 'MORE_THAN') THEN CASE WHEN ${promised} > 0 THEN f.actual * 100 / ${promised} END
  WHEN f.comparator IN ('AT_MOST', 'LESS_THAN') THEN CASE WHEN f.actual > 0 AND ${upper} > 0 THEN ${upper} * 100 / f.actual END
  WHEN f.actual BETWEEN ${promised} AND ${upper} THEN 100
  WHEN f.actual < ${promised} THEN CASE WHEN ${promised} > 0 THEN f.actual * 100 / ${promised} END
  ELSE CASE WHEN ${upper} > 0 THEN ${upper} * 100 / f.actual END END`;

const MEASURED = `
  SELECT f.*, ${shortfall("f.actual")} AS missing, ${shortfall("f.expected")} AS missing_then, ${shortfall("f.base")} AS missing_first,
    f.comparator IN ('MORE_THAN', 'LESS_THAN') AS is_strict, ${share("f.value", "f.upper")} AS achievement,
    ${share("coalesce(f.expected, f.value)", "coalesce(f.expected, f.upper)")} AS share,
    f.is_total AND f.comparator NOT IN ('AT_LEAST', 'MORE_THAN') AND $1::date <= f.due_date AND f.until < f.year_end AS is_open
  FROM (${EXPECTED}) AS f`;

const STATUS = `CASE
  WHEN f.indicator_id IS NULL THEN 'NO_INDICATOR'
  WHEN $1::date <= f.start THEN 'NOT_STARTED'
  WHEN f.actual IS NULL THEN 'NO_DATA'
  WHEN f.is_open AND f.actual > f.upper THEN 'OFF_TRACK'
  WHEN f.is_open AND f.comparator IN ('EQUAL', 'BETWEEN') AND f.actual >= f.value THEN 'ON_TRACK'
  WHEN f.is_open AND f.comparator IN ('AT_MOST', 'LESS_THAN') THEN CASE WHEN f.actual > f.expected THEN 'AT_RISK' ELSE 'ON_TRACK' END
  WHEN f.missing < 0 OR (f.missing = 0 AND NOT f.is_strict)
    THEN CASE WHEN $1::date > f.due_date OR f.until > f.start THEN 'ACHIEVED' ELSE 'ON_TRACK' END
  WHEN $1::date > f.due_date THEN 'MISSED'
  WHEN NOT coalesce((f.base < f.value AND f.actual > f.upper) OR (f.base > f.upper AND f.actual < f.value), FALSE)
    AND (f.missing < f.missing_then OR (f.missing = f.missing_then AND NOT (f.is_strict AND f.expected = f.goal))) THEN 'ON_TRACK'
  WHEN f.base IS NULL THEN CASE WHEN f.share >= 90 THEN 'AT_RISK' ELSE 'OFF_TRACK' END
  WHEN f.missing > f.missing_first THEN 'REGRESSING'
  WHEN f.missing_first > f.missing_then AND (f.missing_first - f.missing) * 100 < (f.missing_first - f.missing_then) * 75 THEN 'OFF_TRACK'
  ELSE 'AT_RISK' END`;

/** `standing`: one row for each target, with its numbers as the API writes them. */
export const STANDINGS = `
  WITH facts AS (${FACTS}),
  standing AS (
    SELECT f.id, f.code, f.pillar_id, f.indicator_id, f.agency_id, ${STATUS} AS status, f.actual::text AS actual, f.until,
      trim_scale(round(f.expected, 6))::text AS expected, trim_scale(round(f.achievement, 4))::text AS achievement
    FROM (${MEASURED}) AS f)`;
