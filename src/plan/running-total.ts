import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { ExactValue } from "./exact.js";
import type { Goal } from "./goal.js";
import { ProgressMeasure, ProgressStatus } from "./plan-enums.js";
import type { ProgressFacts } from "./progress-facts.js";

/**
 * A total that still grows has not kept a limit before the year is over: 40 of at most 100 in May is no achievement. So
 * totals with an upper end are compared with their line until the year is complete; over the end, no month brings it back.
 * Null where the common rule holds: for everything else.
 */
export function runningTotalStatus(
  facts: ProgressFacts,
  { comparator, lower, upper }: Goal,
  actual: ExactValue,
  expected: ExactValue | null,
  on: LocalDate,
): ProgressStatus | null {
  if (comparator === "AT_LEAST" || comparator === "MORE_THAN") return null;
  if (facts.measure !== ProgressMeasure.YEAR_TO_DATE || isComplete(facts, on)) return null;
  if (actual.gt(upper)) return ProgressStatus.OFF_TRACK;
  if (comparator === "EQUAL" || comparator === "BETWEEN") return actual.gte(lower) ? ProgressStatus.ON_TRACK : null;
  return expected === null || actual.lte(expected) ? ProgressStatus.ON_TRACK : ProgressStatus.AT_RISK;
}

function isComplete({ dueDate, startDay, measurement }: ProgressFacts, on: LocalDate): boolean {
  return on > dueDate || measurement!.until >= periodRange(dueDate.slice(0, 4), { startDay }).end;
}
