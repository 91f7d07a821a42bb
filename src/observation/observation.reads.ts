import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked, Needs } from "../database/columns.js";
import type { Database } from "../database/database.js";
import type { Conditions } from "../database/filter.js";
import { compileFilter, splitFilter } from "../database/filter.js";
import { checkCodes } from "../database/known-codes.js";
import { readPage, readPages } from "../database/read-page.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import { AppError } from "../shared/errors.js";
import type { Connection } from "../shared/connection.js";
import type { Frequency } from "../shared/frequency.js";
import { isLocalDate } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { Key, Ordering } from "../shared/page.js";
import { Page } from "../shared/page.js";
import type { AsOf } from "./as-of.js";
import { observationsAt } from "./as-of.js";
import type { ObservationEntity } from "./observation.entity.js";
import type {
  DecimalRange,
  IndicatorObservationsArgs,
  ObservationFilter,
  ObservationsArgs,
} from "./observation.inputs.js";
import { ObservationOrderField } from "./observation.inputs.js";
import { COLUMNS, latestOf, observationTables } from "./observation-tables.js";
import { roughlyWithin, withinPeriod } from "./period-window.js";
import type { ChosenSeries } from "./series-choice.js";
import { chosenSeries, ofIndicators } from "./series-choice.js";
import { SERIES_CONDITIONS, seriesTables } from "./series.reads.js";
import type { YearSpan } from "./years/whole-years.js";
import { wholeYears } from "./years/whole-years.js";

/** An observation with what its period is written with. */
export interface ObservationRow extends ObservationEntity {
  readonly indicatorId: number;
  readonly areaId: number;
  readonly frequency: Frequency;
  readonly startDay: number;
}

const SERIES: Key = { expression: "o.series_id", property: "seriesId", type: "integer" };
const PERIOD: Key = { expression: "o.period_start", property: "periodStart", type: "date" };
const VALUE: Key = { expression: "o.value", property: "value", type: "numeric", nullable: true };
const ORDER_KEYS: Readonly<Record<ObservationOrderField, readonly Key[]>> = {
  SERIES: [SERIES, PERIOD],
  PERIOD: [PERIOD, SERIES],
  VALUE: [VALUE, SERIES, PERIOD],
};

