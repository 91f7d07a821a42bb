import type { LocalDate } from "../shared/local-date.js";
import { kindOfFrequency } from "../shared/frequency.js";
import { kindOfCode } from "../shared/period-kind.js";
import { nextPeriod } from "../shared/period-steps.js";
import { periodOf, periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";
import { AppError } from "../shared/errors.js";
import { periodsOf, statusesOf, valuesOf } from "./column-texts.js";
import { ObservationStatus } from "./observation-enums.js";
import type { SeriesRow } from "./series.reads.js";

/**
 * A series with its points as Postgres aggregated them: array texts, newest first, as they lie in the index that limits them; null
 * when there is no point.
 */
export interface SeriesColumns extends SeriesRow {
  readonly starts: string | null;
  readonly ends: string | null;
  readonly values: string | null;
  readonly statuses: string | null;
}

/** A point of a series, read from its columns when it is asked. */
class Point {
  constructor(
    private readonly columns: TimeSeries,
    private readonly place: number,
  ) {}

  get period(): string {
    return this.columns.periods[this.place]!;
  }

  get start(): LocalDate {
    return this.columns.starts[this.place]!;
  }

  get value(): string | null {
    return this.columns.values[this.place]!;
  }

  get valueFloat(): number | null {
    return this.columns.valuesFloat[this.place]!;
  }

  get status(): ObservationStatus {
    return this.columns.statuses[this.place]!;
  }
}

const MAX_FILLED = 20_000;

/** The columns of one series. Floats and points are only made when selected. */
export class TimeSeries {
  #floats: (number | null)[] | undefined;
  #points: Point[] | undefined;

  constructor(
    readonly series: SeriesRow,
    readonly periods: readonly string[],
    readonly starts: readonly LocalDate[],
    readonly values: readonly (string | null)[],
    readonly statuses: readonly ObservationStatus[],
  ) {}

  static of(row: SeriesColumns): TimeSeries {
    const { starts, codes } = periodsOf(row.starts, row.ends, row.frequency, row.startDay);
    return new TimeSeries(row, codes, starts, valuesOf(row.values), statusesOf(row.statuses));
  }

  get valuesFloat(): (number | null)[] {
    return (this.#floats ??= this.values.map((value) => (value === null ? null : Number(value))));
  }

  get points(): Point[] {
    return (this.#points ??= this.periods.map((_, i) => new Point(this, i)));
  }

  /**
   * The same series with a point for every period of the window, or of its own span where the window is open.
   * A point without an observation has no value, and a status: MISSING inside the span, NOT_COLLECTED outside of it.
   */
  filled({ start, end }: Partial<DateRange>): TimeSeries {
    const { frequency, startDay } = this.series;
    const kind = kindOfFrequency(frequency);
    const from = start ?? this.starts[0];
    const to = end ?? this.starts.at(-1);
    if (!kind || !from || !to) return this;
    const codes: string[] = [];
    for (let code: string | null = periodOf(from, kind, { startDay }); code !== null; code = nextPeriod(code)) {
      const range = periodRange(code, { startDay });
      if (range.start > to || (end !== undefined && range.end > end)) break;
      if (range.start < from) continue;
      if (codes.length >= MAX_FILLED)
        throw new AppError(
          "TOO_EXPENSIVE",
          `fill would make more than ${MAX_FILLED} points in one series; narrow the period.`,
        );
      codes.push(code);
    }
    return this.#at(codes);
  }

  /** The same series with a point for each of these periods that it is observed in, in the order of time. */
  filledAt(codes: readonly string[]): TimeSeries {
    const kind = kindOfFrequency(this.series.frequency);
    if (!kind) return this;
    const own = new Set(codes.filter((code) => kindOfCode(code) === kind));
    return this.#at([...own].sort());
  }

  /** Canonical codes of one kind sort by time. */
  #at(codes: readonly string[]): TimeSeries {
    const known = new Map(this.periods.map((code, i) => [code, i]));
    const points = codes.map((code) => {
      const place = known.get(code);
      return place === undefined ? this.#gap(code) : new Point(this, place);
    });
    const column = <Name extends "start" | "value" | "status">(name: Name) => points.map((point) => point[name]);
    return new TimeSeries(this.series, codes, column("start"), column("value"), column("status"));
  }

  #gap(period: string): Pick<Point, "start" | "value" | "status"> {
    const { firstPeriodStart, lastPeriodStart, startDay } = this.series;
    const { start } = periodRange(period, { startDay });
    const inside = firstPeriodStart !== null && start >= firstPeriodStart && start <= lastPeriodStart!;
    return { start, value: null, status: inside ? ObservationStatus.MISSING : ObservationStatus.NOT_COLLECTED };
  }
}
