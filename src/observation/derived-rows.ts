import { exactNumber } from "../shared/exact-number.js";
import { frequencyOfKind } from "../shared/frequency.js";
import type { LocalDate } from "../shared/local-date.js";
import { collapsedPoint } from "./collapsed-points.js";
import { elementsOf } from "./column-texts.js";
import type { Collapse, Derivable, Derivation } from "./derivation.js";
import { kindOfResult } from "./derivation.js";
import { unitOf } from "./derived-unit.js";
import { expectedCount } from "./expected-count.js";
import { chosen } from "./derivation-window.js";
import type { DerivedPoint } from "./derived-point.js";
import { DerivedSeries } from "./derived-series.js";
import type { DerivedSeriesRow } from "./derived-series.js";
import { filled } from "./fill-gaps.js";
import { ObservationStatus } from "./observation-enums.js";
import { codeOf } from "./period-info.js";
import type { SeriesTimelineArgs } from "./time-series.type.js";
import { transformed } from "./transform.js";

/** A series with its points as Postgres aggregated them: array texts, null when there is no point. */
export interface DerivedColumns extends DerivedSeriesRow, Omit<Derivable, "frequency"> {
  readonly starts: string | null;
  readonly ends: string | null;
  readonly values: string | null;
  readonly statuses: string | null;
  /** Only of combined points. */
  readonly counts: string | null;
}

/** The whole way: from columns to points, transformed, cut to the window, and filled. */
export function derived(
  row: DerivedColumns,
  derivation: Derivation,
  args: SeriesTimelineArgs,
  today: () => LocalDate,
): DerivedSeries {
  const { collapse } = derivation;
  const points = collapse ? collapsedPoints(row, collapse) : observedPoints(row);
  const results = chosen(transformed(points, derivation, row), args, row, today);
  const frequency = collapse ? frequencyOfKind(collapse.kind) : row.frequency;
  return new DerivedSeries(row, frequency, filled(results, row, frequency, args, today), {
    ...unitOf(derivation, row),
    expectedCount: () => expectedCount(results, kindOfResult(derivation, row.frequency), args, row, today),
  });
}

function observedPoints(row: DerivedColumns): DerivedPoint[] {
  const ends = elementsOf(row.ends);
  const values = elementsOf(row.values);
  return elementsOf(row.starts).map((start, i) => {
    const status = row.statuses![i] as ObservationStatus;
    return {
      period: codeOf(start, ends[i] ?? null, row.frequency, row.startDay),
      value: values[i] === "NULL" ? null : exactNumber(values[i]!),
      status,
      reason: null,
      coverage: null,
      isBreak: status === ObservationStatus.BREAK,
    };
  });
}

function collapsedPoints(row: DerivedColumns, collapse: Collapse): DerivedPoint[] {
  const values = elementsOf(row.values);
  const counts = elementsOf(row.counts);
  const statuses = elementsOf(row.statuses);
  return elementsOf(row.starts).map((start, i) =>
    collapsedPoint(
      {
        start,
        value: values[i] === "NULL" ? null : values[i]!,
        count: Number(counts[i]),
        statuses: Number(statuses[i]),
      },
      collapse,
      row,
      row,
    ),
  );
}
