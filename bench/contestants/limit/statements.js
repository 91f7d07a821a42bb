import { STANDINGS } from "../../questions/standings-sql.js";
import { MONTHS_OF_DAYS } from "../../questions/collapse.js";

/**
 * One statement for each question, made by hand for it: Postgres builds the whole answer as text.
 * $1 ... are the question's variables in the order of `limit` in questions/.
 */
const LATEST = `
  LEFT JOIN series s ON s.indicator_id = i.id AND s.area_id = (SELECT id FROM area WHERE code = '77' AND valid_to IS NULL)
    AND s.breakdown = '_T' AND s.frequency = 'M'`;

const LATEST_OBJECT = `CASE WHEN s.latest_start IS NOT NULL
  THEN json_build_object('periodStart', s.latest_start, 'value', s.last_value::text, 'status', s.last_status) END`;

/** The last 120 observations of the province's series of `i`, as \`p\`. */
const LAST_120 = `
  SELECT o.period_start, o.value, o.status FROM series s
  JOIN observation o ON o.series_id = s.id
  WHERE s.indicator_id = i.id AND s.area_id = (SELECT id FROM area WHERE code = '77' AND valid_to IS NULL)
    AND s.breakdown = '_T' AND s.frequency = 'M'
  ORDER BY o.period_start DESC LIMIT 120`;

// Concatenated: no value of these three columns needs escaping, and json_build_object takes twice as long.
const POINTS = `
  SELECT '[' || string_agg('{"periodStart":"' || p.period_start || '","value":' || coalesce('"' || p.value || '"', 'null')
    || ',"status":"' || p.status || '"}', ',' ORDER BY p.period_start) || ']' AS text
  FROM (${LAST_120}) AS p`;

const COLUMNS = `
  SELECT '"starts":["' || string_agg(p.period_start::text, '","' ORDER BY p.period_start)
    || '"],"values":[' || string_agg(coalesce('"' || p.value || '"', 'null'), ',' ORDER BY p.period_start)
    || '],"statuses":["' || string_agg(p.status::text, '","' ORDER BY p.period_start) || '"]' AS text
  FROM (${LAST_120}) AS p`;

const HUNDRED = "SELECT i.id, i.code, i.name_vi FROM indicator i WHERE i.code > $1 ORDER BY i.code LIMIT 100";

