import { RULES_OF_KIND, STANDING_OBSERVATION, STANDING_SUBJECT } from "./problems.sql.js";

/**
 * Rules that look at series beside each other: of one indicator, frequency and period. `staged_member` has, for each
 * rule, every series that takes part: its place (`grp`: what the members of a group share) and which member it is.
 * $1 severity, $2 kind.
 */

/** All series of the concerned indicators, staged or standing, with the breakdown split at the rule's dimension. */
const SPLIT = `
  concerned AS (
    SELECT DISTINCT ir.id AS rule_id, ir.dimension_id, st.indicator_id
    FROM ${STANDING_SUBJECT} AS st
    JOIN ${RULES_OF_KIND} AS ir ON ir.indicator_id = st.indicator_id OR ir.indicator_id IS NULL),
  place AS (
    SELECT ss.ref, ss.series_id, ss.indicator_id, ss.area_id, ss.frequency, ss.breakdown
    FROM staged_series ss
    UNION ALL
    SELECT NULL, s.id, s.indicator_id, s.area_id, s.frequency, s.breakdown
    FROM series s
    WHERE s.indicator_id IN (SELECT k.indicator_id FROM concerned k)
      AND NOT EXISTS (SELECT FROM staged_series ss WHERE ss.series_id = s.id)),
  split AS (
    SELECT k.rule_id, p.*, coalesce(own.member, '_T') AS member, coalesce(own.rest, '') AS rest
    FROM concerned k
    JOIN place p ON p.indicator_id = k.indicator_id
    LEFT JOIN dimension d ON d.id = k.dimension_id
    CROSS JOIN LATERAL (
      SELECT max(substr(part, strpos(part, '=') + 1)) FILTER (WHERE split_part(part, '=', 1) = d.code) AS member,
        string_agg(part, ',' ORDER BY part) FILTER (WHERE part <> '_T' AND split_part(part, '=', 1) IS DISTINCT FROM d.code) AS rest
      FROM string_to_table(p.breakdown, ',') AS part) AS own)`;

/** Members by code: the group is the area. */
export const BY_DIMENSION = `
  CREATE TEMP TABLE staged_member ON COMMIT DROP AS
  WITH ${SPLIT}
  SELECT s.rule_id, s.ref, s.series_id, s.indicator_id, s.frequency, s.area_id AS grp, s.rest, s.member
  FROM split s JOIN indicator_rule ir ON ir.id = s.rule_id
  WHERE ir.dimension_id IS NOT NULL`;

/** Members are areas: the group is the area above, which is its own total. */
export const BY_AREA = `
  INSERT INTO staged_member
  WITH ${SPLIT}
  SELECT s.rule_id, s.ref, s.series_id, s.indicator_id, s.frequency, g.grp, s.rest, g.member
  FROM split s
  JOIN indicator_rule ir ON ir.id = s.rule_id
  JOIN area a ON a.id = s.area_id
  CROSS JOIN LATERAL (VALUES (a.id, '_T'), (a.parent_id, a.id::text)) AS g (grp, member)
  WHERE ir.dimension_id IS NULL AND g.grp IS NOT NULL`;

/** `staged_cell`: what each member would say after publishing, in the periods of which something changes. */
export const FILL_CELLS = `
  CREATE TEMP TABLE staged_cell ON COMMIT DROP AS
  WITH touched AS (
    SELECT DISTINCT m.rule_id, m.indicator_id, m.frequency, m.grp, m.rest, st.period_start, st.period_end
    FROM ${STANDING_SUBJECT} AS st
    JOIN staged_member m ON m.ref = st.series_ref)
  SELECT t.rule_id, t.indicator_id, t.frequency, t.grp, t.rest, t.period_start, m.member,
    coalesce(r.value, CASE WHEN r.line IS NULL THEN o.value END) AS value,
    r.line IS NOT NULL OR o.series_id IS NOT NULL AS told,
    CASE WHEN st.line IS NOT NULL THEN r.line END AS line
  FROM touched t
  JOIN staged_member m USING (rule_id, indicator_id, frequency, grp, rest)
  LEFT JOIN staged_row r ON r.series_ref = m.ref AND r.period_start = t.period_start AND r.period_end = t.period_end
    AND r.fault IS NULL AND r.status IS NOT NULL
  LEFT JOIN staged_subject st ON st.line = r.line
  LEFT JOIN ${STANDING_OBSERVATION} AS o ON o.series_id = m.series_id AND o.period_start = t.period_start AND o.period_end = t.period_end
    AND NOT EXISTS (SELECT FROM staged_withdrawal w WHERE w.series_id = o.series_id AND w.period_start = o.period_start)`;

