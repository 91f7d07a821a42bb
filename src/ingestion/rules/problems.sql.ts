/** Rows that rules of indicators look at, and what they find. Everything here works on the staging tables of one run. */

/** The rules that concern staged series, most severe first: a row that is held back is no neighbour of the next one. */
export const CONCERNED_RULES = `
  SELECT ir.kind, ir.severity
  FROM indicator_rule ir
  WHERE ir.indicator_id IS NULL OR ir.indicator_id IN (SELECT ss.indicator_id FROM staged_series ss)
  GROUP BY ir.kind, ir.severity
  ORDER BY array_position(ARRAY['REJECT', 'QUARANTINE', 'WARN'], ir.severity),
    array_position(ARRAY['RANGE', 'DECIMALS', 'BREAKDOWN', 'MONOTONE', 'JUMP', 'TOTAL'], ir.kind)`;

/** What stands in the warehouse; figures made up for demonstration give way and are nobody's neighbours. */
export const STANDING_OBSERVATION = `
  (SELECT o.* FROM observation o JOIN series s ON s.id = o.series_id WHERE s.provenance <> 'SAMPLE')`;

/**
 * `staged_subject`: rows that would change something. What the warehouse says already was judged when it came, or
 * released by a person. `year` is that of the reporting calendar.
 */
export const FIND_SUBJECTS = `
  CREATE TEMP TABLE staged_problem (line integer NOT NULL, rule_id integer NOT NULL, detail jsonb NOT NULL) ON COMMIT DROP;
  CREATE TEMP TABLE staged_subject ON COMMIT DROP AS
  SELECT r.line, r.series_ref, ss.series_id, ss.indicator_id, ss.area_id, ss.frequency, ss.breakdown,
    r.period_start, r.period_end, r.value
  FROM staged_row r
  JOIN staged_series ss ON ss.ref = r.series_ref
  LEFT JOIN ${STANDING_OBSERVATION} AS o ON o.series_id = ss.series_id AND o.period_start = r.period_start
  WHERE r.fault IS NULL AND r.status IS NOT NULL
    AND EXISTS (SELECT FROM indicator_rule ir WHERE ir.indicator_id = ss.indicator_id OR ir.indicator_id IS NULL)
    AND (o.series_id IS NULL OR o.value IS DISTINCT FROM r.value OR o.status <> r.status);
  ANALYZE staged_subject`;

/** Subjects that no rule has taken out yet. */
export const STANDING_SUBJECT = `
  (SELECT st.* FROM staged_subject st JOIN staged_row r ON r.line = st.line WHERE r.fault IS NULL)`;

/** $1 severity, $2 kind. */
export const RULES_OF_KIND = `
  (SELECT ir.* FROM indicator_rule ir WHERE ir.severity = $1 AND ir.kind = $2)`;

/** What a rule says of a row, in two languages; `detail` has the numbers. */
const MESSAGES = `
  CASE ir.kind
    WHEN 'RANGE' THEN format('values go from %s to %s', coalesce(ir.minimum::text, 'anything'), coalesce(ir.maximum::text, 'anything'))
    WHEN 'DECIMALS' THEN format('at most %s fraction digits are declared', ir.allowed)
    WHEN 'MONOTONE' THEN format('a cumulative value may not fall within a year: %s has %s', p.detail->>'period', p.detail->>'value')
    WHEN 'JUMP' THEN format('more than %s %% away from %s, the value of %s', ir.allowed, p.detail->>'value', p.detail->>'period')
    WHEN 'BREAKDOWN' THEN format('%s must come too: %s', d.code, coalesce(p.detail->>'missing', 'every row names a member'))
    ELSE format('the parts make %s, the total is %s', p.detail->>'parts', p.detail->>'total') END AS message_en,
  CASE ir.kind
    WHEN 'RANGE' THEN format('giá trị phải nằm trong khoảng từ %s đến %s', coalesce(ir.minimum::text, 'không giới hạn'), coalesce(ir.maximum::text, 'không giới hạn'))
    WHEN 'DECIMALS' THEN format('chỉ tiêu khai báo tối đa %s chữ số thập phân', ir.allowed)
    WHEN 'MONOTONE' THEN format('số lũy kế không được giảm trong năm: kỳ %s là %s', p.detail->>'period', p.detail->>'value')
    WHEN 'JUMP' THEN format('lệch hơn %s %% so với %s của kỳ %s', ir.allowed, p.detail->>'value', p.detail->>'period')
    WHEN 'BREAKDOWN' THEN format('thiếu phân tổ %s: %s', d.code, coalesce(p.detail->>'missing', 'mỗi dòng phải nêu một mã'))
    ELSE format('cộng các thành phần được %s, tổng số là %s', p.detail->>'parts', p.detail->>'total') END AS message_vi`;

const VERDICTS = `
  verdict AS (
    SELECT DISTINCT ON (p.line) p.line, ir.kind, ir.severity, ${MESSAGES}
    FROM staged_problem p
    JOIN indicator_rule ir ON ir.id = p.rule_id
    LEFT JOIN dimension d ON d.id = ir.dimension_id
    ORDER BY p.line, ir.id)`;

const NOTE = `
  jsonb_build_object('rule', v.kind, 'severity', v.severity, 'column', NULL, 'value', r.value::text,
    'message', v.message_en, 'messageVi', v.message_vi)`;

/** A row is held back or refused once; the first rule says why. */
export const TAKE_OUT = `
  WITH ${VERDICTS}
  UPDATE staged_row r SET fault = ${NOTE}
  FROM verdict v WHERE r.line = v.line AND r.fault IS NULL`;

/** A value that is published with a warning is flagged as not validated. */
export const FLAG = `
  WITH ${VERDICTS}
  UPDATE staged_row r SET warning = ${NOTE} || jsonb_build_object('status', r.status), status = CASE WHEN r.value IS NULL THEN r.status ELSE 'V' END
  FROM verdict v WHERE r.line = v.line AND r.fault IS NULL AND r.warning IS NULL`;

export const FORGET_PROBLEMS = `TRUNCATE staged_problem`;
