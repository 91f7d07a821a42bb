import { Aggregation } from "../indicator/indicator-enums.js";
import type { ExactNumber } from "../shared/exact-number.js";
import { compare, exactNumber, quotient, times, wholeNumber } from "../shared/exact-number.js";
import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import { CALENDAR_MONTHS, periodOf } from "../shared/reporting-calendar.js";
import { kindOfFrequency } from "../shared/frequency.js";
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
  const period = periodOf(bucket.start, collapse.kind, CALENDAR_MONTHS);
  const expected = wholeNumber(shortPeriodsIn(period, kindOfFrequency(series.frequency)!, calendar));
  const count = wholeNumber(bucket.count);
  const point: DerivedPoint = {
    period,
    value: valueOf(bucket, methodOf(collapse, series) === Aggregation.AVERAGE),
    status: statusOf(bucket),
    reason: null,
    coverage: quotient(count, expected),
    isBreak: (bucket.statuses & bitOf(ObservationStatus.BREAK)) !== 0,
  };
  const isEnough = compare(count, times(exactNumber(collapse.minCoverage), expected)) >= 0;
  if (isEnough || isSameKind(expected)) return point;
  return point.value === null ? withoutValue(point, point.status, NoValueReason.INCOMPLETE) : incomplete(point);
}

/** Nothing was combined: what has no value says so itself. */
function isSameKind({ digits }: ExactNumber): boolean {
  return digits === 1n;
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
