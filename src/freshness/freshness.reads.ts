import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import type { LocalDate } from "../shared/local-date.js";
import { DELIVERED, FIRST_PUBLICATION, dayOfPublication } from "./arrival.sql.js";
import type { LastArrival } from "./freshness.js";

/** Questions about what arrived last. */
export class FreshnessReads {
  constructor(
    private readonly db: Database,
    private readonly timeZone: string,
  ) {}

  /** What had arrived by a day, of indicators that the viewer was shown: one statement for all of them. */
  lastArrivals(viewer: Viewer, indicatorIds: readonly number[], on: LocalDate): Promise<LastArrival[]> {
    return this.db.rows(sql`
      SELECT i.id AS "id", i.frequency AS "frequency", rc.start_day AS "startDay", i.delivery_days AS "deliveryDays",
        i.valid_from AS "validFrom", i.valid_to AS "validTo", max(newest.period_start) AS "lastStart",
        max(newest.period_end) AS "lastEnd", max(touched.published_at) AS "lastPublishedAt"
      FROM indicator i JOIN reporting_calendar rc ON rc.id = i.calendar_id
      LEFT JOIN series s ON s.indicator_id = i.id AND s.frequency = i.frequency AND ${visibleSeries(viewer)}
      LEFT JOIN LATERAL (
        SELECT o.period_start, o.period_end FROM observation o
        WHERE o.series_id = s.id AND ${DELIVERED} AND ${dayOfPublication(FIRST_PUBLICATION, this.timeZone)} <= ${on}::date
        ORDER BY o.period_start DESC LIMIT 1) AS newest ON TRUE
      LEFT JOIN LATERAL (
        SELECT p.published_at FROM publication_series ps JOIN publication p ON p.id = ps.publication_id
        WHERE ps.series_id = s.id AND (p.published_at AT TIME ZONE ${this.timeZone})::date <= ${on}::date
        ORDER BY ps.publication_id DESC LIMIT 1) AS touched ON TRUE
      WHERE i.id = ANY(${indicatorIds}::int[])
      GROUP BY i.id, rc.start_day`);
  }
}
