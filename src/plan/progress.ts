import type { ObservationRow } from "../observation/observation.reads.js";
import { daysBetween } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import { rounded } from "./exact.js";
import { ProgressMeasure, ProgressStatus } from "./plan-enums.js";
import type { ProgressRow } from "./progress-row.js";
import { factsOf } from "./progress-row.js";
import { coverageOf } from "./progress-told.js";
import type { ProgressType } from "./progress.type.js";
import type { Assessment } from "./progress.rules.js";
import { assess } from "./progress.rules.js";

const PERCENT_DECIMALS = 4;
const VALUE_DECIMALS = 6;
/** SDMX letters of values that are not final. */
const NOT_FINAL = new Set(["P", "E", "I", "V", "U"]);

/** How one target stands, with the row and the rule's outcome that its sentence is written from. */
export interface Progress extends ProgressType {
  readonly row: ProgressRow;
  readonly assessment: Assessment;
}

export function progressOf(row: ProgressRow, on: LocalDate): Progress {
  const facts = factsOf(row);
  const assessment = assess(facts, on);
  const { status, method, measurement, actual, expected, projected, achievement, gapClosed, pace } = assessment;
  return {
    row,
    assessment,
    on,
    status,
    method,
    isMet: status === ProgressStatus.ACHIEVED,
    actual: measurement && observationOf(row),
    actualValue: actual && measurement!.value,
    measure: facts.measure as ProgressMeasure,
    measuredUntil: measurement?.until ?? null,
    coverage: measurement && rounded(coverageOf(row), PERCENT_DECIMALS),
    isProvisional: measurement !== null && isProvisional(row),
    expected: rounded(expected, VALUE_DECIMALS),
    target: row.value,
    targetUpper: row.upperValue,
    baseline: facts.baseline?.value ?? null,
    baselineDate: facts.baseline?.date ?? null,
    achievement: rounded(achievement, PERCENT_DECIMALS),
    gapClosed: rounded(gapClosed, PERCENT_DECIMALS),
    pace: rounded(pace, PERCENT_DECIMALS),
    projected: rounded(projected, VALUE_DECIMALS),
    daysLeft: daysBetween(on, row.dueDate),
  };
}

function isProvisional({ measure, status, totalIsProvisional }: ProgressRow): boolean {
  return measure === ProgressMeasure.YEAR_TO_DATE ? totalIsProvisional === true : NOT_FINAL.has(status!);
}

function observationOf(row: ProgressRow): ObservationRow {
  return {
    seriesId: row.seriesId!,
    periodStart: row.periodStart!,
    periodEnd: row.periodEnd!,
    publicationId: row.publicationId!,
    value: row.latestValue,
    status: row.status!,
    comment: row.comment,
    indicatorId: row.indicatorId!,
    areaId: row.areaId!,
    frequency: row.frequency!,
    startDay: row.startDay!,
  };
}
