import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import type { AgencyReads, AgencyRow } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { alignMany, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
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
  target(@Args(() => TargetArgs) { code, on }: TargetArgs, @Ctx() { viewer, asOf }: Context) {
    return this.reads.byCode(viewer, code, on ?? null, asOf);
  }

  @Query(() => TargetConnectionType, { description: "Targets, 50 when neither `first` nor `last` is given." })
  targets(
    @Args(() => TargetsArgs) args: TargetsArgs,
    @Ctx() { viewer, asOf }: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.reads.list(viewer, args, Selection.of(info), asOf);
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(target: TargetRow): string {
    return toNodeId("Target", target.id);
  }

  @ComputedField(() => String, {
    description: "What is promised, in words.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(target: TargetRow, lang: LangArgs) {
    return inLang(lang, target.nameVi, target.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "Where a published target stands.",
    args: () => LangArgs,
    needs: ["citationVi", "citationEn"],
  })
  citation(target: TargetRow, lang: LangArgs) {
    return inLang(lang, target.citationVi, target.citationEn);
  }

  @ComputedField(() => String, {
    description:
      "What it has in common with targets of other plans that promise the same thing again; its own code when it is alone.",
    needs: ["lineage", "code"],
  })
  lineage(target: TargetRow): string {
    return target.lineage ?? target.code;
  }

  @BatchedField(() => PlanType, { description: "The plan that promises it.", needs: ["planId"] })
  plan(targets: readonly TargetRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.planId);
    return loadById(ids, (some) => this.related.plans.byIds(viewer, some, needs));
  }

  @BatchedField(() => PillarType, { description: "The pillar it stands under.", needs: ["pillarId"] })
  pillar(targets: readonly TargetRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.pillarId);
    return loadById(ids, (some) => this.related.plans.pillars(viewer, some, needs));
  }

  @BatchedField(() => AgencyType, {
    nullable: true,
    description: "The agency that is responsible.",
    needs: ["agencyId"],
  })
  agency(targets: readonly TargetRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.agencyId);
    return loadById(ids, (some) => this.related.agencies.byIds(viewer, some, needs));
  }

  @BatchedField(() => IndicatorType, {
    nullable: true,
    description: "The indicator that measures it; null while there is none.",
    needs: ["indicatorId"],
  })
  indicator(targets: readonly TargetRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.indicatorId);
    return loadById(ids, (some) => this.related.indicators.byIds(viewer, some, needs));
  }

  @BatchedField(() => SeriesType, {
    nullable: true,
    description: "The series that measures it; null while there is none.",
    needs: ["seriesId"],
  })
  series(targets: readonly TargetRow[], _args: unknown, { viewer, asOf }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.seriesId);
    return loadById(ids, (some) => this.related.series.byIds(viewer, some, needs, asOf));
  }

  @BatchedField(() => UnitType, { description: "Unit of its values.", needs: ["unitId"] })
  unit(targets: readonly TargetRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = targets.map((target) => target.unitId);
    return loadById(ids, (some) => this.related.catalogue.units(viewer, some, needs));
  }

  @BatchedField(() => MilestoneType, { nullable: true, description: "Where it began.", needs: [] })
  async baseline(targets: readonly TargetRow[], _args: unknown, context: Context) {
    const points = await this.#points(targets, context);
    return points.map((own) => own.find((point) => point.kind === MilestoneKind.BASELINE) ?? null);
  }

  @BatchedField(() => [MilestoneType], {
    description: "Where it should be by some days before the due date, in order.",
    needs: [],
  })
  async milestones(targets: readonly TargetRow[], _args: unknown, context: Context) {
    const points = await this.#points(targets, context);
    return points.map((own) => own.filter((point) => point.kind === MilestoneKind.MILESTONE));
  }

  async #points(targets: readonly TargetRow[], { viewer, asOf }: Context) {
    const ids = targets.map((target) => target.id);
    const rows = await this.reads.milestonesOf(viewer, ids, asOf);
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
    needs: [],
  })
  targets(agencies: readonly AgencyRow[], args: TargetsArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = agencies.map((agency) => agency.id);
    return this.reads.listBelow(viewer, "agency", ids, args, selection, asOf);
  }
}

@Resolver(() => IndicatorType)
export class IndicatorTargetsResolver {
  constructor(private readonly reads: TargetReads) {}

  @BatchedField(() => TargetConnectionType, {
    description: "Targets that it measures, 50 by default.",
    args: () => TargetsArgs,
    needs: [],
  })
  targets(indicators: readonly IndicatorRow[], args: TargetsArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = indicators.map((indicator) => indicator.id);
    return this.reads.listBelow(viewer, "indicator", ids, args, selection, asOf);
  }
}
