/**
 * Three functions that every contestant but Kho may call, in a schema of their own: PostGraphile shows them as fields, as its
 * documentation tells for what its conditions can't say; the tutorial's search and the limit's call them too.
 * They give the same rows in the same order as Kho's own `search` and `observations`: whoever changes the ranking in src/search
 * changes it here too, or q8 fails. Kho's two spellings of a tone mark are left out, no text of q8 has them.
 */
export const FUNCTIONS = `
  CREATE SCHEMA bench;

  CREATE FUNCTION bench.search_indicators(search text) RETURNS SETOF indicator
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH asked AS MATERIALIZED (
      SELECT lower(search) AS exact, kho_fold(search) AS folded, replace(kho_fold(search), ' ', '') AS initials,
        (SELECT array_agg('%' || word || '%') FROM unnest(string_to_array(kho_fold(search), ' ')) AS word) AS words)
    SELECT i.* FROM indicator i, asked q
    WHERE i.search_text LIKE ALL (q.words)
      OR (length(q.initials) BETWEEN 3 AND 12 AND i.search_text LIKE '% #%' || q.initials || '%~%')
    ORDER BY
      CASE
        WHEN lower(i.code) = q.exact OR lower(i.abbreviation) = q.exact THEN 1
        WHEN lower(i.name_vi) = q.exact OR lower(i.name_en) = q.exact THEN 2
        WHEN strpos(' ' || lower(i.name_vi) || ' ', ' ' || q.exact || ' ') > 0 THEN 3
        WHEN strpos(' ' || lower(i.name_vi), ' ' || q.exact) > 0 THEN 4
        WHEN strpos(' ' || split_part(i.search_text, ' #', 1) || ' ', ' ' || q.folded || ' ') > 0 THEN 5
        WHEN strpos(' ' || split_part(i.search_text, ' #', 1), ' ' || q.folded) > 0 THEN 6
        WHEN length(q.initials) BETWEEN 3 AND 12 AND i.search_text LIKE '% #%' || q.initials || '%~%' THEN 7
        WHEN split_part(i.search_text, ' #', 1) LIKE ALL (q.words) THEN 8
        ELSE 9
      END, greatest(0, strpos(split_part(i.search_text, ' #', 1), q.folded) - length(i.code) - 2), length(i.name_vi), i.id
  $$;

  CREATE FUNCTION bench.observations_of(indicators text[], areas text[], statuses text[]) RETURNS SETOF observation
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT o.* FROM observation o
    WHERE o.status = ANY (statuses::bpchar[]) AND o.series_id = ANY (ARRAY(
      SELECT s.id FROM series s
      JOIN indicator i ON i.id = s.indicator_id JOIN area a ON a.id = s.area_id
      WHERE i.code = ANY (indicators) AND a.code = ANY (areas)))
  $$;

  CREATE TYPE bench.agency_year AS (agency text, year integer, value numeric, count integer);

  CREATE FUNCTION bench.averages_by_agency_and_year(units text[], areas text[], first_day date, last_day date) RETURNS SETOF bench.agency_year
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ag.code, extract(year FROM o.period_start)::int, trim_scale(avg(o.value)), count(*)::int
    FROM observation o JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN agency ag ON ag.id = i.agency_id
    JOIN unit u ON u.id = i.unit_id JOIN area a ON a.id = s.area_id
    WHERE u.code = ANY (units) AND a.code = ANY (areas) AND o.period_start BETWEEN first_day AND last_day
    GROUP BY 1, 2 ORDER BY 1, 2
  $$;`;
