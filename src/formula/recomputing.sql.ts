import { renewCoverage } from "../observation/series-coverage.js";
import { compileExpression } from "./expression.compiler.js";
import { requiredNames } from "./expression.js";
import type { Formula } from "./formula.js";

/** Statements of recomputing. A cell is what a result is computed for: area, breakdown, frequency and period. */

export const ANY_FORMULA = `SELECT EXISTS (SELECT FROM formula) AS "any"`;

/** `derived_dirty`: observations that changed in this publication, as far as formulas read them. */
const MAKE_TABLES = `
  CREATE TEMP TABLE IF NOT EXISTS derived_dirty (series_id integer NOT NULL, period_start date NOT NULL) ON COMMIT DROP;
  CREATE TEMP TABLE IF NOT EXISTS derived_result (
    series_id integer, area_id integer NOT NULL, breakdown text NOT NULL, frequency text NOT NULL, period_start date NOT NULL,
    period_end date, value numeric, status char(1), comment text, sample boolean, access text) ON COMMIT DROP;
  TRUNCATE derived_dirty, derived_result`;

/** Before the first formula of a publication, and before each one. Whoever works in tables that stand may neither make nor truncate any. */
export const TABLES = {
  TEMPORARY: { make: MAKE_TABLES, empty: "TRUNCATE derived_result" },
  STANDING: { make: "DELETE FROM derived_dirty", empty: "DELETE FROM derived_result" },
} as const;

/** $1 the publication. Triggers note which series it touched, whoever wrote them. */
export const NOTE_CHANGES = `
  WITH input AS (
    SELECT ps.series_id FROM publication_series ps JOIN series s ON s.id = ps.series_id
    WHERE ps.publication_id = $1 AND s.indicator_id IN (SELECT f.input_id FROM formula_input f))
  INSERT INTO derived_dirty
  SELECT o.series_id, o.period_start FROM input JOIN observation o USING (series_id) WHERE o.publication_id = $1
  UNION
  SELECT h.series_id, h.period_start FROM input JOIN observation_history h USING (series_id) WHERE h.to_publication = $1`;

/** $1 indicators, of which everything is looked at again; $2 the publication, if there is one yet. */
export const NOTE_ALL = `
  INSERT INTO derived_dirty
  SELECT o.series_id, o.period_start FROM series s JOIN observation o ON o.series_id = s.id WHERE s.indicator_id = ANY ($1::int[])
  UNION
  SELECT h.series_id, h.period_start FROM series s JOIN observation_history h ON h.series_id = s.id
  WHERE s.indicator_id = ANY ($1::int[]) AND h.to_publication = $2`;

/** $1 the derived indicator, $2 the publication. */
export const WITHDRAW_ALL = `
  WITH withdrawn AS (
    DELETE FROM observation o USING series s WHERE s.id = o.series_id AND s.indicator_id = $1 RETURNING o.*)
  INSERT INTO observation_history
    (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
  SELECT w.series_id, w.period_start, w.period_end, w.publication_id, $2, w.value, w.status, 'WITHDRAWN', w.comment
  FROM withdrawn w`;

export const RENEW_ALL = renewCoverage(
  `(SELECT own.id AS series_id FROM series own WHERE own.indicator_id = $1)`,
  "s.provenance",
);

export const DIRTY_INDICATORS = `
  SELECT DISTINCT s.indicator_id AS "id" FROM derived_dirty d JOIN series s ON s.id = d.series_id`;

/** Rows that were staged for an indicator that is computed: their own way in is closed. */
export const LOCKED_ROWS = `
  SELECT i.code AS "code" FROM staged_series ss JOIN formula f ON f.indicator_id = ss.indicator_id JOIN indicator i ON i.id = f.indicator_id
  WHERE EXISTS (SELECT FROM staged_row r WHERE r.series_ref = ss.ref AND r.fault IS NULL) LIMIT 1`;

/** Fewest first: of a value that several doubts hang on, the gravest is told. */
const GRAVEST = "FEIUVPBA";
/** Why there is no value: what is withheld before what can't exist, before what was not collected. */
const GRAVEST_MISSING = "QMLHO";

/**
 * Computes the cells that changed. A cell has a result when every input that the formula requires has an observation there; a missing
 * value makes the result missing. Where an input is absent there is no result, and one that stood is withdrawn.
 * $1 the derived indicator, $2 its inputs.
 */
