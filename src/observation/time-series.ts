import type { LocalDate } from "../shared/local-date.js";
import { kindOfFrequency } from "../shared/frequency.js";
import { kindOfCode } from "../shared/period-kind.js";
import { nextPeriod } from "../shared/period-steps.js";
import { periodOf, periodRange } from "../shared/reporting-calendar.js";
import type { DateRange } from "../shared/time-range.js";
import { AppError } from "../shared/errors.js";
import { ObservationStatus } from "./observation-enums.js";
import { codeOf } from "./period-info.js";
import type { SeriesRow } from "./series.reads.js";

/** A series with its points as Postgres aggregated them: array texts, null when there is no point. */
export interface SeriesColumns extends SeriesRow {
  readonly starts: string | null;
  readonly ends: string | null;
  readonly values: string | null;
  readonly statuses: string | null;
}

interface Point {
  readonly period: string;
  readonly start: LocalDate;
  readonly value: string | null;
  readonly valueFloat: number | null;
  readonly status: ObservationStatus;
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
    const starts = elements(row.starts);
    const ends = row.ends === null ? null : elements(row.ends);
    const periods = starts.map((start, i) => codeOf(start, ends?.[i] ?? null, row.frequency, row.startDay));
    const values = elements(row.values).map((value) => (value === "NULL" ? null : value));
    return new TimeSeries(row, periods, starts, values, [...(row.statuses ?? "")] as ObservationStatus[]);
  }

  get valuesFloat(): (number | null)[] {
    return (this.#floats ??= this.values.map((value) => (value === null ? null : Number(value))));
  }

  get points(): Point[] {
    return (this.#points ??= this.periods.map((period, i) => ({
      period,
      start: this.starts[i]!,
      value: this.values[i]!,
      valueFloat: this.valuesFloat[i]!,
      status: this.statuses[i]!,
    })));
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
    const points = codes.map((code) => this.points[known.get(code) ?? -1] ?? this.#gap(code));
    const column = <Name extends keyof Point>(name: Name) => points.map((point) => point[name]);
    return new TimeSeries(this.series, column("period"), column("start"), column("value"), column("status"));
  }

  #gap(period: string): Point {
    const { firstPeriodStart, lastPeriodStart, startDay } = this.series;
    const { start } = periodRange(period, { startDay });
    const inside = firstPeriodStart !== null && start >= firstPeriodStart && start <= lastPeriodStart!;
    const status = inside ? ObservationStatus.MISSING : ObservationStatus.NOT_COLLECTED;
    return { period, start, value: null, valueFloat: null, status };
  }
}

/** Elements of a Postgres array text whose elements need no quotes: dates and numbers. */
function elements(text: string | null): string[] {
  return text === null || text.length < 3 ? [] : text.slice(1, -1).split(",");
}
