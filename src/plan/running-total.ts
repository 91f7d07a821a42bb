import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { ExactValue } from "./exact.js";
import type { Goal } from "./goal.js";
import { isBand } from "./goal.js";
import { ProgressMeasure, ProgressStatus } from "./plan-enums.js";
import type { ProgressFacts } from "./progress-facts.js";

/**
 * A total that still grows has not kept a limit before the year is over: 40 of at most 100 in May is no achievement. So
 * totals with an upper end are compared with their line until the year is complete; over the end, no month brings it back.
 * Null where the common rule holds: for everything else.
 */
export function runningTotalStatus(standing: RunningTotal, actual: ExactValue): ProgressStatus | null {
  const { facts, goal, on } = standing;
  const { comparator, lower, upper } = goal;
  if (facts.measure !== ProgressMeasure.YEAR_TO_DATE || comparator === "AT_LEAST" || comparator === "MORE_THAN")
    return null;
  if (on <= facts.dueDate && actual.gt(upper)) return ProgressStatus.OFF_TRACK;
  if (isComplete(facts, on)) return null;
  if (isBand(goal)) return actual.gte(lower) ? ProgressStatus.ON_TRACK : null;
  const { expected } = standing;
  return expected === null || actual.lte(expected) ? ProgressStatus.ON_TRACK : ProgressStatus.AT_RISK;
}

interface RunningTotal {
  readonly facts: ProgressFacts;
  readonly goal: Goal;
  readonly on: LocalDate;
  readonly expected: ExactValue | null;
}

function isComplete({ dueDate, startDay, measurement }: ProgressFacts, on: LocalDate): boolean {
  return on > dueDate || measurement!.until >= periodRange(dueDate.slice(0, 4), { startDay }).end;
}