export function compute({ expression, inputs, agencyId }: Formula): string {
  const at = new Map(inputs.map(({ name }, i) => [name, i]));
  const required = requiredNames(expression).map((name) => at.get(name)!);
  const all = inputs.map((_, i) => i);
  const list = (of: (i: number) => string, over: readonly number[] = all) => over.map(of).join(", ");
  const value = compileExpression(expression, (name) => `o${at.get(name)!}.value`);
  const joins = inputs.map(
    ({ id }, i) => `
      LEFT JOIN series s${i} ON s${i}.indicator_id = ${id} AND s${i}.area_id = c.area_id AND s${i}.breakdown = c.breakdown AND s${i}.frequency = c.frequency
      LEFT JOIN observation o${i} ON o${i}.series_id = s${i}.id AND o${i}.period_start = c.period_start`,
  );
  const foreign = inputs
    .map(({ agencyId: own }, i) => (own === agencyId ? "" : ` AND s${i}.access IS DISTINCT FROM 'RESTRICTED'`))
    .join("");
  return `
    INSERT INTO derived_result (area_id, breakdown, frequency, period_start, period_end, value, status, comment, sample, access)
    SELECT c.area_id, c.breakdown, c.frequency, c.period_start, made.period_end, made.value,
      CASE WHEN made.value IS NULL THEN coalesce(substring('${GRAVEST_MISSING}' FROM '[' || made.letters || ']'), 'O')
        ELSE coalesce(substring('${GRAVEST}' FROM '[' || made.letters || ']'), 'A') END,
      CASE WHEN made.value IS NULL AND made.letters !~ '[${GRAVEST_MISSING}]' THEN 'Chia cho 0 (division by zero)' END,
      made.sample, made.access
    FROM (
      SELECT DISTINCT s.area_id, s.breakdown, s.frequency, d.period_start
      FROM derived_dirty d JOIN series s ON s.id = d.series_id WHERE s.indicator_id = ANY ($2::int[] || $1::int)) AS c
    LEFT JOIN LATERAL (
      SELECT greatest(${list((i) => `o${i}.period_end`)}) AS period_end, trim_scale(round(${value}, 20)) AS value,
        concat(${list((i) => `o${i}.status`)}) AS letters, ${all.map((i) => `coalesce(s${i}.provenance = 'SAMPLE', FALSE)`).join(" OR ")} AS sample,
        CASE WHEN 'RESTRICTED' IN (${list((i) => `s${i}.access`)}) THEN 'RESTRICTED' ELSE coalesce(${list((i) => `s${i}.access`)}) END AS access
      FROM (SELECT) AS nothing ${joins.join("")}
      WHERE num_nulls(${list((i) => `o${i}.series_id`, required.length > 0 ? required : all)}) ${required.length > 0 ? "= 0" : `< ${all.length}`}
        AND greatest(${list((i) => `o${i}.period_end`)}) = least(${list((i) => `o${i}.period_end`)})${foreign}) AS made ON TRUE`;
}

/** $1 the derived indicator. An area that bears a code after another one has its first day in the key (areaInKey). */
export const CREATE_SERIES = `
  INSERT INTO series (key, indicator_id, area_id, frequency, breakdown, access, provenance)
  SELECT DISTINCT ON (r.area_id, r.breakdown, r.frequency)
    concat_ws('.', r.frequency, i.code, a.code || CASE WHEN EXISTS (
      SELECT FROM area older WHERE older.code = a.code AND older.valid_from < a.valid_from) THEN '@' || a.valid_from ELSE '' END, r.breakdown),
    i.id, r.area_id, r.frequency, r.breakdown, r.access, 'DELIVERED'
  FROM derived_result r JOIN area a ON a.id = r.area_id JOIN indicator i ON i.id = $1
  WHERE r.period_end IS NOT NULL
  ON CONFLICT (indicator_id, area_id, breakdown, frequency) DO NOTHING`;

export const NAME_SERIES = `
  UPDATE derived_result r SET series_id = s.id
  FROM series s
  WHERE s.indicator_id = $1 AND s.area_id = r.area_id AND s.breakdown = r.breakdown AND s.frequency = r.frequency`;

/** Series that are closed stay closed when the formula changes; nothing opens by itself. */
export const CLOSE_SERIES = `
  UPDATE series s SET access = r.access
  FROM derived_result r
  WHERE s.id = r.series_id AND r.access IS NOT NULL AND s.access IS DISTINCT FROM r.access AND s.access IS DISTINCT FROM 'RESTRICTED'`;

