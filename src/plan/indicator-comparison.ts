import { Direction } from "../indicator/indicator-enums.js";
import { NoValueReason } from "../observation/derivation.inputs.js";
import { worstBesideBreaks } from "../observation/derived-point.js";
import { ObservationStatus } from "../observation/observation-enums.js";
import type { ObservationRow } from "../observation/observation.reads.js";
import { codeOf } from "../observation/period-info.js";
import { percentChange } from "../observation/transform.js";
import type { ExactNumber } from "../shared/exact-number.js";
import { exactNumber, exactText, minus } from "../shared/exact-number.js";
import { previousPeriod, samePeriodLastYear } from "../shared/period-steps.js";
import { Comparator, Judgement } from "./indicator-comparison.inputs.js";
import type { ComparisonRow } from "./indicator-comparison.reads.js";
import type { ComparisonType } from "./indicator-comparison.type.js";
import { exact } from "./exact.js";
import { destination, isMet, shortfall } from "./goal.js";
import type { Progress } from "./progress.js";

/** A comparison with an earlier period, and the row that its sentence is written from. */
export interface EarlierComparison extends ComparisonType {
  readonly row: ComparisonRow;
  readonly code: string;
}

/** A comparison with a target. */
export interface TargetComparison extends ComparisonType {
  readonly indicatorId: number;
  readonly targetId: number;
  readonly progress: Progress;
}

type Outcome = Pick<ComparisonType, "difference" | "percent" | "judgement" | "status" | "reason">;

export function comparedWithEarlier(row: ComparisonRow, comparator: Comparator): EarlierComparison {
  const { frequency, startDay } = row;
  const codeAt = (at: { periodStart: string; periodEnd: string }) =>
    codeOf(at.periodStart, at.periodEnd, frequency, startDay);
  const code = codeAt(row);
  const basePeriod = comparator === Comparator.PREVIOUS_PERIOD ? previousPeriod(code) : samePeriodLastYear(code);
  const base = row.candidates?.find((candidate) => codeAt(candidate) === basePeriod) ?? null;
  return {
    row,
    code,
    with: comparator,
    current: observationOf(row, row),
    previous: base && observationOf(row, base),
    basePeriod,
    value: row.value,
    base: base?.value ?? null,
    ...outcomeOf(row, base),
  };
}

function observationOf(
  row: ComparisonRow,
  {
    periodStart,
    periodEnd,
    publicationId,
    value,
    status,
    comment,
  }: Pick<ObservationRow, "periodStart" | "periodEnd" | "publicationId" | "value" | "status" | "comment">,
): ObservationRow {
  const { seriesId, indicatorId, areaId, frequency, startDay } = row;
  return {
    seriesId,
    indicatorId,
    areaId,
    frequency,
    startDay,
    periodStart,
    periodEnd,
    publicationId,
    value,
    status,
    comment,
  };
}

function outcomeOf(row: ComparisonRow, base: NonNullable<ComparisonRow["candidates"]>[number] | null): Outcome {
  if (base?.value == null) {
    const isWithheld = base?.status === ObservationStatus.SUPPRESSED;
    return without(isWithheld ? ObservationStatus.SUPPRESSED : ObservationStatus.MISSING, NoValueReason.NO_BASE);
  }
  if (base.isBroken) return without(ObservationStatus.NOT_APPLICABLE, NoValueReason.BREAK);
  const [value, than] = [exactNumber(row.value), exactNumber(base.value)];
  const difference = minus(value, than);
  return {
    ...numbersOf(difference, value, than),
    judgement: judged(difference, row.direction),
    status: worstBesideBreaks(row.status as ObservationStatus, base.status as ObservationStatus),
  };
}

function without(status: ObservationStatus, reason: NoValueReason): Outcome {
  return { difference: null, percent: null, judgement: null, status, reason };
}

function numbersOf(difference: ExactNumber, value: ExactNumber, base: ExactNumber) {
  const percent = percentChange(value, base);
  return {
    difference: exactText(difference),
    percent: percent && exactText(percent),
    reason: percent ? null : NoValueReason.DIVISION_BY_ZERO,
  };
}

function judged({ digits }: ExactNumber, direction: Direction): Judgement {
  if (digits === 0n) return Judgement.SAME;
  if (direction === Direction.NONE) return Judgement.NEUTRAL;
  return digits > 0n === (direction === Direction.INCREASE) ? Judgement.BETTER : Judgement.WORSE;
}

/** Null while nothing was measured. */
export function comparedWithTarget(indicatorId: number, progress: Progress): TargetComparison | null {
  const { assessment, actual, actualValue, row } = progress;
  if (actual === null || actualValue === null) return null;
  const { goal } = assessment;
  const base = destination(goal, exact(actualValue)).toFixed();
  const [value, than] = [exactNumber(actualValue), exactNumber(base)];
  return {
    indicatorId,
    targetId: row.id,
    progress,
    with: Comparator.TARGET,
    current: actual,
    previous: null,
    basePeriod: null,
    value: actualValue,
    base,
    ...numbersOf(minus(value, than), value, than),
    judgement: judgedByGoal(progress, actualValue),
    status:
      progress.isProvisional && row.status === ObservationStatus.NORMAL
        ? ObservationStatus.PROVISIONAL
        : (row.status as ObservationStatus),
  };
}

function judgedByGoal({ assessment: { goal } }: Progress, value: string): Judgement {
  const actual = exact(value);
  if (!isMet(goal, actual)) return Judgement.WORSE;
  return shortfall(goal, actual).lt(0) ? Judgement.BETTER : Judgement.SAME;
}
