import sql from "sql-template-tag";
import type { Viewer } from "../access/viewer.js";
import type { Database } from "../database/database.js";
import { validOn } from "../database/validity.js";
import { visibleIndicators, visibleSeries } from "../indicator/indicator.reads.js";
import { checkPeriod, windowOf } from "../observation/period-window.js";
import type { PeriodInput } from "../observation/period.inputs.js";
import { AppError } from "../shared/errors.js";
import { frequencyOfKind } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { kindOfCode } from "../shared/period-kind.js";
import { RelativePeriod } from "../shared/relative-period.js";
import { periodRange } from "../shared/reporting-calendar.js";
import { DELIVERED, FIRST_PUBLICATION, dayOfPublication } from "./arrival.sql.js";
import type { CompletenessRow, Delivery } from "./completeness.js";
import { completenessOf } from "./completeness.js";
import type { DeliveryTerms, ExpectedPeriod } from "./delivery.js";
import { isExpected, periodsWithin } from "./delivery.js";

/** An agency with one of its indicators, or with none. */
interface OwnedRow extends DeliveryTerms {
  readonly agencyId: number;
  readonly agencyCode: string;
  readonly isValid: boolean;
  readonly indicatorId: number | null;
  readonly code: string;
}

type Owed = Omit<Delivery, "arrived">;

interface Question {
  readonly period: PeriodInput;
  readonly agencies?: readonly string[] | null;
  readonly on: LocalDate;
}

/** The question "who is late": two statements, whatever there is. */
export class CompletenessReads {
  constructor(
    private readonly db: Database,
    private readonly timeZone: string,
  ) {}

  async byAgency(viewer: Viewer, question: Question): Promise<CompletenessRow[]> {
    checkQuestion(question);
    const rows = await this.#owned(viewer, question);
    checkKnown(question.agencies ?? [], rows);
    const owed = rows.flatMap((row) => owedBy(row, question));
    const arrivals = await this.#arrivals(viewer, owed);
    const deliveries = owed.map((one) => ({ ...one, arrived: arrivals.get(keyOf(one)) ?? null }));
    const byAgency = Map.groupBy(deliveries, ({ agencyId }) => agencyId);
    return shown(rows, byAgency, question.agencies != null).map((id) =>
      completenessOf(id, byAgency.get(id) ?? [], question.on),
    );
  }

  #owned(viewer: Viewer, { agencies, on }: Question): Promise<OwnedRow[]> {
    return this.db.rows(sql`
      SELECT ag.id AS "agencyId", ag.code AS "agencyCode", ${validOn("ag", on)} AS "isValid", own.*
      FROM agency ag LEFT JOIN (
        SELECT i.agency_id AS owner, i.id AS "indicatorId", i.code AS "code", i.frequency AS "frequency",
          rc.start_day AS "startDay", i.delivery_days AS "deliveryDays", i.valid_from AS "validFrom", i.valid_to AS "validTo"
        FROM indicator i JOIN reporting_calendar rc ON rc.id = i.calendar_id
        WHERE ${visibleIndicators(viewer)}) AS own ON own.owner = ag.id
      WHERE ${agencies ?? null}::text[] IS NULL OR ag.code = ANY(${agencies ?? null}::text[])
      ORDER BY ag.code, ag.valid_from DESC`);
  }

  /** The day on which the first series of each delivery had it. */
  async #arrivals(viewer: Viewer, owed: readonly Owed[]): Promise<ReadonlyMap<string, LocalDate>> {
    if (owed.length === 0) return new Map();
    const rows = await this.db.rows<{ key: string; arrived: LocalDate }>(sql`
      SELECT owed.indicator_id || ' ' || owed.period_start AS "key", ${dayOfPublication(sql`came.first`, this.timeZone)} AS "arrived"
      FROM unnest(${owed.map(({ indicatorId }) => indicatorId)}::int[], ${owed.map(({ period }) => period.start)}::date[])
        AS owed (indicator_id, period_start)
      CROSS JOIN LATERAL (
        SELECT min(${FIRST_PUBLICATION}) AS first FROM indicator i
        JOIN series s ON s.indicator_id = i.id AND s.frequency = i.frequency AND ${visibleSeries(viewer)}
        JOIN observation o ON o.series_id = s.id AND o.period_start = owed.period_start AND ${DELIVERED}
        WHERE i.id = owed.indicator_id) AS came
      WHERE came.first IS NOT NULL`);
    return new Map(rows.map(({ key, arrived }) => [key, arrived]));
  }
}

function keyOf({ indicatorId, period }: Owed): string {
  return `${indicatorId} ${period.start}`;
}

function owedBy(row: OwnedRow, question: Question): (Owed & { agencyId: number })[] {
  const { agencyId, indicatorId, code } = row;
  if (indicatorId === null) return [];
  const periods = periodsAsked(row, question).filter((period) => isExpected(row, period));
  return periods.map((period) => ({ agencyId, indicatorId, code, terms: row, period }));
}

function periodsAsked(terms: DeliveryTerms, { period, on }: Question): ExpectedPeriod[] {
  const calendar = { startDay: terms.startDay };
  if (period.in)
    return [...new Set(period.in)]
      .filter((code) => frequencyOfKind(kindOfCode(code)) === terms.frequency && terms.frequency !== "R")
      .map((code) => ({ code, ...periodRange(code, calendar) }));
  const { start, end = on } = windowOf(period, calendar, () => on);
  return start === undefined || start > end ? [] : periodsWithin(terms, { start, end });
}

/** Agencies that stand on the day or owe something; one that was named is shown in any case, in its newest form. */
function shown(rows: readonly OwnedRow[], owing: ReadonlyMap<number, unknown>, areNamed: boolean): number[] {
  return [...Map.groupBy(rows, ({ agencyCode }) => agencyCode).values()].flatMap((same) => {
    const kept = same.filter(({ isValid, agencyId }) => isValid || owing.has(agencyId));
    const ids = (kept.length > 0 || !areNamed ? kept : same.slice(0, 1)).map(({ agencyId }) => agencyId);
    return [...new Set(ids)];
  });
}

function checkQuestion({ period, agencies }: Question): void {
  checkPeriod(period);
  if (agencies?.length === 0 || (agencies?.length ?? 0) > 250)
    throw new AppError("BAD_USER_INPUT", "agencies needs 1 to 250 codes.", { argument: "agencies" });
  if (period.relative === RelativePeriod.LATEST)
    throw new AppError("BAD_USER_INPUT", "period.relative LATEST names no period that is expected.", {
      argument: "period.relative",
    });
  if (!period.in && !period.relative && !period.from)
    throw new AppError("BAD_USER_INPUT", "period needs in, relative or from.", { argument: "period" });
}

function checkKnown(codes: readonly string[], rows: readonly OwnedRow[]): void {
  const known = new Set(rows.map(({ agencyCode }) => agencyCode));
  const unknown = [...new Set(codes)].filter((code) => !known.has(code));
  if (unknown.length > 0)
    throw new AppError("NOT_FOUND", `Unknown agencies: ${unknown.join(", ")}.`, {
      unknown: unknown.map((code) => ({ field: "agencies", code })),
    });
}
