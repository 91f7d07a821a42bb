import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import { rowsAt } from "../database/catalogue-history.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { validOn } from "../database/validity.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import type { Direction } from "../indicator/indicator-enums.js";
import type { AsOf } from "../observation/as-of.js";
import { observationsAt } from "../observation/as-of.js";
import type { ObservationRow } from "../observation/observation.reads.js";
import { chosenSeries, ofIndicators } from "../observation/series-choice.js";
import { seriesTables } from "../observation/series.reads.js";
import type { LocalDate } from "../shared/local-date.js";
import type { Comparator, ComparisonArgs } from "./indicator-comparison.inputs.js";

type Observed = Pick<ObservationRow, "periodStart" | "periodEnd" | "publicationId" | "value" | "status" | "comment">;

/** An indicator's newest observation, and those that may be the one it is compared with. */
export interface ComparisonRow extends Omit<ObservationRow, "value"> {
  readonly value: string;
  readonly nameVi: string;
  readonly nameEn: string | null;
  readonly direction: Direction;
  readonly decimals: number;
  readonly symbolVi: string;
  readonly symbolEn: string;
  readonly provenance: string;
  readonly candidates: readonly (Observed & { readonly isBroken: boolean })[] | null;
}

/** How far back periods of a frequency lie that may be the wanted one; their codes tell which one is. */
const STARTS: Readonly<Record<Exclude<Comparator, Comparator.TARGET>, Sql>> = {
  PREVIOUS_PERIOD: sql`ARRAY[(current.period_start - CASE s.frequency WHEN 'D' THEN interval '1 day' WHEN 'W' THEN interval '7 days'
    WHEN 'M' THEN interval '1 month' WHEN 'Q' THEN interval '3 months' WHEN 'S' THEN interval '6 months' ELSE interval '1 year' END)::date]`,
  SAME_PERIOD_LAST_YEAR: sql`ARRAY[(current.period_start - interval '1 year')::date, current.period_start - 364, current.period_start - 371]`,
};

/** Questions about how indicators stand beside earlier periods and targets: one statement, however many indicators. */
export class ComparisonReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
  ) {}

  async withEarlier(
    viewer: Viewer,
    indicatorIds: readonly number[],
    comparator: keyof typeof STARTS,
    args: ComparisonArgs,
    asOf: AsOf,
  ): Promise<ComparisonRow[]> {
    const { on } = args;
    const by = on == null ? sql`TRUE` : sql`o.period_end <= ${on}::date AND o.period_start <= ${on}::date`;
    const [rows] = await Promise.all([
      this.db.rows<ComparisonRow>(sql`
        SELECT i.id AS "indicatorId", i.name_vi AS "nameVi", i.name_en AS "nameEn", i.direction, i.decimals, s.id AS "seriesId",
          s.area_id AS "areaId", s.frequency, s.provenance, rc.start_day AS "startDay", u.symbol_vi AS "symbolVi",
          coalesce(u.symbol_en, u.symbol_vi) AS "symbolEn", current.period_start AS "periodStart", current.period_end AS "periodEnd",
          current.publication_id AS "publicationId", current.value, current.status, current.comment, earlier.candidates
        FROM ${seriesTables(asOf)} JOIN unit u ON u.id = i.unit_id
        JOIN LATERAL (
          SELECT o.* FROM ${observationsAt(asOf)} o
          WHERE o.series_id = s.id AND o.value IS NOT NULL AND ${by} ORDER BY o.period_start DESC LIMIT 1) AS current ON TRUE
        LEFT JOIN LATERAL (
          SELECT json_agg(json_build_object('periodStart', o.period_start, 'periodEnd', o.period_end, 'publicationId', o.publication_id,
            'value', o.value::text, 'status', o.status, 'comment', o.comment, 'isBroken', EXISTS (
              SELECT FROM ${observationsAt(asOf)} b WHERE b.series_id = s.id AND b.status = 'B'
                AND b.period_start > o.period_start AND b.period_start <= current.period_start))) AS candidates
          FROM ${observationsAt(asOf)} o
          WHERE o.series_id = s.id AND o.period_start = ANY(${STARTS[comparator]})) AS earlier ON TRUE
        WHERE ${this.#series(viewer, indicatorIds, args)}
        ORDER BY s.key DESC`),
      this.#checkCodes(viewer, args),
    ]);
    return rows;
  }

  /** The target of each indicator that its chosen series measures: the one that is due next, or was due last. */
  async targetsOf(
    viewer: Viewer,
    indicatorIds: readonly number[],
    args: ComparisonArgs,
    today: LocalDate,
    asOf: AsOf,
  ): Promise<{ indicatorId: number; targetId: number }[]> {
    const day = args.on ?? today;
    const [rows] = await Promise.all([
      this.db.rows<{ indicatorId: number; targetId: number }>(sql`
        SELECT DISTINCT ON (i.id) i.id AS "indicatorId", ta.id AS "targetId"
        FROM ${seriesTables(asOf)} JOIN ${rowsAt("target", asOf)} ta ON ta.indicator_id = i.id AND ta.unit_id = i.unit_id
        WHERE ${this.#series(viewer, indicatorIds, args)} AND ${args.on == null ? sql`ta.valid_to IS NULL` : validOn("ta", args.on)}
          AND (ta.series_id = s.id OR ta.series_id IS NULL AND s.breakdown = '_T' AND s.area_id = (
            SELECT a.id FROM area a WHERE a.code = ${this.province} ORDER BY a.valid_from DESC LIMIT 1))
        ORDER BY i.id, ta.due_date < ${day}::date, abs(ta.due_date - ${day}::date), ta.code`),
      this.#checkCodes(viewer, args),
    ]);
    return rows;
  }

  #series(viewer: Viewer, indicatorIds: readonly number[], { area, breakdown }: ComparisonArgs): Sql {
    return sql`${ofIndicators(indicatorIds)} AND ${visibleSeries(viewer)}
      AND ${chosenSeries([area ?? this.province], breakdown)}`;
  }

  #checkCodes(viewer: Viewer, { area, breakdown }: ComparisonArgs): Promise<void> {
    return checkCodes(this.db, viewer, { areas: area == null ? [] : [area], breakdown });
  }
}
