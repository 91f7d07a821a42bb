import type { ExactNumber } from "../shared/exact-number.js";
import { absolute, HUNDRED, minus, plus, quotient, times } from "../shared/exact-number.js";
import { kindOfCode, PeriodKind } from "../shared/period-kind.js";
import { previousPeriod, samePeriodLastYear } from "../shared/period-steps.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { periodOf } from "../shared/reporting-calendar.js";
import type { Transform } from "./derivation.inputs.js";
import type { Derivation } from "./derivation.js";
import type { DerivedPoint } from "./derived-point.js";
import {
  acrossBreak,
  breaksUpTo,
  dividedByZero,
  incomplete,
  valued,
  withoutBase,
  worst,
  worstBesideBreaks,
} from "./derived-point.js";
import { indexed } from "./transform-index.js";
import { movingAverage } from "./transform-moving.js";

type Transforming = (
  points: readonly DerivedPoint[],
  derivation: Derivation,
  calendar: ReportingCalendar,
) => readonly DerivedPoint[];

const TRANSFORMS: Readonly<Record<Transform, Transforming>> = {
  VALUE: (points) => points,
  CHANGE: (points) => compared(points, previousPeriod, minus),
  PERCENT_CHANGE: (points) => compared(points, previousPeriod, percentChange),
  CHANGE_ON_YEAR: (points) => compared(points, samePeriodLastYear, minus),
  PERCENT_CHANGE_ON_YEAR: (points) => compared(points, samePeriodLastYear, percentChange),
  CUMULATIVE_YEAR: (points, _derivation, calendar) => cumulated(points, calendar),
  MOVING_AVERAGE: (points, { window }) => movingAverage(points, window),
  INDEX: (points, { base }, calendar) => indexed(points, base!, calendar),
};

/** Applies the transform to the points of one series, which are in the order of time; the periods stay. */
export const transformed: Transforming = (points, derivation, calendar) =>
  TRANSFORMS[derivation.transform](points, derivation, calendar);

/** Null where the base is zero. A negative base counts by its size: from -10 to -5 is +50 percent. */
export function percentChange(value: ExactNumber, base: ExactNumber): ExactNumber | null {
  return base.digits === 0n ? null : quotient(times(minus(value, base), HUNDRED), absolute(base));
}

type Compare = (value: ExactNumber, base: ExactNumber) => ExactNumber | null;

function compared(
  points: readonly DerivedPoint[],
  baseOf: (code: string) => string | null,
  compare: Compare,
): DerivedPoint[] {
  const places = new Map(points.map(({ period }, i) => [period, i]));
  const breaks = breaksUpTo(points);
  return points.map((point, i) => {
    if (point.value === null) return point;
    const at = places.get(baseOf(point.period) ?? "");
    const base = at === undefined ? undefined : points[at]!;
    if (at === undefined || base?.value == null) return withoutBase(point, base);
    if (breaks[i] !== breaks[at]) return acrossBreak(point);
    const value = compare(point.value, base.value);
    return value ? valued(point, value, worstBesideBreaks(point.status, base.status)) : dividedByZero(point);
  });
}

/** Once a period of the year has no value, neither has the rest of that year. */
function cumulated(points: readonly DerivedPoint[], calendar: ReportingCalendar): DerivedPoint[] {
  let before: { readonly period: string; readonly sum: DerivedPoint } | undefined;
  return points.map((point) => {
    const previous = previousPeriod(point.period);
    const isFirst = previous === null || yearOf(previous, calendar) !== yearOf(point.period, calendar);
    const sum = isFirst ? point : added(point, before?.period === previous ? before.sum : undefined);
    before = { period: point.period, sum };
    return sum;
  });
}

function added(point: DerivedPoint, before: DerivedPoint | undefined): DerivedPoint {
  if (point.value === null) return point;
  if (before?.value == null) return incomplete(point);
  return valued(point, plus(before.value, point.value), worst(point.status, before.status));
}

/** A day belongs to the report year in which it lies: 20 December 2023 to 2024 where years start on the 15th. */
function yearOf(code: string, calendar: ReportingCalendar): string {
  return kindOfCode(code) === PeriodKind.DAY ? periodOf(code, PeriodKind.YEAR, calendar) : code.slice(0, 4);
}
