import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads, AgencyRow } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { align, alignMany, distinct } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import type { CatalogueReads } from "./catalogue.reads.js";
import { DimensionType, ReportingCalendarType, TopicType, UnitType } from "./catalogue.type.js";
import { IndicatorStatus } from "./indicator-enums.js";
import { IndicatorArgs, IndicatorsArgs } from "./indicator.inputs.js";
import type { IndicatorReads, IndicatorRow } from "./indicator.reads.js";
import { IndicatorConnectionType, IndicatorType } from "./indicator.type.js";

@Resolver(() => IndicatorType)
export class IndicatorResolver {
  constructor(
    private readonly reads: IndicatorReads,
    private readonly catalogue: CatalogueReads,
    private readonly agencies: AgencyReads,
    private readonly today: () => string,
  ) {}

  @Query(() => IndicatorType, { nullable: true, description: "The indicator with a code, or null if there is none." })
  indicator(@Args(() => IndicatorArgs) { code }: IndicatorArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, code);
  }

  @Query(() => IndicatorConnectionType, { description: "Indicators, 20 when neither `first` nor `last` is given." })
  indicators(
    @Args(() => IndicatorsArgs) args: IndicatorsArgs,
    @Ctx() { viewer }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info).has("totalCount"));
  }

  @ComputedField(() => ID, { description: "Opaque id." })
  id(indicator: IndicatorRow): string {
    return toNodeId("Indicator", indicator.id);
  }

  @ComputedField(() => String, { description: "Name of the indicator.", args: () => LangArgs })
  name(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.nameVi, indicator.nameEn);
  }

  @ComputedField(() => String, { nullable: true, description: "What is counted.", args: () => LangArgs })
  definition(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.definitionVi, indicator.definitionEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "How it is computed or collected.",
    args: () => LangArgs,
  })
  method(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.methodVi, indicator.methodEn);
  }

  @ComputedField(() => IndicatorStatus, { description: "Where it stands in its life, today." })
  status({ validFrom, validTo, replacedById }: IndicatorRow): IndicatorStatus {
    const today = this.today();
    if (validFrom > today) return IndicatorStatus.PLANNED;
    if (validTo === null || validTo > today) return IndicatorStatus.ACTIVE;
    return replacedById === null ? IndicatorStatus.RETIRED : IndicatorStatus.REPLACED;
  }

  @BatchedField(() => UnitType, { description: "Unit of its values." })
  async unit(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.unitId);
    return align(ids, await this.catalogue.units(viewer, distinct(ids)), (unit) => unit.id);
  }

  @BatchedField(() => AgencyType, { description: "The agency that owns it." })
  async agency(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.agencyId);
    return align(ids, await this.agencies.byIds(viewer, distinct(ids)), (agency) => agency.id);
  }

  @BatchedField(() => TopicType, { nullable: true, description: "The topic under which it is filed." })
  async topic(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.topicId);
    return align(ids, await this.catalogue.topics(viewer, distinct(ids)), (topic) => topic.id);
  }

  @BatchedField(() => ReportingCalendarType, { description: "What dates its periods stand for." })
  async calendar(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.calendarId);
    return align(ids, await this.catalogue.calendars(viewer, distinct(ids)), (calendar) => calendar.id);
  }

  @BatchedField(() => [DimensionType], { description: "What it may be broken down by." })
  async dimensions(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.id);
    return alignMany(ids, await this.catalogue.dimensionsOf(viewer, ids), (dimension) => dimension.indicatorId);
  }

  @BatchedField(() => IndicatorType, { nullable: true, description: "The indicator that took over from this one." })
  async replacedBy(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.replacedById);
    return align(ids, await this.reads.byIds(viewer, distinct(ids)), (indicator) => indicator.id);
  }
}

@Resolver(() => AgencyType)
export class AgencyIndicatorsResolver {
  constructor(private readonly reads: IndicatorReads) {}

  @BatchedField(() => IndicatorConnectionType, {
    description: "Indicators that the agency owns, 20 by default.",
    args: () => IndicatorsArgs,
  })
  indicators(agencies: readonly AgencyRow[], args: IndicatorsArgs, { viewer }: Context, selection: Selection) {
    const ids = agencies.map((agency) => agency.id);
    return this.reads.listBelow(viewer, "agency", ids, args, selection.has("totalCount"));
  }
}
