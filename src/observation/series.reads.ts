import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked, Columns, Needs } from "../database/columns.js";
import { columnsOf } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import type { ListQuery } from "../database/read-page.js";
import { readPage, readPages } from "../database/read-page.js";
import { INDICATOR_CONDITIONS, visibleSeries } from "../indicator/indicator.reads.js";
import type { Connection } from "../shared/connection.js";
import type { Frequency } from "../shared/frequency.js";
import type { OrderKeys } from "../shared/ordering.js";
import { orderingBy } from "../shared/ordering.js";
import type { Key } from "../shared/page.js";
import { Page } from "../shared/page.js";
import type { AsOf } from "./as-of.js";
import { hasBreakdown } from "./breakdown.js";
import { seriesAt } from "./series-at.js";
import { SeriesEntity } from "./series.entity.js";
import type { SeriesArgs, SeriesFilter } from "./series.inputs.js";
import { SeriesOrderField } from "./series.inputs.js";

/** A series with its indicator's reporting calendar, which gives its periods their codes. */
export interface SeriesRow extends Omit<SeriesEntity, "frequency"> {
  readonly frequency: Frequency;
  readonly startDay: number;
  /** Only where the frequency doesn't tell it. */
  readonly firstPeriodEnd: string | null;
}

const SERIES_COLUMNS = columnsOf(SeriesEntity, "s", {
  startDay: "rc.start_day",
  firstPeriodEnd: `CASE WHEN s.frequency = 'R' THEN (
    SELECT o.period_end FROM observation o WHERE o.series_id = s.id AND o.period_start = s.first_period_start) END`,
});
const COLUMNS_THEN = columnsOf(SeriesEntity, "s", {
  startDay: "rc.start_day",
  firstPeriodEnd: `CASE WHEN s.frequency = 'R' THEN s.first_period_end END`,
});

/** The columns of series as of a version. */
export function seriesColumns(asOf: AsOf): Columns {
  return asOf == null ? SERIES_COLUMNS : COLUMNS_THEN;
}

/** Series as of a version, with what decides who may see them and how their periods are written. */
export function seriesTables(asOf: AsOf): Sql {
  return sql`${seriesAt(asOf)} s JOIN indicator i ON i.id = s.indicator_id JOIN reporting_calendar rc ON rc.id = i.calendar_id`;
}

const ID: Key = { expression: "s.id", property: "id", type: "integer" };
const ORDER_KEYS: OrderKeys<SeriesOrderField> = {
  KEY: { expression: "s.key", property: "key", type: "text" },
  LAST_PERIOD: { expression: "s.last_period_start", property: "lastPeriodStart", type: "date", nullable: true },
  OBSERVATION_COUNT: { expression: "s.observation_count", property: "observationCount", type: "integer" },
};

/**
 * Conditions on `series s` and `indicator i`; lists of observations use the same ones. Indicators are named by `i.id`: by
 * `s.indicator_id` Postgres joined the chosen series with all indicators.
 */
export const SERIES_CONDITIONS: Conditions<SeriesFilter> = {
  keys: (keys) => sql`s.key = ANY(${keys}::text[])`,
  indicators: (codes) => sql`i.id = ANY(ARRAY(SELECT x.id FROM indicator x WHERE x.code = ANY(${codes}::text[])))`,
  agencies: (codes) => INDICATOR_CONDITIONS.agencies(codes),
  topics: (codes) => INDICATOR_CONDITIONS.topics(codes),
  units: (codes) => INDICATOR_CONDITIONS.units(codes),
  aggregations: (aggregations) => INDICATOR_CONDITIONS.aggregations(aggregations),
  areas: (codes) => sql`s.area_id = ANY(ARRAY(SELECT a.id FROM area a WHERE a.code = ANY(${codes}::text[])))`,
  areaLevels: (levels) => sql`s.area_id = ANY(ARRAY(SELECT a.id FROM area a WHERE a.level = ANY(${levels}::int[])))`,
  frequencies: (letters) => sql`s.frequency = ANY(${letters}::text[])`,
  breakdown: (filters) => hasBreakdown(filters),
  provenance: (values) => sql`s.provenance = ANY(${values}::text[])`,
};

/** Questions about series. A viewer sees the series of the indicators that he may see. */
export class SeriesReads {
  constructor(private readonly db: Database) {}

  byIds(viewer: Viewer, ids: readonly number[], needs?: Needs, asOf?: AsOf): Promise<SeriesRow[]> {
    return this.db.rows<SeriesRow>(sql`
      SELECT ${seriesColumns(asOf).pick(needs)} FROM ${seriesTables(asOf)} WHERE s.id = ANY(${ids}::int[]) AND ${visibleSeries(viewer)}`);
  }

  async list(viewer: Viewer, args: SeriesArgs, asked: Asked, asOf?: AsOf): Promise<Connection<SeriesRow>> {
    const query = this.#listQuery(viewer, args, asked, asOf);
    const [page] = await Promise.all([
      readPage(this.db, query),
      checkCodes(this.db, viewer, args.filter, { keys: "series" }, asOf),
    ]);
    return page;
  }

  async listByIndicator(
    viewer: Viewer,
    indicatorIds: readonly number[],
    args: SeriesArgs,
    asked: Asked,
    asOf?: AsOf,
  ): Promise<Connection<SeriesRow>[]> {
    const query = this.#listQuery(viewer, args, asked, asOf);
    const [pages] = await Promise.all([
      readPages(this.db, { keys: indicatorIds, column: sql`s.indicator_id`, rows: "FEW" }, query),
      checkCodes(this.db, viewer, args.filter, { keys: "series" }, asOf),
    ]);
    return pages;
  }

  #listQuery(viewer: Viewer, args: SeriesArgs, asked: Asked, asOf: AsOf): ListQuery<SeriesRow> {
    const order = args.orderBy ?? { field: SeriesOrderField.KEY, direction: "ASC" };
    return {
      columns: seriesColumns(asOf),
      from: seriesTables(asOf),
      where: sql`${visibleSeries(viewer)} AND ${compileFilter(args.filter, SERIES_CONDITIONS)}`,
      page: new Page<SeriesRow>(args, orderingBy(ORDER_KEYS, ID, order), 20),
      asked,
    };
  }
}
