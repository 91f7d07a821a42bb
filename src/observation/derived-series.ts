import { exactText } from "../shared/exact-number.js";
import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { NoValueReason } from "./derivation.inputs.js";
import type { DerivedPoint } from "./derived-point.js";
import type { ObservationStatus } from "./observation-enums.js";
import type { SeriesRow } from "./series.reads.js";

/** A series with the symbols of its indicator's unit. */
export interface DerivedSeriesRow extends SeriesRow {
  readonly unitVi: string;
  readonly unitEn: string | null;
}

/** A point as it is answered. */
export interface Point {
  readonly period: string;
  readonly start: LocalDate;
  readonly value: string | null;
  readonly valueFloat: number | null;
  readonly status: ObservationStatus;
  readonly coverage: string | null;
  readonly reason: NoValueReason | null;
}

/** What statistics need to know beside the points. */
interface Details {
  readonly expectedCount: () => number;
  readonly unitVi: string;
  readonly unitEn: string;
}

/** The columns of a derived series. Each is only made when selected. */
export class DerivedSeries {
  #values: (string | null)[] | undefined;
  #starts: LocalDate[] | undefined;

  constructor(
    readonly series: DerivedSeriesRow,
    /** How often the points come; that of the series, unless they were combined into longer periods. */
    readonly frequency: Frequency,
    readonly exact: readonly DerivedPoint[],
    private readonly details: Details,
  ) {}

  /** Periods that could have a point. */
  get expectedCount(): number {
    return this.details.expectedCount();
  }

  /** Unit of the values. */
  get unitVi(): string {
    return this.details.unitVi;
  }

  get unitEn(): string {
    return this.details.unitEn;
  }

  get periods(): string[] {
    return this.exact.map(({ period }) => period);
  }

  get starts(): LocalDate[] {
    return (this.#starts ??= this.exact.map(({ period }) => periodRange(period, this.series).start));
  }

  get values(): (string | null)[] {
    return (this.#values ??= this.exact.map(({ value }) => value && exactText(value)));
  }

  get valuesFloat(): (number | null)[] {
    return this.values.map((value) => (value === null ? null : Number(value)));
  }

  get statuses(): ObservationStatus[] {
    return this.exact.map(({ status }) => status);
  }

  get coverage(): (string | null)[] {
    return this.exact.map(({ coverage }) => coverage && exactText(coverage));
  }

  get reasons(): (NoValueReason | null)[] {
    return this.exact.map(({ reason }) => reason);
  }

  get points(): Point[] {
    return this.exact.map((_, i) => this.pointAt(i));
  }

  pointAt(i: number): Point {
    const { period, value: exact, status, coverage, reason } = this.exact[i]!;
    const value = exact && exactText(exact);
    return {
      period,
      start: periodRange(period, this.series).start,
      value,
      valueFloat: value === null ? null : Number(value),
      status,
      coverage: coverage && exactText(coverage),
      reason,
    };
  }
}
