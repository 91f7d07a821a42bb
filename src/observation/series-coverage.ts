/** What a series holds of its latest observation, from the relation `latest`. */
export const SET_LATEST = `latest_start = latest.period_start, latest_end = latest.period_end,
    last_value = latest.value, last_status = latest.status`;

/** The latest observation of the `series_id` of a relation, as `latest`. */
export const joinLatest = (relation: string): string => `LEFT JOIN LATERAL (
    SELECT o.period_start, o.period_end, o.value, o.status FROM observation o WHERE o.series_id = ${relation}.series_id AND o.value IS NOT NULL
    ORDER BY o.period_start DESC LIMIT 1) AS latest ON TRUE`;

/**
 * Renews what series say of their observations. Without observations a series covers nothing.
 * @param changed a relation with the `series_id` of each, and what else `provenance` names
 * @param provenance whence the values are from now on: SQL over `changed`
 */
export function renewCoverage(changed: string, provenance: string): string {
  return `
  UPDATE series s
  SET provenance = ${provenance}, observation_count = k.observation_count,
    first_period_start = k.first_period_start, last_period_start = k.last_period_start,
    last_period_end = last.period_end, ${SET_LATEST}
  FROM ${changed} AS changed
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS observation_count, min(o.period_start) AS first_period_start,
      max(o.period_start) AS last_period_start
    FROM observation o WHERE o.series_id = changed.series_id) AS k
  LEFT JOIN LATERAL (
    SELECT o.period_end FROM observation o WHERE o.series_id = changed.series_id
    ORDER BY o.period_start DESC LIMIT 1) AS last ON TRUE
  ${joinLatest("changed")}
  WHERE s.id = changed.series_id`;
}
