import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Needs } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import { AppError } from "../shared/errors.js";
import type { LocalDate } from "../shared/local-date.js";
import type { AsOf } from "./as-of.js";
import { observationsAt } from "./as-of.js";
import { buckets } from "./collapse.sql.js";
import type { Derivable, Derivation } from "./derivation.js";
import { derivationOf, refusalOf } from "./derivation.js";
import { newestFor, observationsFor } from "./derivation-window.js";
import { derived } from "./derived-rows.js";
import type { DerivedColumns } from "./derived-rows.js";
import type { DerivedSeries } from "./derived-series.js";
import { checkPeriod } from "./period-window.js";
import type { SeenCodes } from "./series-asked.js";
import { checkLast, checkLength, checkSeriesCount, checkUnseen, MAX_SERIES } from "./series-asked.js";
import { chosenSeries, ofIndicators } from "./series-choice.js";
import { seriesColumns, seriesTables } from "./series.reads.js";
import type { SeriesTimelineArgs, TimelineArgs, TimeSeriesArgs } from "./time-series.type.js";

/** What of a series its points are made with. */
const ALWAYS_NEEDED = ["indicatorId", "frequency", "startDay", "firstPeriodStart", "lastPeriodStart"];

/** Series whose points are combined, compared, added up: any number of series in one statement. */
export class DerivedSeriesReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
    private readonly today: () => LocalDate,
  ) {}

  /** Series of the named indicators in the named areas, in the order of the names. */
  async list(viewer: Viewer, args: TimeSeriesArgs, needs: Needs, asOf?: AsOf): Promise<DerivedSeries[]> {
    checkLength("indicators", args.indicators);
    const areas = args.areas ?? [this.province];
    checkLength("areas", areas);
    const derivation = derivationOf(args);
    const rows = await this.db.rows<DerivedColumns & SeenCodes>(sql`
      SELECT (SELECT a.code FROM area a WHERE a.id = s.area_id) AS "areaCode", ${this.#from(args, derivation, needs, asOf)}
      WHERE i.code = ANY(${args.indicators}::text[]) AND ${visibleSeries(viewer)} AND ${chosenSeries(areas, args.breakdown)}
      ORDER BY array_position(${args.indicators}::text[], i.code), s.key LIMIT ${MAX_SERIES + 1}`);
    await checkUnseen(this.db, viewer, rows, args);
    checkSeriesCount(rows.length);
    checkAllowed(derivation, rows);
    return rows.map((row) => derived(row, derivation, args, this.today));
  }

  /** One series of each indicator: its first one when a breakdown chooses several. What must not be derived is an error in its place. */
  async byIndicator(
    viewer: Viewer,
    indicatorIds: readonly number[],
    args: TimelineArgs,
    needs: Needs,
    asOf?: AsOf,
  ): Promise<(DerivedSeries | Error | null)[]> {
    const area = args.area ?? this.province;
    const [rows] = await Promise.all([
      this.#rows(
        viewer,
        args,
        needs,
        asOf,
        sql`${ofIndicators(indicatorIds)} AND ${chosenSeries([area], args.breakdown)}`,
      ),
      checkCodes(this.db, viewer, { areas: args.area == null ? [] : [args.area], breakdown: args.breakdown }),
    ]);
    return this.#align(indicatorIds, rows, (row) => row.indicatorId, args);
  }

  /** The series with these ids. */
  async bySeries(
    viewer: Viewer,
    ids: readonly number[],
    args: SeriesTimelineArgs,
    needs: Needs,
    asOf?: AsOf,
  ): Promise<(DerivedSeries | Error | null)[]> {
    const rows = await this.#rows(viewer, args, needs, asOf, sql`s.id = ANY(${ids}::int[])`);
    return this.#align(ids, rows, (row) => row.id, args);
  }

  #rows(viewer: Viewer, args: SeriesTimelineArgs, needs: Needs, asOf: AsOf, which: Sql): Promise<DerivedColumns[]> {
    return this.db.rows<DerivedColumns>(sql`
      SELECT ${this.#from(args, derivationOf(args), needs, asOf)} WHERE ${which} AND ${visibleSeries(viewer)} ORDER BY s.key DESC`);
  }

  #align(
    keys: readonly number[],
    rows: readonly DerivedColumns[],
    keyOf: (row: DerivedColumns) => number,
    args: SeriesTimelineArgs,
  ): (DerivedSeries | Error | null)[] {
    const derivation = derivationOf(args);
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return keys.map((key) => {
      const row = byKey.get(key);
      return row ? (refusalOf(derivation, row) ?? derived(row, derivation, args, this.today)) : null;
    });
  }

  /** The columns of the series, and everything that they and their points come from. */
  #from(args: SeriesTimelineArgs, derivation: Derivation, needs: Needs, asOf: AsOf): Sql {
    checkLast(args.last);
    if (args.period) checkPeriod(args.period);
    const observations = sql`
      SELECT o.* FROM ${observationsAt(asOf)} o
      WHERE o.series_id = s.id AND ${observationsFor(args, derivation, this.today)} ${newestFor(args, derivation)}`;
    return sql`
      points.*, i.code AS "indicatorCode", i.aggregation AS "aggregation", u.symbol_vi AS "unitVi", u.symbol_en AS "unitEn",
      ${seriesColumns(asOf).pick(needs, ALWAYS_NEEDED)}
      FROM ${seriesTables(asOf)} JOIN unit u ON u.id = i.unit_id
      CROSS JOIN LATERAL (${derivation.collapse ? collapsed(buckets(derivation.collapse, observations)) : plain(observations)}) AS points`;
  }
}

function plain(observations: Sql): Sql {
  return sql`
    SELECT array_agg(p.period_start)::text AS starts, CASE WHEN s.frequency = 'R' THEN array_agg(p.period_end)::text END AS ends,
      array_agg(p.value)::text AS values, string_agg(p.status, '') AS statuses, NULL AS counts
    FROM (SELECT o.* FROM (${observations}) AS o ORDER BY o.period_start) AS p`;
}

function collapsed(combined: Sql): Sql {
  return sql`
    SELECT array_agg(b.bucket)::text AS starts, NULL AS ends, array_agg(b.value)::text AS values,
      array_agg(b.statuses)::text AS statuses, array_agg(b.count)::text AS counts
    FROM (SELECT * FROM (${combined}) AS c ORDER BY c.bucket) AS b`;
}

/** One question has one answer: an indicator that must not be derived fails it, by name. */
function checkAllowed(derivation: Derivation, rows: readonly Derivable[]): void {
  const refusals = new Map(rows.map((row) => [row.indicatorCode, refusalOf(derivation, row)]));
  const all = [...refusals.values()].filter((refusal) => refusal !== null);
  if (all.length === 0) return;
  const indicators = [...refusals].filter(([, refusal]) => refusal !== null).map(([code]) => code);
  throw new AppError("BAD_USER_INPUT", all.map(({ message }) => message).join(" "), {
    argument: all[0]!.details?.["argument"],
    indicators,
  });
}
