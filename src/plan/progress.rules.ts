import { addMonths } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import type { ExactValue } from "./exact.js";
import { divided, exact, exactOrNull, percentOf } from "./exact.js";
import type { Goal } from "./goal.js";
import { achievement, goalAt, goalOf, isBand, isMet, isStrict, shortfall } from "./goal.js";
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

/** A value of a period that ended longer than this before the start says nothing about the plan. */
const MONTHS_TOO_OLD = 12;

/** The rule of progress, whole. `on` is the day that is asked about; the facts hold what was measured by it. */
export function assess(facts: ProgressFacts, on: LocalDate): Assessment {
  const goal = goalOf(facts.comparator, facts.value, facts.upperValue);
  const path = pathOf(facts, goal);
  return new Assessment(withoutOldValue(facts, path), goal, path, on);
}

function withoutOldValue(facts: ProgressFacts, { startDate }: TargetPath): ProgressFacts {
  const { measurement } = facts;
  const isOld = measurement !== null && measurement.until < addMonths(startDate, -MONTHS_TOO_OLD);
  return isOld ? { ...facts, measurement: null } : facts;
}

/** How a target stands on a day. Numbers are exact, percents where it says so, and worked out when they are asked for. */
export class Assessment {
  readonly actual: ExactValue | null;
  readonly status: ProgressStatus;
  #expected: ExactValue | null | undefined;

  constructor(
    readonly facts: ProgressFacts,
    readonly goal: Goal,
    readonly path: TargetPath,
    readonly on: LocalDate,
  ) {
    this.actual = exactOrNull(facts.measurement?.value ?? null);
    this.status = beforeJudgement(this) ?? judge(this, this.actual!);
  }

  /** What counts: null when there is nothing, or nothing but what is too old. */
  get measurement(): Measurement | null {
    return this.facts.measurement;
  }

  get expected(): ExactValue | null {
    const { on, path } = this;
    if (this.#expected === undefined) this.#expected = on < path.startDate ? null : path.valueOn(on);
    return this.#expected;
  }

  /** Percent of the promised value. */
  get achievement(): ExactValue | null {
    return this.actual && achievement(this.goal, this.actual);
  }

  /** Percent of the gap between baseline and promised value. */
  get gapClosed(): ExactValue | null {
    const { facts, path, goal, actual } = this;
    const isTotal = facts.measure === ProgressMeasure.YEAR_TO_DATE;
    const start = isTotal ? path.from : exactOrNull(facts.baseline?.value ?? null);
    const gap = start && shortfall(goal, start);
    return actual && gap?.gt(0) ? percentOf(gap.minus(shortfall(goal, actual)), gap) : null;
  }

  /** Percent of the improvement that was expected by the day. */
  get pace(): ExactValue | null {
    const { path, goal, actual, expected } = this;
    if (!actual || !expected || !path.from) return null;
    const gap = shortfall(goal, path.from);
    const wanted = gap.minus(shortfall(goal, expected));
    return wanted.gt(0) ? percentOf(gap.minus(shortfall(goal, actual)), wanted) : null;
  }

  /** What the due date would bring if the pace stays: as far along its way as it was when it was measured. */
  get projected(): ExactValue | null {
    const { facts, actual, on } = this;
    const { from, to, method, valueOn } = this.path;
    if (!actual || !from || on > facts.dueDate || method === ProgressMethod.HOLD) return null;
    const then = valueOn(facts.measurement!.until);
    if (then === null || then.eq(from)) return null;
    const way = divided(actual.minus(from).times(to.minus(from)), then.minus(from));
    return clamp(from.plus(way), facts.minimum, facts.maximum);
  }
}

/** What can be said without a value. */
function beforeJudgement({ facts, path, on }: Assessment): ProgressStatus | null {
  if (!facts.hasIndicator) return ProgressStatus.NO_INDICATOR;
  if (on <= path.startDate) return ProgressStatus.NOT_STARTED;
  return facts.measurement === null ? ProgressStatus.NO_DATA : null;
}

function judge(standing: Assessment, actual: ExactValue): ProgressStatus {
  const { facts, goal, on } = standing;
  const running = runningTotalStatus(standing, actual);
  if (running) return running;
  if (isMet(goal, actual)) return wasReached(standing) ? ProgressStatus.ACHIEVED : ProgressStatus.ON_TRACK;
  if (on > facts.dueDate) return ProgressStatus.MISSED;
  return isAbreast(standing, actual) ? ProgressStatus.ON_TRACK : behind(standing, actual);
}

/** A value from before the start promises well, but nothing has been reached by it. */
function wasReached({ facts, measurement, path, on }: Assessment): boolean {
  return on > facts.dueDate || measurement!.until > path.startDate;
}

/** At or ahead of what was expected; where the promised value itself is, "more than" and "less than" want more than it. */
function isAbreast({ goal, path, expected }: Assessment, actual: ExactValue): boolean {
  if (expected === null || hasOvershot(goal, path, actual)) return false;
  const ahead = shortfall(goal, expected).minus(shortfall(goal, actual));
  return ahead.gt(0) || (ahead.eq(0) && !(isStrict(goal) && expected.eq(path.to)));
}

/** Went through a band and left it on the other side: near it, but on no way to it. */
function hasOvershot(goal: Goal, { from }: TargetPath, actual: ExactValue): boolean {
  const { lower, upper } = goal;
  return (
    isBand(goal) && from !== null && ((from.lt(lower) && actual.gt(upper)) || (from.gt(upper) && actual.lt(lower)))
  );
}

/** Not met, and behind what was expected, if anything was. */
function behind({ goal, path, expected, pace }: Assessment, actual: ExactValue): ProgressStatus {
  const { REGRESSING, AT_RISK, OFF_TRACK } = ProgressStatus;
  if (path.from === null) {
    const share = achievement(expected === null ? goal : goalAt(goal, expected), actual);
    return share?.gte(THRESHOLDS.atRiskFromShare) ? AT_RISK : OFF_TRACK;
  }
  if (shortfall(goal, actual).gt(shortfall(goal, path.from))) return REGRESSING;
  return pace === null || pace.gte(THRESHOLDS.atRiskFromPace) ? AT_RISK : OFF_TRACK;
}

function clamp(value: ExactValue, minimum: string | null, maximum: string | null): ExactValue {
  if (minimum !== null && value.lt(minimum)) return exact(minimum);
  return maximum !== null && value.gt(maximum) ? exact(maximum) : value;
}
