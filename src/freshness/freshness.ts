import { periodInfo } from "../observation/period-info.js";
import type { LocalDate } from "../shared/local-date.js";
import { addDays, daysBetween } from "../shared/local-date.js";
import { kindOfCode } from "../shared/period-kind.js";
import type { DeliveryTerms, ExpectedPeriod } from "./delivery.js";
import { deliveryDaysOf, dueDate, isExpected, periodFrom } from "./delivery.js";
import type { FreshnessType } from "./freshness.type.js";

/** What is known of an indicator on a day. */
export interface LastArrival extends DeliveryTerms {
  readonly id: number;
  readonly lastStart: LocalDate | null;
  readonly lastEnd: LocalDate | null;
  readonly lastPublishedAt: Date | null;
}

/** How an indicator stands on a day. */
export function freshnessOn(on: LocalDate, arrival: LastArrival): FreshnessType {
  const { lastStart, lastEnd, frequency, startDay, lastPublishedAt } = arrival;
  const next = nextDue(arrival);
  const dueBy = next && dueDate(arrival, next.end);
  return {
    lastPeriod:
      lastStart && lastEnd ? periodInfo({ periodStart: lastStart, periodEnd: lastEnd, frequency, startDay }) : null,
    lastPublishedAt,
    nextDuePeriod: next && { ...next, kind: kindOfCode(next.code) },
    dueBy,
    deliveryDays: deliveryDaysOf(arrival),
    ...lateness(on, dueBy),
  };
}

function lateness(on: LocalDate, dueBy: LocalDate | null): { isLate: boolean; daysLate: number } {
  const isLate = dueBy !== null && on > dueBy;
  return { isLate, daysLate: isLate ? daysBetween(dueBy, on) : 0 };
}

/** The period after the last one, or the first of the indicator's life. */
function nextDue(arrival: LastArrival): ExpectedPeriod | null {
  const after = arrival.lastEnd && addDays(arrival.lastEnd, 1);
  const next = periodFrom(arrival, after && after > arrival.validFrom ? after : arrival.validFrom);
  return next && isExpected(arrival, next) ? next : null;
}
