import { addDays, daysBetween } from "../shared/local-date.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { ExactValue } from "./exact.js";
import { divided, Exact, exact } from "./exact.js";
import type { Goal } from "./goal.js";
import { destination, shortfall } from "./goal.js";
import type { ProgressFacts } from "./progress-facts.js";
import { ProgressMeasure, ProgressMethod } from "./plan-enums.js";

interface Point {
  readonly date: LocalDate;
  readonly value: ExactValue;
}

/** The way on which a target should be: what was expected on a day, and how that is told. */
export interface TargetPath {
  readonly method: ProgressMethod;
  /** The last day before the way: until then nothing is expected. */
  readonly startDate: LocalDate;
  /** Where it began; null when the plan doesn't say. */
  readonly from: ExactValue | null;
  /** Where it leads. */
  readonly to: ExactValue;
  /** Null before the first point, and where there is no way. */
  valueOn(day: LocalDate): ExactValue | null;
}

const ZERO = new Exact(0);

export function pathOf(facts: ProgressFacts, goal: Goal): TargetPath {
  const { dueDate } = facts;
  const start = startOf(facts);
  const from = start?.value ?? null;
  const dated = facts.milestones.filter(({ date }) => date < dueDate && (!start || date > start.date));
  const middle = dated.map(({ date, value }) => ({ date, value: exact(value) }));
  const to = destination(goal, from);
  const held = isHeld(facts, goal, from) && middle.length === 0;
  const first = start && (held ? { date: start.date, value: to } : start);
  const points = first || middle.length > 0 ? [...(first ? [first] : []), ...middle, { date: dueDate, value: to }] : [];
  return {
    method: methodOf(held, middle.length, points.length),
    startDate: start?.date ?? dayBeforeYear(Math.min(facts.planYear, Number(dueDate.slice(0, 4)))),
    from,
    to,
    valueOn: (day) => valueOn(points, day),
  };
}

/** First day of the year in which running totals are summed: the due date's, in the indicator's calendar. */
export function totalsSince({ dueDate, startDay }: ProgressFacts): LocalDate {
  return periodRange(dueDate.slice(0, 4), { startDay }).start;
}

/** A running total begins with nothing; everything else at its baseline, if that lies before the due date. */
function startOf(facts: ProgressFacts): Point | null {
  if (facts.measure === ProgressMeasure.YEAR_TO_DATE) return { date: addDays(totalsSince(facts), -1), value: ZERO };
  const { baseline, dueDate } = facts;
  return baseline && baseline.date < dueDate ? { date: baseline.date, value: exact(baseline.value) } : null;
}

/** The promise was kept already when the plan began. A running total has kept nothing then. */
function isHeld({ measure }: ProgressFacts, goal: Goal, from: ExactValue | null): boolean {
  return measure !== ProgressMeasure.YEAR_TO_DATE && from !== null && shortfall(goal, from).lte(0);
}

function dayBeforeYear(year: number): LocalDate {
  return addDays(`${String(year).padStart(4, "0")}-01-01`, -1);
}

function methodOf(held: boolean, milestones: number, points: number): ProgressMethod {
  if (held) return ProgressMethod.HOLD;
  if (milestones > 0) return ProgressMethod.MILESTONES;
  return points > 0 ? ProgressMethod.STRAIGHT_LINE : ProgressMethod.TARGET_ONLY;
}

/** On the straight line between the two points around the day; after the last point, its value. */
function valueOn(points: readonly Point[], day: LocalDate): ExactValue | null {
  const next = points.findIndex(({ date }) => date >= day);
  if (next === -1) return points.at(-1)?.value ?? null;
  const [before, after] = [points[next - 1], points[next]!];
  if (after.date === day) return after.value;
  if (!before) return null;
  const rise = after.value.minus(before.value);
  const days = new Exact(daysBetween(before.date, after.date));
  return before.value.plus(divided(rise.times(daysBetween(before.date, day)), days));
}
