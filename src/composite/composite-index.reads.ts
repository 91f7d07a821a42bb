import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { validOn } from "../database/validity.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import type { AsOf } from "../observation/as-of.js";
import { observationTables } from "../observation/observation-tables.js";
import { withinPeriod } from "../observation/period-window.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import type { Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import { CompositeComponentEntity } from "./composite-component.entity.js";
import { CompositeIndexVersionEntity } from "./composite-index-version.entity.js";
import type { CompositeIndexArgs, CompositeValuesArgs } from "./composite-index.inputs.js";

/** A version of an index, with the index's own names. */
export interface CompositeIndexRow extends CompositeIndexVersionEntity {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string | null;
}

export interface ComponentRow extends CompositeComponentEntity {
  readonly share: string;
}

export interface CompositeValueRow {
  readonly areaId: number;
  readonly areaCode: string;
  readonly periodStart: LocalDate;
  readonly periodEnd: LocalDate;
  readonly frequency: Frequency;
  readonly startDay: number;
  readonly value: string | null;
  readonly rank: number | null;
  readonly contributions: readonly {
    readonly indicatorId: number;
    readonly value: string | null;
    readonly normalised: string | null;
    readonly weight: string;
    readonly part: string | null;
  }[];
}

const VERSION = columnsOf(CompositeIndexVersionEntity, "cv", {
  code: "ci.code",
  nameVi: "ci.name_vi",
  nameEn: "ci.name_en",
});
const COMPONENT = columnsOf(CompositeComponentEntity, "cc", {
  share: "trim_scale(round(cc.weight / sum(cc.weight) OVER (PARTITION BY cc.version_id), 10))",
});

/** Newest period first, best first. */
const ORDER: Ordering = {
  name: "PERIOD_RANK",
  keys: [
    { expression: `v."periodStart"`, property: "periodStart", type: "date", descending: true },
    { expression: "v.rank", property: "rank", type: "integer", nullable: true },
    { expression: `v."areaCode"`, property: "areaCode", type: "text" },
    { expression: `v."areaId"`, property: "areaId", type: "integer" },
    { expression: `v."periodEnd"`, property: "periodEnd", type: "date" },
  ],
};

/**
 * Questions about composite indices. A version of which the viewer may not see a component is not there for him: an index of the
 * others would be another one, and one without a value would tell that something is hidden.
 */
export class CompositeIndexReads {
  constructor(
    private readonly db: Database,
    private readonly today: () => LocalDate,
  ) {}

  /** Null when there is no index of that code, or no such version of it. */
  byCode(viewer: Viewer, { code, version, on }: CompositeIndexArgs): Promise<CompositeIndexRow | undefined> {
    if (version != null && on != null)
      throw new AppError("BAD_USER_INPUT", "Give either version or on, not both.", { argument: "version, on" });
    const named = version == null ? sql`TRUE` : sql`cv.version = ${version}`;
    const valid = on == null ? sql`TRUE` : validOn("cv", on);
    return this.db.one(sql`
      SELECT ${VERSION.all} FROM composite_index ci JOIN composite_index_version cv ON cv.index_id = ci.id
      WHERE ci.code = ${code} AND ${named} AND ${valid} AND NOT EXISTS (
        SELECT FROM composite_component cc WHERE cc.version_id = cv.id
          AND NOT EXISTS (SELECT FROM indicator i WHERE i.id = cc.indicator_id AND ${visibleIndicators(viewer)})) ORDER BY cv.valid_from DESC LIMIT 1`);
  }

  /** What versions are made of that the viewer may see. */
  components(viewer: Viewer, versionIds: readonly number[]): Promise<ComponentRow[]> {
    return this.db.rows(sql`
      SELECT own.* FROM (
        SELECT ${COMPONENT.all} FROM composite_component cc WHERE cc.version_id = ANY(${versionIds}::int[])) own
      JOIN indicator i ON i.id = own."indicatorId"
      WHERE ${visibleIndicators(viewer)} ORDER BY own."versionId", own.position`);
  }

