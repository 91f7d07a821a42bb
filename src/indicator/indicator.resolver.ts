import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads, AgencyRow } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { alignMany, loadById } from "../database/align.js";
import { NotesMisses } from "../graphql/audited.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
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

  @NotesMisses(({ code }: IndicatorArgs) => [{ table: "indicator", code }])
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
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(indicator: IndicatorRow): string {
    return toNodeId("Indicator", indicator.id);
  }

  @ComputedField(() => String, {
    description: "Name of the indicator.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.nameVi, indicator.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "What is counted.",
    args: () => LangArgs,
    needs: ["definitionVi", "definitionEn"],
  })
  definition(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.definitionVi, indicator.definitionEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "How it is computed or collected.",
    args: () => LangArgs,
    needs: ["methodVi", "methodEn"],
  })
  method(indicator: IndicatorRow, lang: LangArgs) {
    return inLang(lang, indicator.methodVi, indicator.methodEn);
  }

  @BatchedField(() => IndicatorStatus, {
    description: "Where it stands in its life, today.",
    needs: ["validFrom", "validTo", "replacedById"],
  })
  async status(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const today = this.today();
    const ended = indicators.map(({ validTo, replacedById }) => (validTo && validTo <= today ? replacedById : null));
    // One that the viewer may not see took over from nothing.
    const successors = await loadById(ended, (ids) => this.reads.byIds(viewer, ids, new Set()));
    return indicators.map((indicator, i) => statusOn(today, indicator, successors[i] !== null));
  }

  @BatchedField(() => UnitType, { description: "Unit of its values.", needs: ["unitId"] })
  unit(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = indicators.map((indicator) => indicator.unitId);
    return loadById(ids, (some) => this.catalogue.units(viewer, some, needs));
  }

  @BatchedField(() => AgencyType, { description: "The agency that owns it.", needs: ["agencyId"] })
  agency(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = indicators.map((indicator) => indicator.agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }

  @BatchedField(() => TopicType, {
    nullable: true,
    description: "The topic under which it is filed.",
    needs: ["topicId"],
  })
  topic(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = indicators.map((indicator) => indicator.topicId);
    return loadById(ids, (some) => this.catalogue.topics(viewer, some, needs));
  }

  @BatchedField(() => ReportingCalendarType, {
    description: "What dates its periods stand for.",
    needs: ["calendarId"],
  })
  calendar(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = indicators.map((indicator) => indicator.calendarId);
    return loadById(ids, (some) => this.catalogue.calendars(viewer, some, needs));
  }

  @BatchedField(() => [DimensionType], { description: "What it may be broken down by.", needs: [] })
  async dimensions(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context) {
    const ids = indicators.map((indicator) => indicator.id);
    return alignMany(ids, await this.catalogue.dimensionsOf(viewer, ids), (dimension) => dimension.indicatorId);
  }

  @BatchedField(() => IndicatorType, {
    nullable: true,
    description: "The indicator that took over from this one.",
    needs: ["replacedById"],
  })
  replacedBy(indicators: readonly IndicatorRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = indicators.map((indicator) => indicator.replacedById);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }
}

function statusOn(today: string, { validFrom, validTo }: IndicatorRow, isReplaced: boolean): IndicatorStatus {
  if (validFrom > today) return IndicatorStatus.PLANNED;
  if (validTo === null || validTo > today) return IndicatorStatus.ACTIVE;
  return isReplaced ? IndicatorStatus.REPLACED : IndicatorStatus.RETIRED;
}

@Resolver(() => AgencyType)
export class AgencyIndicatorsResolver {
  constructor(private readonly reads: IndicatorReads) {}

  @BatchedField(() => IndicatorConnectionType, {
    description: "Indicators that the agency owns, 20 by default.",
    args: () => IndicatorsArgs,
    needs: [],
  })
  indicators(agencies: readonly AgencyRow[], args: IndicatorsArgs, { viewer }: Context, selection: Selection) {
    const ids = agencies.map((agency) => agency.id);
    return this.reads.listBelow(viewer, "agency", ids, args, selection);
  }
}
