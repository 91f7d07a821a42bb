import { Aggregation } from "../indicator/indicator-enums.js";
import type { ExactNumber } from "../shared/exact-number.js";
import { compare, exactNumber, exactText, quotient, times, wholeNumber } from "../shared/exact-number.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { CALENDAR_MONTHS, periodOf } from "../shared/reporting-calendar.js";
import type { Frequency } from "../shared/frequency.js";
import { kindOfFrequency } from "../shared/frequency.js";
import type { PeriodKind } from "../shared/period-kind.js";
import { BoundedCache } from "../shared/bounded-cache.js";
import { NoValueReason } from "./derivation.inputs.js";
import type { Collapse, Derivable } from "./derivation.js";
import { methodOf } from "./derivation.js";
import type { DerivedPoint } from "./derived-point.js";
import { incomplete, withoutValue, WORST_FIRST } from "./derived-point.js";
import { ObservationStatus } from "./observation-enums.js";
import { shortPeriodsIn } from "./short-periods.js";

/** A longer period as Postgres combined it; see `buckets`. */
export interface Bucket {
  /** First day of the calendar period that it is named after. */
  readonly start: string;
  readonly value: string | null;
  /** Short periods with a value. */
  readonly count: number;
  /** Bits of the statuses in it, bit 0 being A. */
  readonly statuses: number;
}

const ALL = Object.values(ObservationStatus);
const bitOf = (status: ObservationStatus) => 1 << (status.charCodeAt(0) - 65);

/** The point that a bucket makes in a series of that calendar. */
export function collapsedPoint(
  bucket: Bucket,
  collapse: Collapse,
  series: Derivable,
  calendar: ReportingCalendar,
): DerivedPoint {
  const { period, expected } = longPeriodOf(bucket.start, collapse.kind, series.frequency, calendar);
  const point: DerivedPoint = {
    period,
    value: valueOf(bucket, methodOf(collapse, series) === Aggregation.AVERAGE),
    status: statusOf(bucket),
    reason: null,
    coverage: share(bucket.count, expected),
    isBreak: (bucket.statuses & bitOf(ObservationStatus.BREAK)) !== 0,
  };
  // Where nothing was combined, what has no value says so itself.
  if (bucket.count >= leastCount(collapse.minCoverage, expected) || expected === 1) return point;
  return point.value === null ? withoutValue(point, point.status, NoValueReason.INCOMPLETE) : incomplete(point);
}

// An answer has thousands of points, but few different months, shares and sets of statuses: each is worked out once.

interface LongPeriod {
  readonly period: string;
  /** Short periods in it. */
  readonly expected: number;
}

const longPeriods = new BoundedCache<LongPeriod>(20_000);

function longPeriodOf(start: string, kind: PeriodKind, frequency: Frequency, calendar: ReportingCalendar): LongPeriod {
  const key = `${start}${kind}${frequency}${calendar.startDay}`;
  const known = longPeriods.get(key);
  if (known) return known;
  const period = periodOf(start, kind, CALENDAR_MONTHS);
  const made = { period, expected: shortPeriodsIn(period, kindOfFrequency(frequency)!, calendar) };
  longPeriods.set(key, made);
  return made;
}

const shares = new BoundedCache<ExactNumber>(5_000);

function share(count: number, expected: number): ExactNumber {
  const key = `${count}/${expected}`;
  const known = shares.get(key);
  if (known) return known;
  const made = exactNumber(exactText(quotient(wholeNumber(count), wholeNumber(expected))));
  shares.set(key, made);
  return made;
}

const leastCounts = new BoundedCache<number>(5_000);

/** The smallest number of values that is a large enough share. */
function leastCount(minCoverage: string, expected: number): number {
  const key = `${minCoverage} ${expected}`;
  const known = leastCounts.get(key);
  if (known !== undefined) return known;
  const least = times(exactNumber(minCoverage), wholeNumber(expected));
  let count = 1;
  while (compare(wholeNumber(count), least) < 0) count++;
  leastCounts.set(key, count);
  return count;
}

function valueOf({ value, count }: Bucket, isAverage: boolean): ExactNumber | null {
  if (value === null) return null;
  return isAverage ? quotient(exactNumber(value), wholeNumber(count)) : exactNumber(value);
}

/** The worst of what it is made from; without any value the reason that all share, or MISSING. */
function statusOf(bucket: Bucket): ObservationStatus {
  if (bucket.value === null) return onlyStatus(bucket) ?? ObservationStatus.MISSING;
  return WORST_FIRST.find((status) => (bucket.statuses & bitOf(status)) !== 0) ?? ObservationStatus.NORMAL;
}

function onlyStatus({ statuses }: Bucket): ObservationStatus | undefined {
  return ALL.find((status) => statuses === bitOf(status));
}
