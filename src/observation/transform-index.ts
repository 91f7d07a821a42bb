import type { ExactNumber } from "../shared/exact-number.js";
import { HUNDRED, plus, quotient, times, wholeNumber, ZERO } from "../shared/exact-number.js";
import { kindOfCode } from "../shared/period-kind.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DerivedPoint } from "./derived-point.js";
import { acrossBreak, breaksUpTo, dividedByZero, valued, withoutBase, worstBesideBreaks } from "./derived-point.js";
import { ObservationStatus } from "./observation-enums.js";
import { shortPeriodsIn } from "./short-periods.js";

/** The points of the base period: places of the first and the last, and what their mean is a fraction of. */
interface Base {
  readonly first: number;
  readonly last: number;
  readonly sum: ExactNumber;
  readonly status: DerivedPoint["status"];
}

/** 100 times the value through the base period's value, or through the mean of its values where it is longer. */
export function indexed(
  points: readonly DerivedPoint[],
  base: string,
  calendar: ReportingCalendar,
): readonly DerivedPoint[] {
  const inBase = placesIn(points, base, calendar);
  const found = baseOf(points, inBase, expectedIn(points, base, calendar));
  const withheld = inBase.map((at) => points[at]!).find(({ status }) => status === ObservationStatus.SUPPRESSED);
  const breaks = breaksUpTo(points);
  return points.map((point, i) => {
    if (point.value === null) return point;
    if (!found) return withoutBase(point, withheld);
    // The two ends that are compared: with a longer base, its farther end.
    const from = Math.min(i, found.first);
    const to = Math.max(i, found.last);
    if (breaks[from] !== breaks[to]) return acrossBreak(point);
    if (found.sum.digits === 0n) return dividedByZero(point);
    const count = wholeNumber(found.last - found.first + 1);
    const value = quotient(times(times(point.value, HUNDRED), count), found.sum);
    return valued(point, value, worstBesideBreaks(point.status, found.status));
  });
}

function placesIn(points: readonly DerivedPoint[], base: string, calendar: ReportingCalendar): number[] {
  const places = points.map((_, i) => i);
  if (isOwnPeriod(points, base)) return places.filter((i) => points[i]!.period === base);
  const { start, end } = periodRange(base, calendar);
  return places.filter((i) => {
    const range = periodRange(points[i]!.period, calendar);
    return range.start >= start && range.end <= end;
  });
}

function expectedIn(points: readonly DerivedPoint[], base: string, calendar: ReportingCalendar): number {
  const first = points[0];
  return !first || isOwnPeriod(points, base) ? 1 : shortPeriodsIn(base, kindOfCode(first.period), calendar);
}

function isOwnPeriod(points: readonly DerivedPoint[], base: string): boolean {
  const first = points[0];
  return first !== undefined && kindOfCode(first.period) === kindOfCode(base);
}

/** Undefined when the base period is not complete. */
function baseOf(points: readonly DerivedPoint[], places: readonly number[], expected: number): Base | undefined {
  const members = places.map((i) => points[i]!);
  if (members.length !== expected || members.some(({ value }) => value === null)) return undefined;
  return {
    first: places[0]!,
    last: places.at(-1)!,
    sum: members.reduce((sum, { value }) => plus(sum, value!), ZERO),
    status: members.map(({ status }) => status).reduce(worstBesideBreaks),
  };
}