/** Questions about observations. A viewer sees the observations of the indicators that he may see. */
export class ObservationReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
    private readonly today: () => LocalDate,
  ) {}

  /** The keys come from ids, which anyone may edit: a day in them may be none. */
  byKeys(
    viewer: Viewer,
    named: readonly { seriesId: number; periodStart: string }[],
    asOf?: AsOf,
  ): Promise<ObservationRow[]> {
    const keys = named.filter(({ periodStart }) => isLocalDate(periodStart));
    return this.db.rows<ObservationRow>(sql`
      SELECT ${COLUMNS.all}
      FROM unnest(${keys.map((key) => key.seriesId)}::int[], ${keys.map((key) => key.periodStart)}::date[]) AS k (series_id, period_start)
      JOIN ${observationsAt(asOf)} o ON o.series_id = k.series_id AND o.period_start = k.period_start
      JOIN series s ON s.id = o.series_id JOIN indicator i ON i.id = s.indicator_id JOIN reporting_calendar rc ON rc.id = i.calendar_id
      WHERE ${visibleSeries(viewer)}`);
  }

  async list(viewer: Viewer, args: ObservationsArgs, asked: Asked, asOf?: AsOf): Promise<Connection<ObservationRow>> {
    const where = this.#condition(viewer, args.filter);
    const page = new Page<ObservationRow>(args, orderingOf(args), 100);
    const pageFrom = this.#newestOfEach(args, page, asOf);
    const [rows] = await Promise.all([
      readPage(this.db, { columns: COLUMNS, from: observationTables(asOf), where, page, asked, pageFrom }),
      checkCodes(this.db, viewer, args.filter, { keys: "series" }, asOf),
    ]);
    return rows;
  }

  /** Ordered by period, a page holds at most as many observations of one series as it has rows: no more are read of any. */
  #newestOfEach({ filter, orderBy }: ObservationsArgs, page: Page<ObservationRow>, asOf: AsOf): Sql | undefined {
    const isNarrow = filter.indicators != null || filter.keys != null;
    if (orderBy?.field !== ObservationOrderField.PERIOD || !isNarrow) return undefined;
    return sql`${seriesTables(asOf)} CROSS JOIN LATERAL (
      SELECT o.* FROM ${observationsAt(asOf)} o
      WHERE o.series_id = s.id AND ${this.#ofObservations(filter)} AND ${page.condition}
      ORDER BY ${page.orderBy} LIMIT ${page.limit}) AS o`;
  }

  /** Which rows of `observation o`, with their `series s`, `indicator i` and `reporting_calendar rc`, a filter means. */
  #condition(viewer: Viewer, filter: ObservationFilter): Sql {
    return sql`${visibleSeries(viewer)} AND ${compileFilter(filter, this.#conditions())}`;
  }

  /**
   * The same in two: what the rows of `series s`, `indicator i` and `reporting_calendar rc` decide by themselves, and the rest,
   * in a form that helps where many observations are read.
   */
  conditions(viewer: Viewer, filter: ObservationFilter): { readonly series: Sql; readonly observations: Sql } {
    const { within } = splitFilter(filter, SERIES_CONDITIONS);
    return {
      series: sql`${visibleSeries(viewer)} AND ${compileFilter(within, this.#conditions())}`,
      observations: this.#ofObservations(filter),
    };
  }

  /** The years that a filter means, if beside what their series decide it says nothing of observations but whole years. */
  wholeYears(filter: ObservationFilter): YearSpan | null {
    const { beyond } = splitFilter(filter, SERIES_CONDITIONS);
    const says = Object.entries(beyond).filter(([, value]) => value !== undefined);
    return says.every(([name]) => name === "period") ? wholeYears(filter.period, this.today) : null;
  }

  /** Beside what their series decide. */
  #ofObservations(filter: ObservationFilter): Sql {
    const { beyond } = splitFilter(filter, SERIES_CONDITIONS);
    return sql`${compileFilter(beyond, this.#conditions())} AND ${roughlyWithin(filter.period, this.today)}`;
  }

  /** One page below each indicator. */
  async listByIndicator(
    viewer: Viewer,
    indicatorIds: readonly number[],
    args: IndicatorObservationsArgs,
    asked: Asked,
    asOf?: AsOf,
  ): Promise<Connection<ObservationRow>[]> {
    const chosen = chosenSeries(args.areas ?? [this.province], args.breakdown);
    const where = sql`${visibleSeries(viewer)} AND ${chosen} AND ${withinPeriod(args.period, this.today)}`;
    const order = { field: ObservationOrderField.PERIOD, direction: args.direction };
    const page = new Page<ObservationRow>(args, orderingOf({ orderBy: order }), 100);
    const [pages] = await Promise.all([
      readPages(
        this.db,
        { keys: indicatorIds, column: sql`s.indicator_id`, rows: "MANY" },
        { columns: COLUMNS, from: observationTables(asOf), where, page, asked },
      ),
      checkCodes(this.db, viewer, args),
    ]);
    return pages;
  }

  /** The last observation with a value of one series of each indicator, in one statement. */
  async latest(
    viewer: Viewer,
    indicatorIds: readonly number[],
    { area, breakdown }: ChosenSeries,
    needs: Needs,
    asOf?: AsOf,
  ): Promise<ObservationRow[]> {
    const { columns, from } = latestOf(needs, asOf);
    const [rows] = await Promise.all([
      this.db.rows<ObservationRow>(sql`
        SELECT ${columns} FROM ${from}
        WHERE s.latest_start IS NOT NULL AND ${ofIndicators(indicatorIds)} AND ${visibleSeries(viewer)}
          AND ${chosenSeries([area ?? this.province], breakdown)}`),
      checkCodes(this.db, viewer, { areas: area == null ? [] : [area], breakdown }),
    ]);
    return rows;
  }

  /** Which of these observations have history, or had it as of a version. */
  async revised(keys: readonly { seriesId: number; periodStart: LocalDate }[], asOf?: AsOf): Promise<Set<string>> {
    const byThen = asOf == null ? sql`` : sql`AND h.to_publication <= ${asOf}`;
    const rows = await this.db.rows<{ key: string }>(sql`
      SELECT DISTINCT h.series_id || ':' || h.period_start AS "key"
      FROM unnest(${keys.map((key) => key.seriesId)}::int[], ${keys.map((key) => key.periodStart)}::date[]) AS k (series_id, period_start)
      JOIN observation_history h ON h.series_id = k.series_id AND h.period_start = k.period_start ${byThen}`);
    return new Set(rows.map(({ key }) => key));
  }

  #conditions(): Conditions<ObservationFilter> {
    return {
      ...SERIES_CONDITIONS,
      period: (period) => withinPeriod(period, this.today),
      statuses: (letters) => sql`o.status = ANY(${letters}::bpchar[])`,
      value: inRange,
    };
  }
}

function inRange(range: DecimalRange): Sql {
  const given = Object.entries(range).filter(([, value]) => value !== undefined);
  if (given.length === 0 || given.some(([, value]) => value === null))
    throw new AppError("BAD_USER_INPUT", "filter.value needs bounds that are not null.", { argument: "filter.value" });
  const { gte, gt, lte, lt } = range;
  return sql`(o.value >= ${gte ?? null}::numeric OR ${gte ?? null}::numeric IS NULL)
    AND (o.value > ${gt ?? null}::numeric OR ${gt ?? null}::numeric IS NULL)
    AND (o.value <= ${lte ?? null}::numeric OR ${lte ?? null}::numeric IS NULL)
    AND (o.value < ${lt ?? null}::numeric OR ${lt ?? null}::numeric IS NULL)
    AND o.value IS NOT NULL`;
}

function orderingOf({ orderBy }: Pick<ObservationsArgs, "orderBy">): Ordering {
  const { field, direction } = orderBy ?? { field: ObservationOrderField.SERIES, direction: "ASC" };
  const descending = direction === "DESC";
  return { name: `${field}.${direction}`, keys: ORDER_KEYS[field].map((key) => ({ ...key, descending })) };
}
