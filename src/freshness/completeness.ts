import type { PeriodInfoType } from "../observation/observation.type.js";
import type { LocalDate } from "../shared/local-date.js";
import { daysBetween } from "../shared/local-date.js";
import { kindOfCode } from "../shared/period-kind.js";
import type { CompletenessType, MissingDeliveryType } from "./completeness.type.js";
import type { DeliveryTerms, ExpectedPeriod } from "./delivery.js";
import { dueDate } from "./delivery.js";

/** One period that one indicator owes, and the day on which it arrived. */
export interface Delivery {
  readonly indicatorId: number;
  readonly code: string;
  readonly terms: DeliveryTerms;
  readonly period: ExpectedPeriod;
  readonly arrived: LocalDate | null;
}

export interface MissingRow extends MissingDeliveryType {
  readonly indicatorId: number;
}

export interface CompletenessRow extends CompletenessType {
  readonly agencyId: number;
  /** The longest overdue first. */
  readonly missingDeliveries: readonly MissingRow[];
}

export function completenessOf(agencyId: number, deliveries: readonly Delivery[], on: LocalDate): CompletenessRow {
  const received = deliveries.filter(({ arrived }) => arrived !== null && arrived <= on);
  const late = received.filter((delivery) => delivery.arrived! > dueOf(delivery));
  const open = deliveries.filter(({ arrived }) => arrived === null || arrived > on);
  const missing = open.filter((delivery) => on > dueOf(delivery));
  return {
    agencyId,
    expected: deliveries.length,
    received: received.length,
    onTime: received.length - late.length,
    late: late.length,
    missing: missing.length,
    pending: open.length - missing.length,
    missingDeliveries: missing.toSorted(longestOverdueFirst).map((delivery) => missingRow(delivery, on)),
  };
}

function dueOf({ terms, period }: Delivery): LocalDate {
  return dueDate(terms, period.end);
}

function longestOverdueFirst(a: Delivery, b: Delivery): number {
  const [left, right] = [`${dueOf(a)} ${a.code}`, `${dueOf(b)} ${b.code}`];
  return left < right ? -1 : Number(left > right);
}

function missingRow(delivery: Delivery, on: LocalDate): MissingRow {
  const { indicatorId, period } = delivery;
  const dueBy = dueOf(delivery);
  return { indicatorId, period: infoOf(period), dueBy, daysLate: daysBetween(dueBy, on) };
}

function infoOf({ code, start, end }: ExpectedPeriod): PeriodInfoType {
  return { code, kind: kindOfCode(code), start, end };
}