  async values(
    viewer: Viewer,
    index: CompositeIndexRow,
    args: CompositeValuesArgs,
    asked: Asked,
    asOf: AsOf,
  ): Promise<Connection<CompositeValueRow>> {
    const page = new Page<CompositeValueRow>(args, ORDER, 100);
    const total = asked.has("totalCount") ? sql`, (SELECT count(*)::int FROM made) AS "total"` : sql``;
    const [rows] = await Promise.all([
      this.db.rows<CompositeValueRow & { total?: number }>(sql`
        ${this.#made(viewer, index, args, asOf)}
        SELECT v.* ${total} FROM made v WHERE ${page.condition} ORDER BY ${page.orderBy} LIMIT ${page.limit}`),
      checkCodes(this.db, viewer, { areas: args.areas ?? [] }, {}, asOf),
    ]);
    return page.connection(rows, asked.has("totalCount") ? (rows[0]?.total ?? 0) : undefined);
  }

  /** `WITH … made AS (…)`: a row for each area and period in which some component has an observation. */
  #made(viewer: Viewer, { id, scale, decimals }: CompositeIndexRow, args: CompositeValuesArgs, asOf: AsOf): Sql {
    const value = sql`${scale}::numeric * sum(p.weight * p.normalised) / nullif((SELECT sum(w.weight) FROM component w), 0)`;
    const rounded = decimals === null ? sql`trim_scale(round(${value}, 20))` : sql`round(${value}, ${decimals}::int)`;
    return sql`
      WITH component AS (
        SELECT cc.*, count(*) OVER () AS components, sum(cc.weight) OVER () AS weights FROM composite_component cc WHERE cc.version_id = ${id}),
      part AS (
        SELECT s.area_id, a.code, o.period_start, o.period_end, s.frequency, rc.start_day, cc.indicator_id, cc.position, cc.weight, cc.components, cc.weights,
          o.value, CASE WHEN cc.worst IS NULL THEN o.value
            WHEN o.value IS NOT NULL THEN least(greatest((o.value - cc.worst) / (cc.best - cc.worst), 0), 1) END AS normalised
        FROM ${observationTables(asOf)}
        JOIN component cc ON cc.indicator_id = s.indicator_id JOIN area a ON a.id = s.area_id
        WHERE ${visibleSeries(viewer)} AND s.breakdown = '_T' AND s.frequency = i.frequency
          AND ${withinPeriod(args.period, this.today)} AND ${areasOf(args)}),
      whole AS (
        SELECT p.area_id AS "areaId", p.code AS "areaCode", p.period_start AS "periodStart", p.period_end AS "periodEnd", p.frequency,
          p.start_day AS "startDay", CASE WHEN count(p.normalised) = min(p.components) THEN ${rounded} END AS value,
          json_agg(json_build_object('indicatorId', p.indicator_id, 'value', p.value::text, 'normalised', trim_scale(p.normalised)::text, 'weight', p.weight::text,
            'part', trim_scale(round(${scale}::numeric * p.weight * p.normalised / p.weights, 10))::text) ORDER BY p.position) AS contributions
        FROM part p GROUP BY p.area_id, p.code, p.period_start, p.period_end, p.frequency, p.start_day),
      made AS (
        SELECT w.*, CASE WHEN w.value IS NOT NULL THEN
          rank() OVER (PARTITION BY w."periodStart", w."periodEnd", w.value IS NULL ORDER BY w.value DESC)::int END AS rank
        FROM whole w)`;
  }
}

function areasOf({ areas, areaLevel }: CompositeValuesArgs): Sql {
  const named = areas == null ? sql`TRUE` : sql`a.code = ANY(${areas}::text[])`;
  return areaLevel == null ? named : sql`${named} AND a.level = ${areaLevel}::int`;
}
