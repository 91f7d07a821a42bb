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
import type { CatalogueReads } from "../indicator/catalogue.reads.js";
import { UnitType } from "../indicator/catalogue.type.js";
import type { IndicatorReads, IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import type { SeriesReads } from "../observation/series.reads.js";
import { SeriesType } from "../observation/series.type.js";
import { MilestoneKind } from "./plan-enums.js";
import type { PlanReads } from "./plan.reads.js";
import { MilestoneType, PillarType, PlanType, TargetConnectionType, TargetType } from "./plan.type.js";
import { TargetArgs, TargetsArgs } from "./target.inputs.js";
import type { TargetReads, TargetRow } from "./target.reads.js";

/** Where the parents of a target are read. */
export interface TargetRelations {
  readonly plans: PlanReads;
  readonly agencies: AgencyReads;
  readonly indicators: IndicatorReads;
  readonly series: SeriesReads;
  readonly catalogue: CatalogueReads;
}

@Resolver(() => TargetType)
export class TargetResolver {
  constructor(
    private readonly reads: TargetReads,
    private readonly related: TargetRelations,
  ) {}

  @Query(() => TargetType, { nullable: true, description: "The target with a code, or null if there is none." })
  target(@Args(() => TargetArgs) { code, on }: TargetArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, code, on ?? null);
  }

  @Query(() => TargetConnectionType, { description: "Targets, 50 when neither `first` nor `last` is given." })
  targets(@Args(() => TargetsArgs) args: TargetsArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info).has("totalCount"));
  }

  @ComputedField(() => ID, { description: "Opaque id." })
  id(target: TargetRow): string {
    return toNodeId("Target", target.id);
  }

  @ComputedField(() => String, { description: "What is promised, in words.", args: () => LangArgs })
  name(target: TargetRow, lang: LangArgs) {
    return inLang(lang, target.nameVi, target.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "Where a published target stands.",
    args: () => LangArgs,
  })
  citation(target: TargetRow, lang: LangArgs) {
    return inLang(lang, target.citationVi, target.citationEn);
  }

  @BatchedField(() => PlanType, { description: "The plan that promises it." })
  async plan(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.planId);
    return align(ids, await this.related.plans.byIds(viewer, distinct(ids)), (plan) => plan.id);
  }

  @BatchedField(() => PillarType, { description: "The pillar it stands under." })
  async pillar(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.pillarId);
    return align(ids, await this.related.plans.pillars(viewer, distinct(ids)), (pillar) => pillar.id);
  }

  @BatchedField(() => AgencyType, { nullable: true, description: "The agency that is responsible." })
  async agency(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.agencyId);
    return align(ids, await this.related.agencies.byIds(viewer, distinct(ids)), (agency) => agency.id);
  }

  @BatchedField(() => IndicatorType, {
    nullable: true,
    description: "The indicator that measures it; null while there is none.",
  })
  async indicator(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.indicatorId);
    return align(ids, await this.related.indicators.byIds(viewer, distinct(ids)), (indicator) => indicator.id);
  }

  @BatchedField(() => SeriesType, {
    nullable: true,
    description: "The series that measures it; null while there is none.",
  })
  async series(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.seriesId);
    return align(ids, await this.related.series.byIds(viewer, distinct(ids)), (series) => series.id);
  }

  @BatchedField(() => UnitType, { description: "Unit of its values." })
  async unit(targets: readonly TargetRow[], _args: unknown, { viewer }: Context) {
    const ids = targets.map((target) => target.unitId);
    return align(ids, await this.related.catalogue.units(viewer, distinct(ids)), (unit) => unit.id);
  }

  @BatchedField(() => MilestoneType, { nullable: true, description: "Where it began." })
  async baseline(targets: readonly TargetRow[], _args: unknown, context: Context) {
    const points = await this.#points(targets, context);
    return points.map((own) => own.find((point) => point.kind === MilestoneKind.BASELINE) ?? null);
  }

  @BatchedField(() => [MilestoneType], {
    description: "Where it should be by some days before the due date, in order.",
  })
  async milestones(targets: readonly TargetRow[], _args: unknown, context: Context) {
    const points = await this.#points(targets, context);
    return points.map((own) => own.filter((point) => point.kind === MilestoneKind.MILESTONE));
  }

  async #points(targets: readonly TargetRow[], { viewer }: Context) {
    const ids = targets.map((target) => target.id);
    const rows = await this.reads.milestonesOf(viewer, ids);
    return alignMany(ids, rows, (row) => row.targetId).map((own) =>
      own.map(({ kind, onDate, value }) => ({ kind, date: onDate, value })),
    );
  }
}

@Resolver(() => AgencyType)
export class AgencyTargetsResolver {
  constructor(private readonly reads: TargetReads) {}

  @BatchedField(() => TargetConnectionType, {
    description: "Targets that the agency is responsible for, 50 by default.",
    args: () => TargetsArgs,
  })
  targets(agencies: readonly AgencyRow[], args: TargetsArgs, { viewer }: Context, selection: Selection) {
    const ids = agencies.map((agency) => agency.id);
    return this.reads.listBelow(viewer, "agency", ids, args, selection.has("totalCount"));
  }
}

@Resolver(() => IndicatorType)
export class IndicatorTargetsResolver {
  constructor(private readonly reads: TargetReads) {}

  @BatchedField(() => TargetConnectionType, {
    description: "Targets that it measures, 50 by default.",
    args: () => TargetsArgs,
  })
  targets(indicators: readonly IndicatorRow[], args: TargetsArgs, { viewer }: Context, selection: Selection) {
    const ids = indicators.map((indicator) => indicator.id);
    return this.reads.listBelow(viewer, "indicator", ids, args, selection.has("totalCount"));
  }
}