export const FORGET_GROUPS = `DROP TABLE staged_member, staged_cell`;

/** Without codes, every row names a member; with codes, each of them comes for every period that comes. */
export const BREAKDOWN = `
  INSERT INTO staged_problem
  SELECT c.line, c.rule_id, CASE WHEN ir.codes IS NULL THEN '{}' ELSE jsonb_build_object('missing', miss.codes) END
  FROM staged_cell c
  JOIN indicator_rule ir ON ir.id = c.rule_id
  CROSS JOIN LATERAL (
    SELECT string_agg(code, ', ' ORDER BY code) AS codes
    FROM unnest(ir.codes) AS code
    WHERE NOT EXISTS (
      SELECT FROM staged_cell o
      WHERE (o.rule_id, o.indicator_id, o.frequency, o.grp, o.rest, o.period_start)
          = (c.rule_id, c.indicator_id, c.frequency, c.grp, c.rest, c.period_start)
        AND o.member = code AND o.told)) AS miss
  WHERE c.line IS NOT NULL AND CASE WHEN ir.codes IS NULL THEN c.member = '_T' ELSE miss.codes IS NOT NULL END`;

/** Only where the total and all parts have a value; then nobody knows which of them is wrong, and all new ones are. */
export const TOTAL = `
  INSERT INTO staged_problem
  WITH part AS (
    SELECT ir.id AS rule_id, code AS member, NULL::integer AS grp, NULL::date AS valid_from, NULL::date AS valid_to
    FROM indicator_rule ir CROSS JOIN LATERAL unnest(ir.codes) AS code WHERE ir.codes IS NOT NULL
    UNION ALL
    SELECT ir.id, dc.code, NULL, NULL, NULL
    FROM indicator_rule ir JOIN dimension_code dc ON dc.dimension_id = ir.dimension_id
    WHERE ir.codes IS NULL AND dc.code <> '_T'
    UNION ALL
    SELECT ir.id, a.id::text, a.parent_id, a.valid_from, a.valid_to
    FROM indicator_rule ir JOIN area a ON a.parent_id IS NOT NULL
    WHERE ir.dimension_id IS NULL AND ir.codes IS NULL),
  grp AS (
    SELECT c.rule_id, c.indicator_id, c.frequency, c.grp, c.rest, c.period_start, c.value AS total
    FROM staged_cell c WHERE c.member = '_T' AND c.value IS NOT NULL),
  sum AS (
    SELECT g.*, sum(c.value) AS parts, count(*) AS wanted, count(c.value) AS there
    FROM grp g
    JOIN part p ON p.rule_id = g.rule_id AND (p.grp IS NULL OR p.grp = g.grp)
      AND (p.valid_from IS NULL OR p.valid_from <= g.period_start) AND (p.valid_to IS NULL OR p.valid_to > g.period_start)
    LEFT JOIN staged_cell c
      ON (c.rule_id, c.indicator_id, c.frequency, c.grp, c.rest, c.period_start, c.member)
       = (g.rule_id, g.indicator_id, g.frequency, g.grp, g.rest, g.period_start, p.member)
    GROUP BY g.rule_id, g.indicator_id, g.frequency, g.grp, g.rest, g.period_start, g.total)
  SELECT c.line, s.rule_id, jsonb_build_object('parts', s.parts::text, 'total', s.total::text)
  FROM sum s
  JOIN indicator_rule ir ON ir.id = s.rule_id
  JOIN staged_cell c
    ON (c.rule_id, c.indicator_id, c.frequency, c.grp, c.rest, c.period_start)
     = (s.rule_id, s.indicator_id, s.frequency, s.grp, s.rest, s.period_start)
  WHERE s.there = s.wanted AND abs(s.total - s.parts) > ir.allowed AND c.line IS NOT NULL
    AND (c.member = '_T' OR EXISTS (
      SELECT FROM part p WHERE p.rule_id = c.rule_id AND p.member = c.member AND (p.grp IS NULL OR p.grp = c.grp)))`;
