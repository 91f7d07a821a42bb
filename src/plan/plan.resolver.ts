import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, ID, Info, Query, Resolver } from "type-graphql";
import { alignMany, loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { NODE_ID } from "../graphql/descriptions.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { LangArgs, inLang } from "../graphql/lang.js";
import { toNodeId } from "../graphql/node-id.js";
import { Selection } from "../graphql/selection.js";
import { PlanArgs, PlansArgs } from "./plan.inputs.js";
import type { PillarRow, PlanReads, PlanRow } from "./plan.reads.js";
import { PillarType, PlanConnectionType, PlanType, TargetConnectionType } from "./plan.type.js";
import { TargetsArgs } from "./target.inputs.js";
import type { TargetReads } from "./target.reads.js";

@Resolver(() => PlanType)
export class PlanResolver {
  constructor(
    private readonly reads: PlanReads,
    private readonly targetReads: TargetReads,
  ) {}

  @Query(() => PlanType, { nullable: true, description: "The plan with a code, or null if there is none." })
  plan(@Args(() => PlanArgs) { code }: PlanArgs, @Ctx() { viewer }: Context) {
    return this.reads.byCode(viewer, code);
  }

  @Query(() => PlanConnectionType, { description: "Plans, 20 when neither `first` nor `last` is given." })
  plans(@Args(() => PlansArgs) args: PlansArgs, @Ctx() { viewer }: Context, @Info() info: GraphQLResolveInfo) {
    return this.reads.list(viewer, args, Selection.of(info));
  }

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(plan: PlanRow): string {
    return toNodeId("Plan", plan.id);
  }

  @ComputedField(() => String, { description: "Name of the plan.", args: () => LangArgs, needs: ["nameVi", "nameEn"] })
  name(plan: PlanRow, lang: LangArgs) {
    return inLang(lang, plan.nameVi, plan.nameEn);
  }

  @ComputedField(() => String, {
    nullable: true,
    description: "What to know about it.",
    args: () => LangArgs,
    needs: ["remarkVi", "remarkEn"],
  })
  remark(plan: PlanRow, lang: LangArgs) {
    return inLang(lang, plan.remarkVi, plan.remarkEn);
  }

  @BatchedField(() => [PillarType], { description: "Its pillars, in their order.", needs: [] })
  async pillars(plans: readonly PlanRow[], _args: unknown, { viewer }: Context) {
    const ids = plans.map((plan) => plan.id);
    return alignMany(ids, await this.reads.pillarsOf(viewer, ids), (pillar) => pillar.planId);
  }

  @BatchedField(() => TargetConnectionType, {
    description: "Its targets, 50 by default.",
    args: () => TargetsArgs,
    needs: [],
  })
  targets(plans: readonly PlanRow[], args: TargetsArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = plans.map((plan) => plan.id);
    return this.targetReads.listBelow(viewer, "plan", ids, args, selection, asOf);
  }
}

@Resolver(() => PillarType)
export class PillarResolver {
  constructor(
    private readonly reads: PlanReads,
    private readonly targetReads: TargetReads,
  ) {}

  @ComputedField(() => ID, { description: NODE_ID, needs: [] })
  id(pillar: PillarRow): string {
    return toNodeId("Pillar", pillar.id);
  }

  @ComputedField(() => String, {
    description: "Name of the pillar.",
    args: () => LangArgs,
    needs: ["nameVi", "nameEn"],
  })
  name(pillar: PillarRow, lang: LangArgs) {
    return inLang(lang, pillar.nameVi, pillar.nameEn);
  }

  @BatchedField(() => PlanType, { description: "The plan it is part of.", needs: ["planId"] })
  plan(pillars: readonly PillarRow[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = pillars.map((pillar) => pillar.planId);
    return loadById(ids, (some) => this.reads.byIds(viewer, some, needs));
  }

  @BatchedField(() => TargetConnectionType, {
    description: "Its targets, 50 by default.",
    args: () => TargetsArgs,
    needs: [],
  })
  targets(pillars: readonly PillarRow[], args: TargetsArgs, { viewer, asOf }: Context, selection: Selection) {
    const ids = pillars.map((pillar) => pillar.id);
    return this.targetReads.listBelow(viewer, "pillar", ids, args, selection, asOf);
  }
}
