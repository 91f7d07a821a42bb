import type { Sql } from "sql-template-tag";
import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Asked } from "../database/columns.js";
import type { Database } from "../database/database.js";
import { checkCodes } from "../database/known-codes.js";
import type { CatalogueReads } from "../indicator/catalogue.reads.js";
import type { IndicatorReads, IndicatorRow } from "../indicator/indicator.reads.js";
import { visibleSeries } from "../indicator/indicator.reads.js";
import type { AsOf } from "../observation/as-of.js";
import { breakdownTexts } from "../observation/breakdown.js";
import { codeOf } from "../observation/period-info.js";
import { seriesTables } from "../observation/series.reads.js";
import type { Connection } from "../shared/connection.js";
import { AppError } from "../shared/errors.js";
import { Frequency, frequencyOfKind } from "../shared/frequency.js";
import { kindOfCode } from "../shared/period-kind.js";
import { previousPeriod } from "../shared/period-steps.js";
import { Page } from "../shared/page.js";
import { periodRange } from "../shared/reporting-calendar.js";
import { agencySubjects, areaSubjects, rankedSubjects } from "./ranking.sql.js";
import type { RankingArgs } from "./ranking.inputs.js";
import { RankingGap } from "./ranking.type.js";

/** Whose members are codes of agencies. */
const AGENCY_DIMENSION = "AGENCY";
const MOST_SUBJECTS = 250;

interface RankedRow {
  readonly code: string;
  readonly place: number;
  readonly areaId: number;
  readonly agencyId: number | null;
  readonly seriesId: number | null;
  readonly value: string | null;
  readonly status: string | null;
  readonly rank: number | null;
  readonly previousValue: string | null;
  readonly previousRank: number | null;
}

export interface RankRow extends RankedRow {
  readonly gap: RankingGap | null;
  readonly period: string;
  readonly previousPeriod: string | null;
  readonly rankChange: number | null;
}

const PLACE = { expression: "r.place", property: "place", type: "integer" } as const;

/** Questions about who is first. */
export class RankingReads {
  constructor(
    private readonly db: Database,
    private readonly province: string,
    private readonly indicators: IndicatorReads,
    private readonly catalogue: CatalogueReads,
  ) {}

  async list(viewer: Viewer, args: RankingArgs, asked: Asked, asOf: AsOf): Promise<Connection<RankRow>> {
    checkWho(args);
    const { areas, agencies, breakdown } = args;
    const named = args.area == null ? [] : [args.area];
    const indicator = await this.#indicator(viewer, args.indicator);
    const [startDay] = await Promise.all([
      this.#startDay(viewer, indicator),
      checkCodes(
        this.db,
        viewer,
        { areas: [...(areas ?? []), ...named], agencies: agencies ?? [], breakdown },
        {},
        asOf,
      ),
    ]);
    const largestFirst = largestIsFirst(indicator, args);
    const period = args.period ?? (await this.#latest(viewer, indicator, args, startDay, asOf));
    const page = new Page<RankRow>(args, { name: "PLACE", keys: [PLACE] }, 100);
    if (period === null) return page.connection([], 0);
    const previous = args.comparedWith ?? previousPeriod(period);
    const range = periodRange(period, { startDay });
    const ranked = rankedSubjects({
      subjects: this.#subjects(args, range),
      visible: visibleSeries(viewer),
      indicatorId: indicator.id,
      frequency: frequencyOfKind(kindOfCode(period)),
      period: range,
      previous: previous === null ? null : periodRange(previous, { startDay }),
      largestFirst,
      asOf,
    });
    const total = asked.has("totalCount") ? sql`, (SELECT count(*)::int FROM placed) AS "total"` : sql``;
    const rows = await this.db.rows<RankedRow & { total?: number }>(sql`
      ${ranked} SELECT r.* ${total} FROM placed r WHERE ${page.condition} ORDER BY ${page.orderBy} LIMIT ${page.limit}`);
    const told = rows.map((row) => rankRow(row, period, previous));
    return page.connection(told, asked.has("totalCount") ? (rows[0]?.total ?? 0) : undefined);
  }

  async #indicator(viewer: Viewer, code: string): Promise<IndicatorRow> {
    const indicator = await this.indicators.byCode(viewer, code);
    if (indicator) return indicator;
    throw new AppError("NOT_FOUND", `Unknown indicators: ${code}.`, { unknown: [{ field: "indicators", code }] });
  }

