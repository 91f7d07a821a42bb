import type { ExactNumber } from "../shared/exact-number.js";
import { NoValueReason } from "./derivation.inputs.js";
import { ObservationStatus } from "./observation-enums.js";

/** A point on its way from observation to answer. */
export interface DerivedPoint {
  readonly period: string;
  readonly value: ExactNumber | null;
  readonly status: ObservationStatus;
  /** Why there is no value, where the status alone does not tell. */
  readonly reason: NoValueReason | null;
  /** Share of a collapsed period's short periods that have a value. */
  readonly coverage: ExactNumber | null;
  /** Not comparable with earlier ones, whatever the status says. */
  readonly isBreak: boolean;
}

/** What a point that is made from several is worth: the first of these that is among them. */
export const WORST_FIRST: readonly ObservationStatus[] = [
  ObservationStatus.FORECAST,
  ObservationStatus.ESTIMATED,
  ObservationStatus.IMPUTED,
  ObservationStatus.LOW_RELIABILITY,
  ObservationStatus.UNVALIDATED,
  ObservationStatus.PROVISIONAL,
  ObservationStatus.BREAK,
  ObservationStatus.NORMAL,
];

const RANK = new Map(WORST_FIRST.map((status, rank) => [status, rank]));

export function worst(a: ObservationStatus, b: ObservationStatus): ObservationStatus {
  return rankOf(a) <= rankOf(b) ? a : b;
}

/** The same where a break does not matter, because nothing across one was compared. */
export function worstBesideBreaks(a: ObservationStatus, b: ObservationStatus): ObservationStatus {
  return worst(besideBreak(a), besideBreak(b));
}

function besideBreak(status: ObservationStatus): ObservationStatus {
  return status === ObservationStatus.BREAK ? ObservationStatus.NORMAL : status;
}

function rankOf(status: ObservationStatus): number {
  return RANK.get(status) ?? WORST_FIRST.length;
}

export function valued(point: DerivedPoint, value: ExactNumber, status: ObservationStatus): DerivedPoint {
  return { ...point, value, status, reason: null };
}

export function withoutValue(point: DerivedPoint, status: ObservationStatus, reason: NoValueReason): DerivedPoint {
  return { ...point, value: null, status, reason };
}

export function incomplete(point: DerivedPoint): DerivedPoint {
  return withoutValue(point, ObservationStatus.MISSING, NoValueReason.INCOMPLETE);
}

export function dividedByZero(point: DerivedPoint): DerivedPoint {
  return withoutValue(point, ObservationStatus.NOT_APPLICABLE, NoValueReason.DIVISION_BY_ZERO);
}

export function acrossBreak(point: DerivedPoint): DerivedPoint {
  return withoutValue(point, ObservationStatus.NOT_APPLICABLE, NoValueReason.BREAK);
}

/** There is nothing to compare with; a withheld value stays withheld. */
export function withoutBase(point: DerivedPoint, base: DerivedPoint | undefined): DerivedPoint {
  const isWithheld = base?.status === ObservationStatus.SUPPRESSED;
  return withoutValue(
    point,
    isWithheld ? ObservationStatus.SUPPRESSED : ObservationStatus.MISSING,
    NoValueReason.NO_BASE,
  );
}

/** How many breaks there are up to each point; two points with the same number have none between them. */
export function breaksUpTo(points: readonly DerivedPoint[]): number[] {
  let breaks = 0;
  return points.map(({ isBreak }) => (breaks += isBreak ? 1 : 0));
}
