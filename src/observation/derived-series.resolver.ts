import { Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { DecimalScalar } from "../graphql/scalars.js";
import type { Selection } from "../graphql/selection.js";
import { Frequency } from "../shared/frequency.js";
import { NoValueReason } from "./derivation.inputs.js";
import type { DerivationArgs } from "./derivation.inputs.js";
import { isDerived } from "./derivation.js";
import type { DerivedSeries } from "./derived-series.js";
import type { DerivedSeriesReads } from "./derived-series.reads.js";
import type { SeriesRow } from "./series.reads.js";
import { SeriesType } from "./series.type.js";
import type { TimeSeries } from "./time-series.js";
import { DataPointType, SeriesTimelineArgs, TimeSeriesType } from "./time-series.type.js";

/** Plain observations have a faster way; statistics are computed from exact points. */
export function asksForDerived(args: DerivationArgs, selection: Selection): boolean {
  return isDerived(args) || selection.has("statistics");
}

@Resolver(() => SeriesType)
export class SeriesTimelineResolver {
  constructor(private readonly reads: DerivedSeriesReads) {}

  @BatchedField(() => TimeSeriesType, {
    nullable: true,
    description:
      "Its points as columns, whatever its frequency. BAD_USER_INPUT where `collapse` or `transform` makes no sense for it.",
    args: () => SeriesTimelineArgs,
    needs: [],
  })
  timeline(series: readonly SeriesRow[], args: SeriesTimelineArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = series.map(({ id }) => id);
    return this.reads.bySeries(viewer, ids, args, selection.needsBelow("series"), asOf);
  }
}

/** What only derived points know; plain ones are of their series' frequency, and their status says all. */
@Resolver(() => TimeSeriesType)
export class TimeSeriesDetailsResolver {
  @ComputedField(() => Frequency, {
    description: "How often the points come: as `collapse` says, or as the series is observed.",
  })
  frequency(row: DerivedSeries | TimeSeries): Frequency {
    return "frequency" in row ? row.frequency : row.series.frequency;
  }

  @ComputedField(() => [DecimalScalar], {
    nullable: "items",
    description:
      "With `collapse`: for each point the share of its short periods that have a value, from 0 to 1; rounded half to even to 20 significant digits. Nulls without `collapse`.",
  })
  coverage(row: DerivedSeries | TimeSeries): (string | null)[] {
    return "coverage" in row ? row.coverage : row.periods.map(() => null);
  }

  @ComputedField(() => [NoValueReason], {
    nullable: "items",
    description: "For each point why it has no value, where its status alone does not tell; null otherwise.",
  })
  reasons(row: DerivedSeries | TimeSeries): (NoValueReason | null)[] {
    return "reasons" in row ? row.reasons : row.periods.map(() => null);
  }
}

@Resolver(() => DataPointType)
export class DataPointResolver {
  @ComputedField(() => DecimalScalar, {
    nullable: true,
    description: "With `collapse`: the share of its short periods that have a value, from 0 to 1.",
  })
  coverage({ coverage }: { coverage?: string | null }): string | null {
    return coverage ?? null;
  }

  @ComputedField(() => NoValueReason, {
    nullable: true,
    description: "Why it has no value, where its status alone does not tell.",
  })
  reason({ reason }: { reason?: NoValueReason | null }): NoValueReason | null {
    return reason ?? null;
  }
}
