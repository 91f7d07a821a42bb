import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { align } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import { Selection } from "../graphql/selection.js";
import type { IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { asksForDerived } from "./derived-series.resolver.js";
import type { DerivedSeriesReads } from "./derived-series.reads.js";
import type { TimeSeriesReads } from "./time-series.reads.js";
import { TimeSeriesArgs, TimeSeriesType, TimelineArgs } from "./time-series.type.js";

@Resolver(() => TimeSeriesType)
export class TimeSeriesResolver {
  constructor(
    private readonly reads: TimeSeriesReads,
    private readonly derived: DerivedSeriesReads,
  ) {}

  @Query(() => [TimeSeriesType], {
    description:
      "Whole series of up to 100 indicators as columns, for charts: one for each indicator, area and breakdown that has a series. `collapse` combines into longer periods, `transform` compares and adds up; what makes no sense for one of the indicators is BAD_USER_INPUT and names it.",
  })
  timeSeries(
    @Args(() => TimeSeriesArgs) args: TimeSeriesArgs,
    @Ctx() { viewer, asOf }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const selection = Selection.of(info);
    const reads = asksForDerived(args, selection) ? this.derived : this.reads;
    return reads.list(viewer, args, selection.needsBelow("series"), asOf);
  }
}

@Resolver(() => IndicatorType)
export class IndicatorTimelineResolver {
  constructor(
    private readonly reads: TimeSeriesReads,
    private readonly derived: DerivedSeriesReads,
  ) {}

  @BatchedField(() => TimeSeriesType, {
    nullable: true,
    description:
      "One of its series as columns; null when it has no such series. BAD_USER_INPUT where `collapse` or `transform` makes no sense for it.",
    args: () => TimelineArgs,
    needs: [],
  })
  async timeline(
    indicators: readonly IndicatorRow[],
    args: TimelineArgs,
    { viewer, asOf }: Context,
    selection: Selection,
  ) {
    const ids = indicators.map((indicator) => indicator.id);
    if (asksForDerived(args, selection))
      return this.derived.byIndicator(viewer, ids, args, selection.needsBelow("series"), asOf);
    return align(
      ids,
      await this.reads.byIndicator(viewer, ids, args, selection.needsBelow("series"), asOf),
      ({ series }) => series.indicatorId,
    );
  }
}
