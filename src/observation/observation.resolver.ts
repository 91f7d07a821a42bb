import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Float, ID, Info, Query, Resolver } from "type-graphql";
import type { AreaReads } from "../area/area.reads.js";
import { AreaType } from "../area/area.type.js";
import { align, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import type { IndicatorReads, IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { periodLabel } from "../shared/period-label.js";
import { IndicatorObservationsArgs, ObservationsArgs, SeriesChoiceArgs } from "./observation.inputs.js";
import type { ObservationReads, ObservationRow } from "./observation.reads.js";
import { ObservationConnectionType, ObservationType, PeriodInfoType } from "./observation.type.js";
import { periodInfo } from "./period-info.js";
import type { SeriesReads } from "./series.reads.js";
import { SeriesType } from "./series.type.js";

@Resolver(() => ObservationType)
export class ObservationResolver {
  constructor(
    private readonly reads: ObservationReads,
    private readonly series_: SeriesReads,
    private readonly indicators: IndicatorReads,
    private readonly areas: AreaReads,
  ) {}

  @Query(() => ObservationConnectionType, {
    description: "Observations, 100 when neither `first` nor `last` is given.",
  })
  observations(
    @Args(() => ObservationsArgs) args: ObservationsArgs,
    @Ctx() { viewer, asOf }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info), asOf);
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(observation: ObservationRow): string {
    return toNodeId("Observation", `${observation.seriesId}:${observation.periodStart}`);
  }

  @ComputedField(() => PeriodInfoType, {
    description: "The period it is about.",
    needs: ["periodEnd", "frequency", "startDay"],
  })
  period(observation: ObservationRow) {
    return periodInfo(observation);
  }

  @ComputedField(() => Float, {
    nullable: true,
    description: "The value as a floating-point number, for charts; `value` is the exact one.",
    needs: ["value"],
  })
  valueFloat({ value }: ObservationRow): number | null {
    return value === null ? null : Number(value);
  }

  @BatchedField(() => Boolean, { description: "Was it published with another value before?", needs: [] })
  async isRevised(observations: readonly ObservationRow[], _args: unknown, { asOf }: Context) {
    const revised = await this.reads.revised(observations, asOf);
    return observations.map(({ seriesId, periodStart }) => revised.has(`${seriesId}:${periodStart}`));
  }

  @BatchedField(() => SeriesType, { description: "The series it belongs to.", needs: ["seriesId"] })
  series(observations: readonly ObservationRow[], _args: unknown, { viewer, asOf }: Context, { needs }: Selection) {
    const ids = observations.map((observation) => observation.seriesId);
    return loadById(ids, (some) => this.series_.byIds(viewer, some, needs, asOf));
  }

  @BatchedField(() => IndicatorType, { description: "What is measured.", needs: ["indicatorId"] })
  indicator(observations: readonly ObservationRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = observations.map((observation) => observation.indicatorId);
    return loadById(ids, (some) => this.indicators.byIds(viewer, some, needs));
  }

  @BatchedField(() => AreaType, { description: "Where it is measured.", needs: ["areaId"] })
  area(observations: readonly ObservationRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = observations.map((observation) => observation.areaId);
    return loadById(ids, (some) => this.areas.byIds(viewer, some, needs));
  }
}

@Resolver(() => PeriodInfoType)
export class PeriodInfoResolver {
  @ComputedField(() => String, {
    description: "The period as people write it, such as Tháng 8/2023.",
    args: () => LangArgs,
  })
  label({ code }: PeriodInfoType, { lang }: LangArgs): string {
    return periodLabel(code, lang === Lang.EN ? "en" : "vi");
  }
}

@Resolver(() => IndicatorType)
export class IndicatorObservationsResolver {
  constructor(private readonly reads: ObservationReads) {}

  @BatchedField(() => ObservationConnectionType, {
    description: "Its observations in some areas, by period; 100 when neither `first` nor `last` is given.",
    args: () => IndicatorObservationsArgs,
    needs: [],
  })
  observations(
    indicators: readonly IndicatorRow[],
    args: IndicatorObservationsArgs,
    { viewer, asOf }: Context,
    selection: Selection,
  ) {
    const ids = indicators.map((indicator) => indicator.id);
    return this.reads.listByIndicator(viewer, ids, args, selection, asOf);
  }

  @BatchedField(() => ObservationType, {
    nullable: true,
    description: "Its last observation with a value.",
    args: () => SeriesChoiceArgs,
    needs: [],
  })
  async latest(
    indicators: readonly IndicatorRow[],
    args: SeriesChoiceArgs,
    { viewer, asOf }: Context,
    { needs }: Selection,
  ) {
    const ids = indicators.map((indicator) => indicator.id);
    return align(
      ids,
      await this.reads.latest(viewer, ids, args, needs, asOf),
      (observation) => observation.indicatorId,
    );
  }
}