export const BREAK_DOWN = `
  INSERT INTO series_breakdown (series_id, dimension_id, dimension_code_id)
  SELECT DISTINCT r.series_id, d.id, dc.id
  FROM derived_result r
  CROSS JOIN LATERAL string_to_table(r.breakdown, ',') AS part
  JOIN dimension d ON d.code = split_part(part, '=', 1)
  JOIN dimension_code dc ON dc.dimension_id = d.id AND dc.code = substr(part, strpos(part, '=') + 1)
  WHERE r.breakdown <> '_T' AND r.series_id IS NOT NULL
  ON CONFLICT DO NOTHING`;

export const LINK_DIMENSIONS = `
  INSERT INTO indicator_dimension (indicator_id, dimension_id)
  SELECT DISTINCT $1::int, sb.dimension_id FROM derived_result r JOIN series_breakdown sb USING (series_id)
  ON CONFLICT DO NOTHING`;

/** What stands already as it was computed is no change. */
export const FORGET_UNCHANGED = `
  DELETE FROM derived_result r USING observation o
  WHERE o.series_id = r.series_id AND o.period_start = r.period_start AND o.period_end = r.period_end AND o.status = r.status
    AND o.value IS NOT DISTINCT FROM r.value AND o.comment IS NOT DISTINCT FROM r.comment`;

export const FORGET_ABSENT = `
  DELETE FROM derived_result r
  WHERE r.period_end IS NULL AND NOT EXISTS (
    SELECT FROM observation o WHERE o.series_id = r.series_id AND o.period_start = r.period_start)`;

export const ANY_RESULT = `SELECT FROM derived_result LIMIT 1`;

/** $1 the publication. A value that this very publication has brought had no reader yet and leaves no history. */
export const SUPERSEDE = `
  INSERT INTO observation_history
    (series_id, period_start, period_end, from_publication, to_publication, value, status, reason, comment)
  SELECT o.series_id, o.period_start, o.period_end, o.publication_id, $1, o.value, o.status,
    CASE WHEN r.period_end IS NULL THEN 'WITHDRAWN' ELSE 'REVISED' END, o.comment
  FROM derived_result r JOIN observation o ON o.series_id = r.series_id AND o.period_start = r.period_start
  WHERE o.publication_id < $1`;

export const WITHDRAW = `
  DELETE FROM observation o USING derived_result r
  WHERE r.period_end IS NULL AND o.series_id = r.series_id AND o.period_start = r.period_start`;

export const REVISE = `
  UPDATE observation o
  SET period_end = r.period_end, publication_id = $1, value = r.value, status = r.status, comment = r.comment
  FROM derived_result r
  WHERE r.period_end IS NOT NULL AND o.series_id = r.series_id AND o.period_start = r.period_start`;

export const ADD = `
  INSERT INTO observation (series_id, period_start, period_end, publication_id, value, status, comment)
  SELECT r.series_id, r.period_start, r.period_end, $1, r.value, r.status, r.comment
  FROM derived_result r
  WHERE r.period_end IS NOT NULL
    AND NOT EXISTS (SELECT FROM observation o WHERE o.series_id = r.series_id AND o.period_start = r.period_start)
  ORDER BY r.series_id, r.period_start`;

/** Whoever computes from these results goes on from here. */
export const PASS_ON = `INSERT INTO derived_dirty SELECT r.series_id, r.period_start FROM derived_result r`;

export const RENEW_RESULTS = renewCoverage(
  `(SELECT DISTINCT r.series_id FROM derived_result r WHERE r.series_id IS NOT NULL)`,
  "s.provenance",
);

/** $1 the derived indicator. What is computed from a sample is a sample. */
export const RENEW_PROVENANCE = `
  UPDATE series r SET provenance = own.provenance
  FROM (
    SELECT r.id, CASE WHEN bool_or(s.provenance = 'SAMPLE') THEN 'SAMPLE' ELSE 'DELIVERED' END AS provenance
    FROM series r JOIN formula_input f ON f.indicator_id = r.indicator_id
    JOIN series s ON s.indicator_id = f.input_id AND s.area_id = r.area_id AND s.breakdown = r.breakdown AND s.frequency = r.frequency
    WHERE r.indicator_id = $1
    GROUP BY r.id) AS own
  WHERE r.id = own.id AND r.provenance <> own.provenance`;
