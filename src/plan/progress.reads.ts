import type { Sql } from "sql-template-tag";
import sql, { empty } from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { rowsAt } from "../database/catalogue-history.js";
import type { Database } from "../database/database.js";
import { validOn } from "../database/validity.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import { observationsAt } from "../observation/as-of.js";
import type { AsOf } from "../observation/as-of.js";
import { seriesAt } from "../observation/series-at.js";
import type { LocalDate } from "../shared/local-date.js";
import type { ProgressRow } from "./progress-row.js";

/** On which day, and as of which data version; null is now. */
export interface Moment {
  readonly on: LocalDate;
  readonly asOf: AsOf;
}

/**
 * What is read of a target beside what the rule looks at: nothing more, the observation itself, what scorecards count by, or all of it
 * with what sentences are written with. What is not read is undefined, as everywhere (docs/decisions/0012).
 */
export type ProgressParts = "NUMBERS" | "OBSERVATION" | "COUNTS" | "SENTENCES";

const COUNTED_BY = sql`, ta.code, ta.plan_id AS "planId", ta.pillar_id AS "pillarId", pi.name_vi AS "pillarNameVi",
  pi.name_en AS "pillarNameEn", pi.position AS "pillarPosition", ta.agency_id AS "agencyId",
  (SELECT ag.code FROM agency ag WHERE ag.id = ta.agency_id) AS "agencyCode", m."seriesProvenance"`;
const TOLD_WITH = sql`, ta.name_vi AS "nameVi", ta.name_en AS "nameEn", coalesce(ta.lineage, ta.code) AS "lineage",
  u.symbol_vi AS "symbolVi", coalesce(u.symbol_en, u.symbol_vi) AS "symbolEn", m.decimals`;
const OBSERVED = sql`, m."seriesId", m."areaId", m.frequency, o.period_start AS "periodStart", o.comment, o.publication_id AS "publicationId"`;
/** What is due on 31 December may be due after the year of a calendar of report months is over. */
const IN_THE_YEAR = sql`o.period_start >= m."totalsSince" AND o.period_end < m."totalsSince" + interval '1 year'`;
const PILLAR = sql`JOIN pillar pi ON pi.id = ta.pillar_id`;
const UNIT = sql`JOIN unit u ON u.id = ta.unit_id`;