export const STATEMENTS = {
  q1: `
    SELECT json_build_object('data', json_agg(json_build_object(
      'code', t.code, 'name', t.name_vi, 'value', t.value::text, 'dueDate', t.due_date,
      'indicator', json_build_object('code', i.code, 'name', i.name_vi, 'latest', ${LATEST_OBJECT}),
      'agency', json_build_object('code', ag.code, 'name', ag.name_vi)) ORDER BY t.code))::text AS text
    FROM target t LEFT JOIN agency ag ON ag.id = t.agency_id LEFT JOIN indicator i ON i.id = t.indicator_id ${LATEST}`,

  q2: `
    SELECT json_build_object('data', json_agg(json_build_object('code', ag.code, 'name', ag.name_vi, 'indicators', below.list) ORDER BY ag.code))::text AS text
    FROM agency ag
    LEFT JOIN (
      SELECT i.agency_id, json_agg(json_build_object('code', i.code, 'name', i.name_vi, 'targets', coalesce(t.list, '[]')) ORDER BY i.code) AS list
      FROM indicator i
      LEFT JOIN (
        SELECT t.indicator_id, json_agg(json_build_object('code', t.code, 'name', t.name_vi) ORDER BY t.code) AS list
        FROM target t GROUP BY t.indicator_id) AS t ON t.indicator_id = i.id
      GROUP BY i.agency_id) AS below ON below.agency_id = ag.id`,

  q3: `
    SELECT '{"data":{"code":' || to_json(i.code) || ',"name":' || to_json(i.name_vi) || ',"observations":' || points.text || '}}' AS text
    FROM indicator i CROSS JOIN LATERAL (${POINTS}) AS points WHERE i.code = $1`,

  q4: `
    SELECT '{"data":[' || string_agg('{"code":' || to_json(i.code) || ',"observations":' || points.text || '}', ',' ORDER BY i.code) || ']}' AS text
    FROM (${HUNDRED}) AS i CROSS JOIN LATERAL (${POINTS}) AS points`,

  q5: `
    SELECT '{"data":[' || string_agg('{"code":' || to_json(i.code) || ',' || columns.text || '}', ',' ORDER BY i.code) || ']}' AS text
    FROM (${HUNDRED}) AS i CROSS JOIN LATERAL (${COLUMNS}) AS columns`,

  q6: `
    SELECT json_build_object('data', json_agg(json_build_object('code', ag.code, 'name', ag.name_vi, 'indicators', below.list) ORDER BY ag.code))::text AS text
    FROM agency ag
    LEFT JOIN (
      SELECT i.agency_id, json_agg(json_build_object('code', i.code, 'name', i.name_vi, 'latest', ${LATEST_OBJECT}) ORDER BY i.code) AS list
      FROM indicator i ${LATEST} GROUP BY i.agency_id) AS below ON below.agency_id = ag.id`,

  q7: `
    SELECT json_build_object('data', json_agg(json_build_object('periodStart', p.period_start, 'value', p.value::text, 'status', p.status,
      'indicator', json_build_object('code', p.indicator), 'area', json_build_object('code', p.area)) ORDER BY p.n) FILTER (WHERE p.n <= 20),
      'hasNextPage', count(*) > 20, 'endCursor', max(p.period_start || ',' || p.series_id) FILTER (WHERE p.n = 20))::text AS text
    FROM (
      SELECT o.series_id, o.period_start, o.value, o.status, i.code AS indicator, a.code AS area,
        row_number() OVER (ORDER BY o.period_start DESC, o.series_id DESC) AS n
      FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN area a ON a.id = s.area_id
      WHERE i.code = ANY ($1) AND a.code = ANY ($2) AND o.status = ANY ($3::bpchar[])
        AND o.period_start <= $4::date AND (o.period_start, o.series_id) < ($4::date, $5::int)
      ORDER BY o.period_start DESC, o.series_id DESC LIMIT 21) AS p`,

  q8: `
    SELECT json_build_object('data', json_agg(json_build_object('code', i.code, 'name', i.name_vi)))::text AS text
    FROM (SELECT code, name_vi FROM bench.search_indicators($1) LIMIT 20) AS i`,

  q9: `
    SELECT json_build_object('data', json_build_object('code', i.code, 'name', i.name_vi,
      'unit', json_build_object('code', u.code), 'agency', json_build_object('code', ag.code, 'name', ag.name_vi)))::text AS text
    FROM indicator i JOIN unit u ON u.id = i.unit_id JOIN agency ag ON ag.id = i.agency_id WHERE i.id = $1`,

  q10: `
    SELECT json_build_object('data', json_agg(json_build_object('agency', g.agency, 'year', g.year, 'value', g.value::text, 'count', g.count)
      ORDER BY g.agency, g.year))::text AS text
    FROM (
      SELECT ag.code AS agency, extract(year FROM o.period_start)::int AS year, trim_scale(avg(o.value)) AS value, count(*) AS count
      FROM unit u JOIN indicator i ON i.unit_id = u.id JOIN agency ag ON ag.id = i.agency_id
      JOIN series s ON s.indicator_id = i.id JOIN area a ON a.id = s.area_id
      JOIN observation o ON o.series_id = s.id AND o.period_start BETWEEN $3::date AND $4::date
      WHERE u.code = ANY ($1) AND a.code = ANY ($2)
      GROUP BY 1, 2) AS g`,

  progress: `${STANDINGS}
    SELECT json_build_object('data', json_agg(json_build_object('code', st.code,
      'progress', json_build_object('status', st.status, 'actualValue', st.actual, 'measuredUntil', st.until, 'expected', st.expected,
        'achievement', st.achievement),
      'indicator', CASE WHEN i.id IS NOT NULL THEN json_build_object('code', i.code, 'name', i.name_vi) END,
      'agency', CASE WHEN ag.id IS NOT NULL THEN json_build_object('code', ag.code, 'name', ag.name_vi) END) ORDER BY st.code))::text AS text
    FROM standing st LEFT JOIN indicator i ON i.id = st.indicator_id LEFT JOIN agency ag ON ag.id = st.agency_id`,

  scorecard: `${STANDINGS}
    SELECT json_build_object('data', json_build_object('total', count(*), 'met', count(*) FILTER (WHERE st.status = 'ACHIEVED'),
      'byPillar', (SELECT json_agg(json_build_object('pillar', json_build_object('code', own.code), 'total', own.total, 'met', own.met) ORDER BY own.position)
        FROM (SELECT pi.code, pi.position, count(*) AS total, count(*) FILTER (WHERE one.status = 'ACHIEVED') AS met
          FROM standing one JOIN pillar pi ON pi.id = one.pillar_id GROUP BY 1, 2) AS own),
      'byStatus', (SELECT json_agg(json_build_object('status', own.status, 'count', own.count))
        FROM (SELECT one.status, count(*) FROM standing one GROUP BY 1) AS own)))::text AS text
    FROM standing st`,

  collapse: `
    SELECT '{"data":[' || string_agg('{"key":' || to_json(s.key) || ',' || columns.text || '}', ',' ORDER BY s.key) || ']}' AS text
    FROM series s CROSS JOIN LATERAL (
      SELECT '"starts":["' || string_agg(m.month::text, '","' ORDER BY m.month)
        || '"],"values":[' || string_agg(coalesce('"' || m.value || '"', 'null'), ',' ORDER BY m.month)
        || '],"statuses":["' || string_agg(m.status, '","' ORDER BY m.month) || '"]' AS text
      FROM (${MONTHS_OF_DAYS}) AS m) AS columns
    WHERE s.key = ANY ($1)`,
};
