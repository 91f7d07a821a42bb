import { ZERO } from "../shared/exact-number.js";
import type { Frequency } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { periodRange } from "../shared/reporting-calendar.js";
import type { DerivedPoint } from "./derived-point.js";
import type { DerivedSeriesRow } from "./derived-series.js";
import { Fill } from "./observation-enums.js";
import { windowOf } from "./period-window.js";
import { TimeSeries } from "./time-series.js";
import type { SeriesTimelineArgs } from "./time-series.type.js";

/** The points with those that `fill` puts between and around them, by the rule of plain series. */
export function filled(
  points: readonly DerivedPoint[],
  series: DerivedSeriesRow,
  frequency: Frequency,
  { fill, period, collapse }: SeriesTimelineArgs,
  today: () => LocalDate,
): readonly DerivedPoint[] {
  if (fill === Fill.NONE) return points;
  const columns = new TimeSeries(
    { ...series, frequency },
    points.map((point) => point.period),
    points.map((point) => periodRange(point.period, series).start),
    points.map(() => null),
    points.map(({ status }) => status),
  );
  const all = period?.in ? columns.filledAt(period.in) : columns.filled(windowOf(period, series, today));
  const known = new Map(points.map((point) => [point.period, point]));
  return all.periods.map((code, i) => known.get(code) ?? gap(code, all.statuses[i]!, collapse ? ZERO : null));
}

function gap(period: string, status: DerivedPoint["status"], coverage: DerivedPoint["coverage"]): DerivedPoint {
  return { period, value: null, status, reason: null, coverage, isBreak: false };
}
