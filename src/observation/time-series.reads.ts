import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Needs } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import type { LocalDate } from "../shared/local-date.js";
import type { AsOf } from "./as-of.js";
import { observationsAt } from "./as-of.js";
import { Fill } from "./observation-enums.js";
import { windowOf, withinPeriod } from "./period-window.js";
import { checkLast, checkLength, checkSeriesCount, checkUnseen, MAX_SERIES } from "./series-asked.js";
import type { SeenCodes } from "./series-asked.js";
import { chosenSeries, ofIndicators } from "./series-choice.js";
import { seriesColumns, seriesTables } from "./series.reads.js";
import { TimeSeries } from "./time-series.js";
import type { SeriesColumns } from "./time-series.js";
import type { TimeSeriesArgs, TimelineArgs } from "./time-series.type.js";

/** What of a series its points are written with. */
const ALWAYS_NEEDED = ["indicatorId", "frequency", "startDay", "firstPeriodStart", "lastPeriodStart"];

type Window = Pick<TimeSeriesArgs, "period" | "last" | "fill">;

/** Whole series at once, as columns: any number of series in one statement. */
export class TimeSeriesReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
    private readonly today: () => LocalDate,
  ) {}

  /** Series of the named indicators in the named areas, in the order of the names. */
  async list(viewer: Viewer, args: TimeSeriesArgs, needs: Needs, asOf?: AsOf): Promise<TimeSeries[]> {
    checkLength("indicators", args.indicators);
    const areas = args.areas ?? [this.province];
    checkLength("areas", areas);
    const rows = await this.db.rows<SeriesColumns & SeenCodes>(sql`
      SELECT points.*, i.code AS "indicatorCode", (SELECT a.code FROM area a WHERE a.id = s.area_id) AS "areaCode",
        ${this.#from(args, needs, asOf)}
      WHERE i.code = ANY(${args.indicators}::text[]) AND ${visibleSeries(viewer)} AND ${chosenSeries(areas, args.breakdown)}
      ORDER BY array_position(${args.indicators}::text[], i.code), s.key LIMIT ${MAX_SERIES + 1}`);
    await checkUnseen(this.db, viewer, rows, args);
    checkSeriesCount(rows.length);
    return this.#toTimeSeries(rows, args);
  }

  /** One series of each indicator: its first one when a breakdown chooses several. */
  async byIndicator(
    viewer: Viewer,
    indicatorIds: readonly number[],
    args: TimelineArgs,
    needs: Needs,
    asOf?: AsOf,
  ): Promise<TimeSeries[]> {
    const area = args.area ?? this.province;
    const [rows] = await Promise.all([
      this.db.rows<SeriesColumns>(sql`
        SELECT points.*, ${this.#from(args, needs, asOf)}
        WHERE ${ofIndicators(indicatorIds)} AND ${visibleSeries(viewer)} AND ${chosenSeries([area], args.breakdown)}
        ORDER BY s.key DESC`),
      checkCodes(this.db, viewer, { areas: args.area == null ? [] : [args.area], breakdown: args.breakdown }),
    ]);
    return this.#toTimeSeries(rows, args);
  }

  /** The columns of the series, and everything that they and their points come from. */
  #from({ period, last }: Window, needs: Needs, asOf: AsOf): Sql {
    checkLast(last);
    return sql`
      ${seriesColumns(asOf).pick(needs, ALWAYS_NEEDED)}
      FROM ${seriesTables(asOf)}
      CROSS JOIN LATERAL (
        SELECT array_agg(p.period_start)::text AS starts,
          CASE WHEN s.frequency = 'R' THEN array_agg(p.period_end)::text END AS ends,
          array_agg(p.value)::text AS values,
          string_agg(p.status, '') AS statuses
        FROM (
          SELECT o.* FROM ${observationsAt(asOf)} o WHERE o.series_id = s.id AND ${withinPeriod(period, this.today)}
          ORDER BY o.period_start DESC ${last == null ? sql`` : sql`LIMIT ${last}`}) AS p) AS points`;
  }

  #toTimeSeries(rows: readonly SeriesColumns[], { period, fill }: Window): TimeSeries[] {
    const all = rows.map((row) => TimeSeries.of(row));
    if (fill === Fill.NONE) return all;
    if (period?.in) return all.map((one) => one.filledAt(period.in!));
    return all.map((one) => one.filled(windowOf(period, one.series, this.today)));
  }
}
