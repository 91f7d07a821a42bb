import { RULES_OF_KIND, STANDING_OBSERVATION, STANDING_SUBJECT } from "./problems.sql.js";

/** Rules that compare a value with the one before it in its series. */

/**
 * `staged_path`: the values of each concerned series as they would stand after publishing, in order, for each rule. $1
 * severity, $2 kind. `line` is null for a value that stands already.
 *
 * A report year that begins on the 15th of December is told from a date moved to the calendar's months.
 */
export const LAY_PATHS = `
  CREATE TEMP TABLE staged_path ON COMMIT DROP AS
  WITH concerned AS (
    SELECT DISTINCT ir.id AS rule_id, ir.allowed, st.series_ref, st.series_id, c.start_day
    FROM ${STANDING_SUBJECT} AS st
    JOIN ${RULES_OF_KIND} AS ir ON ir.indicator_id = st.indicator_id OR ir.indicator_id IS NULL
    JOIN indicator i ON i.id = st.indicator_id
    JOIN reporting_calendar c ON c.id = i.calendar_id),
  value AS (
    SELECT k.rule_id, k.allowed, k.series_ref, k.start_day, r.line, r.period_start, r.period_end, r.value
    FROM concerned k
    JOIN staged_row r ON r.series_ref = k.series_ref
    WHERE r.fault IS NULL AND r.value IS NOT NULL
    UNION ALL
    SELECT k.rule_id, k.allowed, k.series_ref, k.start_day, NULL, o.period_start, o.period_end, o.value
    FROM concerned k
    JOIN ${STANDING_OBSERVATION} AS o ON o.series_id = k.series_id
    WHERE o.value IS NOT NULL
      AND NOT EXISTS (SELECT FROM staged_row r
        WHERE r.series_ref = k.series_ref AND r.period_start = o.period_start AND r.fault IS NULL)
      AND NOT EXISTS (SELECT FROM staged_withdrawal w
        WHERE w.series_id = o.series_id AND w.period_start = o.period_start))
  SELECT v.rule_id, v.allowed, v.series_ref, v.period_start, v.value,
    CASE WHEN st.line IS NOT NULL THEN v.line END AS line,
    extract(year FROM CASE v.start_day WHEN 1 THEN v.period_end
      ELSE v.period_end - (v.start_day - 1) + interval '1 month' END)::int AS year
  FROM value v LEFT JOIN staged_subject st ON st.line = v.line`;

export const FORGET_PATHS = `DROP TABLE staged_path`;

/**
 * Walks each path once. The value before is the last one that is not held back: after an outlier the next good value is
 * good. Where severity only warns, every value counts.
 */
const walk = (severity: string, judge: string): string => `
  DO $$
  DECLARE
    step record;
    before staged_path%ROWTYPE;
    bad boolean;
  BEGIN
    FOR step IN SELECT p.* FROM staged_path p ORDER BY p.rule_id, p.series_ref, p.period_start LOOP
      IF (before.rule_id, before.series_ref) IS DISTINCT FROM (step.rule_id, step.series_ref) THEN
        before := step;
        CONTINUE;
      END IF;
      ${judge}
      IF bad AND step.line IS NOT NULL THEN
        INSERT INTO staged_problem VALUES (step.line, step.rule_id,
          jsonb_build_object('value', before.value::text, 'period', before.period_start));
        CONTINUE WHEN '${severity}' <> 'WARN';
      END IF;
      before := step;
    END LOOP;
  END $$`;

/** From zero there is no percentage: such a step is no jump. */
export const jump = (severity: string): string =>
  walk(
    severity,
    `bad := abs(step.value - before.value) * 100 > step.allowed * abs(before.value) AND before.value <> 0;`,
  );

/** Where the later value stands already, the new one before it is the one that is wrong. */
export const monotone = (severity: string): string =>
  walk(
    severity,
    `bad := step.year = before.year AND step.value < before.value - step.allowed;
      IF bad AND step.line IS NULL AND before.line IS NOT NULL THEN
        INSERT INTO staged_problem VALUES (before.line, step.rule_id,
          jsonb_build_object('value', step.value::text, 'period', step.period_start));
      END IF;`,
  );
