import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { PeriodScalar } from "../graphql/scalars.js";
import { Selection } from "../graphql/selection.js";
import type { IndicatorReads, IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { breakdownParts } from "./breakdown.js";
import { codeOf } from "./period-info.js";
import { SeriesArgs } from "./series.inputs.js";
import type { SeriesReads, SeriesRow } from "./series.reads.js";
import { BreakdownType, SeriesConnectionType, SeriesType } from "./series.type.js";

@Resolver(() => SeriesType)
export class SeriesResolver {
  constructor(
    private readonly reads: SeriesReads,
    private readonly indicators: IndicatorReads,
    private readonly areas: AreaReads,
  ) {}

  @Query(() => SeriesConnectionType, {
    description: "Series: what data is there. 20 when neither `first` nor `last` is given.",
  })
  series(@Args(() => SeriesArgs) args: SeriesArgs, @Ctx() { viewer, asOf }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info), asOf);
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(series: SeriesRow): string {
    return toNodeId("Series", series.id);
  }

  @ComputedField(() => [BreakdownType], {
    description: "The members it is broken down to; empty for a total.",
    needs: ["breakdown"],
  })
  breakdown(series: SeriesRow) {
    return breakdownParts(series.breakdown);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "Where published figures stand.",
    args: () => LangArgs,
    needs: ["citationVi", "citationEn"],
  })
  citation(series: SeriesRow, lang: LangArgs) {
    return inLang(lang, series.citationVi, series.citationEn);
  }

  @ComputedField(() => PeriodScalar, {
    nullable: true,
    description: "First period with an observation.",
    needs: ["firstPeriodStart", "firstPeriodEnd", "frequency", "startDay"],
  })
  firstPeriod({ firstPeriodStart, firstPeriodEnd, frequency, startDay }: SeriesRow) {
    return firstPeriodStart && codeOf(firstPeriodStart, firstPeriodEnd, frequency, startDay);
  }

  @ComputedField(() => PeriodScalar, {
    nullable: true,
    description: "Last period with an observation.",
    needs: ["lastPeriodStart", "lastPeriodEnd", "frequency", "startDay"],
  })
  lastPeriod({ lastPeriodStart, lastPeriodEnd, frequency, startDay }: SeriesRow) {
    return lastPeriodStart && codeOf(lastPeriodStart, lastPeriodEnd, frequency, startDay);
  }

  @BatchedField(() => IndicatorType, { description: "What is measured.", needs: ["indicatorId"] })
  indicator(series: readonly SeriesRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = series.map((row) => row.indicatorId);
    return loadById(ids, (some) => this.indicators.byIds(viewer, some, needs));
  }

  @BatchedField(() => AreaType, { description: "Where it is measured.", needs: ["areaId"] })
  area(series: readonly SeriesRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = series.map((row) => row.areaId);
    return loadById(ids, (some) => this.areas.byIds(viewer, some, needs));
  }
}

@Resolver(() => IndicatorType)
export class IndicatorSeriesResolver {
  constructor(private readonly reads: SeriesReads) {}

  @BatchedField(() => SeriesConnectionType, {
    description: "Its series, 20 by default.",
    args: () => SeriesArgs,
    needs: [],
  })
  series(indicators: readonly IndicatorRow[], args: SeriesArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = indicators.map((indicator) => indicator.id);
    return this.reads.listByIndicator(viewer, ids, args, selection, asOf);
  }
}