  async #startDay(viewer: Viewer, { calendarId }: IndicatorRow): Promise<number> {
    const [calendar] = await this.catalogue.calendars(viewer, [calendarId]);
    return calendar!.startDay;
  }

  /** The newest period of the indicator's own frequency in which one of those who may be ranked has a value. */
  async #latest(
    viewer: Viewer,
    { id, frequency }: IndicatorRow,
    args: RankingArgs,
    startDay: number,
    asOf: AsOf,
  ): Promise<string | null> {
    if (frequency === Frequency.OTHER) throw bad("period", "The indicator has no regular periods: set period.");
    const always = { start: "0001-01-01", end: "9999-12-31" };
    const newest = await this.db.one<{ start: string | null }>(sql`
      SELECT max(s.latest_start) AS "start" FROM ${seriesTables(asOf)}
      JOIN (${this.#subjects(args, always)}) AS subject ON subject.area_id = s.area_id AND subject.breakdown = s.breakdown
      WHERE i.id = ${id} AND s.frequency = ${frequency} AND ${visibleSeries(viewer)}`);
    return newest?.start ? codeOf(newest.start, null, frequency, startDay) : null;
  }

  #subjects({ areas, areaLevel, agencies, area, breakdown }: RankingArgs, range: { start: string; end: string }): Sql {
    if (agencies == null)
      return areaSubjects({ areas: areas ?? null, areaLevel: areaLevel ?? null }, range, one(breakdown));
    const codes = [...new Set(agencies)];
    const texts = codes.map((code) => one([...(breakdown ?? []), { dimension: AGENCY_DIMENSION, codes: [code] }]));
    return agencySubjects(codes, texts, area ?? this.province);
  }
}

function rankRow(row: RankedRow, period: string, previous: string | null): RankRow {
  const change = row.rank === null || row.previousRank === null ? null : row.previousRank - row.rank;
  return { ...row, gap: gapOf(row), period, previousPeriod: previous, rankChange: change };
}

function gapOf({ rank, seriesId, status }: RankedRow): RankingGap | null {
  if (rank !== null) return null;
  if (seriesId === null) return RankingGap.NO_SERIES;
  return status === null ? RankingGap.NOT_REPORTED : RankingGap.NO_VALUE;
}

/** @returns the breakdown text of the one series that is meant */
function one(breakdown: RankingArgs["breakdown"]): string {
  const texts = breakdownTexts(breakdown);
  if (texts.length === 1) return texts[0]!;
  throw bad("breakdown", "breakdown names several members: a ranking is about one of each dimension.");
}

function largestIsFirst({ code, direction }: IndicatorRow, { order }: RankingArgs): boolean {
  if (order != null) return order === "DESC";
  if (direction === "NONE")
    throw bad("order", `${code} has no direction that is better: set order to DESC (largest first) or ASC.`);
  return direction === "INCREASE";
}

function checkWho({ areas, areaLevel, agencies, area }: RankingArgs): void {
  const given = [areas, areaLevel, agencies].filter((each) => each != null);
  if (given.length !== 1) throw bad("areas", "Say who is ranked by one of areas, areaLevel and agencies.");
  if (area != null && agencies == null)
    throw bad("area", "area goes with agencies; areas are ranked by areas or areaLevel.");
  const codes = areas ?? agencies;
  if (codes && (codes.length === 0 || codes.length > MOST_SUBJECTS))
    throw bad(areas ? "areas" : "agencies", `There are ${codes.length} codes; 1 to ${MOST_SUBJECTS} can be ranked.`);
}

function bad(argument: string, message: string): AppError {
  return new AppError("BAD_USER_INPUT", message, { argument });
}
