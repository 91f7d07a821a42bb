import { addMonths } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { ExactValue } from "./exact.js";
import { Exact, exact, exactOrNull, percentOf } from "./exact.js";
import type { Goal } from "./goal.js";
import { achievement, goalAt, goalOf, isMet, isStrict, shortfall } from "./goal.js";
import { ProgressMeasure, ProgressMethod, ProgressStatus } from "./plan-enums.js";
import type { Measurement, ProgressFacts } from "./progress-facts.js";
import type { TargetPath } from "./target-path.js";
import { pathOf } from "./target-path.js";
import { runningTotalStatus } from "./running-total.js";

/** The thresholds, in percent (docs/progress.md). */
export const THRESHOLDS = Object.freeze({
  /** From this share of the expected improvement a target that is behind is AT_RISK, below it OFF_TRACK. */
  atRiskFromPace: 75,
  /** Where no baseline tells of an improvement: the same, by the share of what is expected or promised. */
  atRiskFromShare: 90,
});

/** How a target stands on a day. Numbers are exact; percents where it says so. */
export interface Assessment {
  readonly status: ProgressStatus;
  readonly method: ProgressMethod;
  readonly path: TargetPath;
  readonly goal: Goal;
  /** What counts: null when there is nothing, or nothing but what is too old. */
  readonly measurement: Measurement | null;
  readonly actual: ExactValue | null;
  readonly expected: ExactValue | null;
  /** Percent of the promised value. */
  readonly achievement: ExactValue | null;
  /** Percent of the gap between baseline and promised value. */
  readonly gapClosed: ExactValue | null;
  /** Percent of the improvement that was expected by the day. */
  readonly pace: ExactValue | null;
  /** What the due date would bring, if the pace stays. */
  readonly projected: ExactValue | null;
}

/** A value of a period that ended longer than this before the start says nothing about the plan. */
const MONTHS_TOO_OLD = 12;

/** The rule of progress, whole. `on` is the day that is asked about; the facts hold what was measured by it. */
export function assess(given: ProgressFacts, on: LocalDate): Assessment {
  const goal = goalOf(given.comparator, given.value, given.upperValue);
  const path = pathOf(given, goal);
  const facts = withoutOldValue(given, path);
  const actual = exactOrNull(facts.measurement?.value ?? null);
  const expected = on < path.startDate ? null : path.valueOn(on);
  const numbers = actual && relations(facts, goal, path, actual, expected);
  const settled = beforeJudgement(facts, path, on);
  const status = settled ?? judge(facts, { goal, path, actual: actual!, expected, pace: numbers!.pace }, on);
  const projected = actual && on <= facts.dueDate ? project(facts, path, actual) : null;
  return {
    status,
    method: path.method,
    path,
    goal,
    measurement: facts.measurement,
    actual,
    expected,
    achievement: numbers?.achievement ?? null,
    gapClosed: numbers?.gapClosed ?? null,
    pace: numbers?.pace ?? null,
    projected,
  };
}

function withoutOldValue(facts: ProgressFacts, { startDate }: TargetPath): ProgressFacts {
  const { measurement } = facts;
  const isOld = measurement !== null && measurement.until < addMonths(startDate, -MONTHS_TOO_OLD);
  return isOld ? { ...facts, measurement: null } : facts;
}

interface Standing {
  readonly goal: Goal;
  readonly path: TargetPath;
  readonly actual: ExactValue;
  readonly expected: ExactValue | null;
  readonly pace: ExactValue | null;
}

/** What can be said without a value. */
function beforeJudgement(facts: ProgressFacts, { startDate }: TargetPath, on: LocalDate): ProgressStatus | null {
  if (!facts.hasIndicator) return ProgressStatus.NO_INDICATOR;
  if (on <= startDate) return ProgressStatus.NOT_STARTED;
  return facts.measurement === null ? ProgressStatus.NO_DATA : null;
}

function judge(facts: ProgressFacts, standing: Standing, on: LocalDate): ProgressStatus {
  const { goal, actual, expected } = standing;
  const running = runningTotalStatus(facts, goal, actual, expected, on);
  if (running) return running;
  if (isMet(goal, actual)) return wasReached(facts, standing, on) ? ProgressStatus.ACHIEVED : ProgressStatus.ON_TRACK;
  if (on > facts.dueDate) return ProgressStatus.MISSED;
  return isAbreast(standing) ? ProgressStatus.ON_TRACK : behind(standing);
}

/** A value from before the start promises well, but nothing has been reached by it. */
function wasReached({ measurement, dueDate }: ProgressFacts, { path }: Standing, on: LocalDate): boolean {
  return on > dueDate || measurement!.until > path.startDate;
}

/** At or ahead of what was expected; where the promised value itself is, "more than" and "less than" want more than it. */
function isAbreast({ goal, path, actual, expected }: Standing): boolean {
  if (expected === null || hasOvershot(goal, path, actual)) return false;
  const ahead = shortfall(goal, expected).minus(shortfall(goal, actual));
  return ahead.gt(0) || (ahead.eq(0) && !(isStrict(goal) && expected.eq(path.to)));
}

/** Went through a band and left it on the other side: near it, but on no way to it. */
function hasOvershot({ lower, upper }: Goal, { from }: TargetPath, actual: ExactValue): boolean {
  return from !== null && ((from.lt(lower) && actual.gt(upper)) || (from.gt(upper) && actual.lt(lower)));
}

/** Not met, and behind what was expected, if anything was. */
function behind({ goal, path, actual, expected, pace }: Standing): ProgressStatus {
  const { REGRESSING, AT_RISK, OFF_TRACK } = ProgressStatus;
  if (path.from === null) {
    const share = achievement(expected === null ? goal : goalAt(goal, expected), actual);
    return share?.gte(THRESHOLDS.atRiskFromShare) ? AT_RISK : OFF_TRACK;
  }
  if (shortfall(goal, actual).gt(shortfall(goal, path.from))) return REGRESSING;
  return pace === null || pace.gte(THRESHOLDS.atRiskFromPace) ? AT_RISK : OFF_TRACK;
}

function relations(
  facts: ProgressFacts,
  goal: Goal,
  path: TargetPath,
  actual: ExactValue,
  expected: ExactValue | null,
) {
  const start = facts.measure === ProgressMeasure.YEAR_TO_DATE ? path.from : exactOrNull(facts.baseline?.value ?? null);
  const gap = start && shortfall(goal, start);
  const done = gap?.minus(shortfall(goal, actual)) ?? null;
  const wanted = gap && expected && path.from && gap.minus(shortfall(goal, expected));
  return {
    achievement: achievement(goal, actual),
    gapClosed: done && gap!.gt(0) ? percentOf(done, gap!) : null,
    pace: done && wanted?.gt(0) ? percentOf(done, wanted) : null,
  };
}

/** As far along its way as it was when it was measured, so far along it will be on the due date. */
function project({ measurement, minimum, maximum }: ProgressFacts, path: TargetPath, actual: ExactValue) {
  const { from, to, method } = path;
  const then = path.valueOn(measurement!.until);
  if (from === null || then === null || then.eq(from) || method === ProgressMethod.HOLD) return null;
  const share = actual.minus(from).div(then.minus(from));
  return clamp(from.plus(share.times(to.minus(from))), minimum, maximum);
}

function clamp(value: ExactValue, minimum: string | null, maximum: string | null): ExactValue {
  if (minimum !== null && value.lt(minimum)) return exact(minimum);
  return maximum !== null && value.gt(maximum) ? new Exact(maximum) : value;
}
