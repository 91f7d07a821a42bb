import { exactText } from "../shared/exact-number.js";
import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { NoValueReason } from "./derivation.inputs.js";
import type { DerivedPoint } from "./derived-point.js";
import type { ObservationStatus } from "./observation-enums.js";
import type { SeriesRow } from "./series.reads.js";

/** A series whose points may be of another frequency, with the texts of its indicator's unit. */
export interface DerivedSeriesRow extends SeriesRow {
  readonly unitVi: string;
  readonly unitEn: string | null;
}

interface Point {
  readonly period: string;
  readonly start: LocalDate;
  readonly value: string | null;
  readonly valueFloat: number | null;
  readonly status: ObservationStatus;
  readonly coverage: string | null;
  readonly reason: NoValueReason | null;
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
  ) {}

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
    const { starts, values, valuesFloat, coverage } = this;
    return this.exact.map(({ period, status, reason }, i) => ({
      period,
      start: starts[i]!,
      value: values[i]!,
      valueFloat: valuesFloat[i]!,
      status,
      coverage: coverage[i]!,
      reason,
    }));
  }
}
