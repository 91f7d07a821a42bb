import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { KeyValue } from "../shared/cursor.js";

export interface EventsWanted {
  /** Version, series, period and step behind which the events lie. */
  readonly after: readonly KeyValue[];
  /** Condition on `event`. */
  readonly ofKinds: Sql;
  readonly limit: number;
}

/**
 * What one publication did to one series (`ps`): a value that comes to stand is INSERTED, or UPDATED where it revised another
 * one; one that was taken back is WITHDRAWN, also where another one takes its place at once.
 */
export const everythingOf = sql`
      SELECT came.period_start, came.period_end, 1 AS step,
        CASE WHEN was.series_id IS NULL THEN 'INSERTED' ELSE 'UPDATED' END AS kind,
        came.value, came.status, came.comment, was.value AS previous_value, was.status AS previous_status
      FROM (
        SELECT o.series_id, o.period_start, o.period_end, o.publication_id, o.value, o.status, o.comment FROM observation o
        UNION ALL
        SELECT h.series_id, h.period_start, h.period_end, h.from_publication, h.value, h.status, h.comment
        FROM observation_history h) AS came
      LEFT JOIN LATERAL (
        SELECT h.series_id, h.value, h.status FROM observation_history h
        WHERE h.series_id = came.series_id AND h.period_start = came.period_start
          AND h.to_publication = came.publication_id AND h.reason = 'REVISED' LIMIT 1) AS was ON TRUE
      WHERE came.series_id = ps.series_id AND came.publication_id = ps.publication_id
      UNION ALL
      SELECT gone.period_start, gone.period_end, 0, 'WITHDRAWN', NULL, NULL, NULL, gone.value, gone.status
      FROM observation_history gone
      WHERE gone.series_id = ps.series_id AND gone.to_publication = ps.publication_id AND gone.reason = 'WITHDRAWN'`;

/** The same by period, at most as many as a page needs: a series of a hundred thousand days costs no more than a page of it. */
export function eventsOf({ after: [version, series, start, step], ofKinds, limit }: EventsWanted): Sql {
  return sql`
    SELECT event.* FROM (${everythingOf}) AS event
    WHERE ${ofKinds} AND ((ps.publication_id, ps.series_id) > (${version}::int, ${series}::int)
      OR (event.period_start, event.step) > (${start}::date, ${step}::int))
    ORDER BY event.period_start, event.step LIMIT ${limit}`;
}
