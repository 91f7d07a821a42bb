import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import { seriesStoodAt } from "../database/catalogue-history.js";
import type { AsOf } from "./as-of.js";
import { observationsAt } from "./as-of.js";

/**
 * Series as they stood in a data version, used as `FROM ${seriesAt(version)} s`: the columns of `series`, and
 * `first_period_end`. Their coverage is worked out from the observations of the version, column by column as it is asked for;
 * provenance and citation come from their history. Who may see a series is always decided by today's rules.
 */
export function seriesAt(version: AsOf): Sql {
  if (version == null) return sql`series`;
  const own = sql`${observationsAt(version)} seen WHERE seen.series_id = s.id`;
  return sql`(
    SELECT s.id, s.key, s.indicator_id, s.area_id, s.frequency, s.breakdown, s.access,
      CASE WHEN past.row_id IS NULL THEN s.provenance ELSE past.content ->> 'provenance' END AS provenance,
      CASE WHEN past.row_id IS NULL THEN s.citation_vi ELSE past.content ->> 'citation_vi' END AS citation_vi,
      CASE WHEN past.row_id IS NULL THEN s.citation_en ELSE past.content ->> 'citation_en' END AS citation_en,
      (SELECT seen.period_start FROM ${own} ORDER BY seen.period_start LIMIT 1) AS first_period_start,
      (SELECT seen.period_end FROM ${own} ORDER BY seen.period_start LIMIT 1) AS first_period_end,
      (SELECT seen.period_start FROM ${own} ORDER BY seen.period_start DESC LIMIT 1) AS last_period_start,
      (SELECT seen.period_end FROM ${own} ORDER BY seen.period_start DESC LIMIT 1) AS last_period_end,
      (SELECT count(*)::int FROM ${own}) AS observation_count,
      latest.period_start AS latest_start, latest.period_end AS latest_end, latest.value AS last_value, latest.status AS last_status
    FROM series s
    LEFT JOIN catalogue_history past ON past.table_name = 'series' AND past.row_id = s.id
      AND past.from_publication <= ${version} AND ${version} < past.to_publication
    LEFT JOIN LATERAL (
      SELECT seen.period_start, seen.period_end, seen.value, seen.status FROM ${own} AND seen.value IS NOT NULL
      ORDER BY seen.period_start DESC LIMIT 1) AS latest ON TRUE
    WHERE ${seriesStoodAt(version)})`;
}