/** Questions about what targets have reached: one statement, however many targets. */
export class ProgressReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
  ) {}

  ofTargets(
    viewer: Viewer,
    ids: readonly number[],
    moment: Moment,
    parts: ProgressParts = "SENTENCES",
  ): Promise<ProgressRow[]> {
    return this.#rows(viewer, moment, sql`ta.id = ANY(${ids}::int[])`, parts);
  }

  /**
   * The targets of plans as they read on the day. One that ended only after it was due, with its plan, still counts: what
   * was promised for 2022 is not forgotten in 2024.
   */
  ofPlans(viewer: Viewer, planIds: readonly number[], moment: Moment, parts: ProgressParts): Promise<ProgressRow[]> {
    const { on, asOf } = moment;
    const endedWithItsPlan = sql`ta.valid_to > ta.due_date AND ta.valid_to <= ${on}::date AND NOT EXISTS (
      SELECT FROM ${rowsAt("target", asOf)} later
      WHERE later.code = ta.code AND later.valid_from >= ta.valid_to AND later.valid_from <= ${on}::date)`;
    return this.#rows(
      viewer,
      moment,
      sql`ta.plan_id = ANY(${planIds}::int[]) AND (${validOn("ta", on)} OR (${endedWithItsPlan}))`,
      parts,
    );
  }

  /** Every target as it reads on a day, or as it reads now. */
  ofAll(viewer: Viewer, moment: Moment, wording: LocalDate | null): Promise<ProgressRow[]> {
    const which = wording === null ? sql`ta.valid_to IS NULL` : validOn("ta", wording);
    return this.#rows(viewer, moment, which, "NUMBERS");
  }

  #rows(viewer: Viewer, { on, asOf }: Moment, which: Sql, parts: ProgressParts): Promise<ProgressRow[]> {
    const sentences = parts === "SENTENCES";
    const counts = sentences || parts === "COUNTS";
    const observation = sentences || parts === "OBSERVATION";
    return this.db.rows<ProgressRow>(sql`
      SELECT ta.id, ta.comparator, ta.value, ta.upper_value AS "upperValue", ta.due_date AS "dueDate", p.year AS "planYear"
        ${counts ? COUNTED_BY : empty} ${sentences ? TOLD_WITH : empty} ${observation ? OBSERVED : empty},
        (SELECT json_agg(json_build_object('kind', tm.kind, 'date', tm.on_date, 'value', tm.value::text) ORDER BY tm.on_date)
          FROM ${rowsAt("target_milestone", asOf)} tm WHERE tm.target_id = ta.id) AS "points",
        m."indicatorId", m.minimum, m.maximum, m."startDay", m."measure", m."totalsSince",
        o.period_end AS "periodEnd", o.value AS "latestValue", o.status, total.*
      FROM ${rowsAt("target", asOf)} ta JOIN plan p ON p.id = ta.plan_id
        ${counts ? PILLAR : empty} ${sentences ? UNIT : empty}
      LEFT JOIN LATERAL (${this.#measuring(viewer, asOf)}) AS m ON TRUE
      LEFT JOIN LATERAL (
        SELECT o.* FROM ${observationsAt(asOf)} o
        WHERE o.series_id = m."seriesId" AND ${countsBy(on)}
          AND (m."measure" = 'LATEST_VALUE' OR (${IN_THE_YEAR}))
        ORDER BY o.period_start DESC LIMIT 1) AS o ON TRUE
      LEFT JOIN LATERAL (
        SELECT sum(o.value) AS "total", sum(o.period_end - o.period_start + 1)::int AS "totalDays",
          bool_or(o.status = ANY('{P,E,I,V,U}'::bpchar[])) AS "totalIsProvisional"
        FROM ${observationsAt(asOf)} o
        WHERE m."measure" = 'YEAR_TO_DATE' AND o.series_id = m."seriesId" AND ${IN_THE_YEAR} AND ${countsBy(on)}
      ) AS total ON m."measure" = 'YEAR_TO_DATE'
      WHERE ${which}
      ORDER BY ta.code, ta.valid_from`);
  }

  /**
   * The indicator that measures a target, with its series: the target's own one, or else the province's total. Sums are
   * compared as running totals in the year where the target is for a year and the series has shorter periods.
   * Joins and CASE: behind row-level security Postgres finds no series by its id where that comes from a subquery or a function.
   */
  #measuring(viewer: Viewer, asOf: AsOf): Sql {
    return sql`
      SELECT i.id AS "indicatorId", i.decimals, i.minimum, i.maximum, rc.start_day AS "startDay",
        s.id AS "seriesId", s.area_id AS "areaId", s.frequency, s.provenance AS "seriesProvenance",
        coalesce(ta.measured_as, CASE WHEN i.aggregation = 'SUM' AND s.frequency IN ('D', 'W', 'M', 'Q', 'S')
          AND date_part('year', ta.due_date) = p.year THEN 'YEAR_TO_DATE' ELSE 'LATEST_VALUE' END) AS "measure",
        make_date(date_part('year', ta.due_date)::int - sign(rc.start_day - 1)::int,
          CASE rc.start_day WHEN 1 THEN 1 ELSE 12 END, rc.start_day::int) AS "totalsSince"
      FROM indicator i JOIN reporting_calendar rc ON rc.id = i.calendar_id
      LEFT JOIN series total ON ta.series_id IS NULL AND total.indicator_id = i.id AND total.frequency = i.frequency
        AND total.breakdown = '_T' AND total.area_id = (
          SELECT a.id FROM area a WHERE a.code = ${this.province} ORDER BY a.valid_from DESC LIMIT 1)
      LEFT JOIN ${seriesAt(asOf)} s ON s.indicator_id = i.id AND ${visibleSeries(viewer)}
        AND s.id = CASE WHEN ta.series_id IS NULL THEN total.id ELSE ta.series_id END
      WHERE i.id = ta.indicator_id AND ${visibleIndicators(viewer)}`;
  }
}

/**
 * Observations that count on a day: with a value, no forecast, of a period that has ended by the day, and by the due
 * date, because what came later was not reached in time.
 */
function countsBy(on: LocalDate): Sql {
  return sql`o.value IS NOT NULL AND o.status <> 'F' AND o.period_start <= least(${on}::date, ta.due_date)
    AND o.period_end <= least(${on}::date, ta.due_date)`;
}
