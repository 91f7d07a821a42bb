import { Args, Ctx, Query, Resolver } from "type-graphql";
import { loadById } from "../database/align.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs, inLang } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { LocalDate } from "../shared/local-date.js";
import type { PlanComparison, RecurringEntry, RecurringTarget } from "./plan-comparison.js";
import { compare, summarizeComparison } from "./plan-comparison.js";
import {
  PlanComparisonArgs,
  PlanComparisonType,
  RecurringEntryType,
  RecurringTargetType,
} from "./plan-comparison.type.js";
import type { PlanReads } from "./plan.reads.js";
import { PlanType, TargetType } from "./plan.type.js";
import { progressOf } from "./progress.js";
import type { ProgressReads } from "./progress.reads.js";
import type { TargetReads } from "./target.reads.js";

@Resolver(() => PlanComparisonType)
export class PlanComparisonResolver {
  constructor(
    private readonly plans: PlanReads,
    private readonly reads: ProgressReads,
    private readonly today: () => LocalDate,
  ) {}

  @Query(() => PlanComparisonType, {
    description: "Plans side by side: how many targets were met in each, and how the promises stand that several make.",
  })
  async planComparison(
    @Args(() => PlanComparisonArgs) { codes, on }: PlanComparisonArgs,
    @Ctx() { viewer, asOf }: Context,
  ): Promise<PlanComparison> {
    const plans = await this.plans.named(viewer, codes);
    const moment = { on: on ?? this.today(), asOf };
    const ids = plans.map(({ id }) => id);
    const rows = await this.reads.ofPlans(viewer, ids, moment, "SENTENCES");
    return compare(
      plans,
      rows.map((row) => progressOf(row, moment.on)),
      moment.on,
    );
  }

  @ComputedField(() => String, { description: "The comparison as one sentence for a report.", args: () => LangArgs })
  summary(comparison: PlanComparison, { lang }: LangArgs): string {
    return summarizeComparison(comparison, lang === Lang.EN ? "en" : "vi");
  }
}

@Resolver(() => RecurringTargetType)
export class RecurringTargetResolver {
  @ComputedField(() => String, {
    description: "What is promised, as the last of the plans puts it.",
    args: () => LangArgs,
  })
  name({ nameVi, nameEn }: RecurringTarget, lang: LangArgs) {
    return inLang(lang, nameVi, nameEn);
  }
}

@Resolver(() => RecurringEntryType)
export class RecurringEntryResolver {
  constructor(
    private readonly plans: PlanReads,
    private readonly targets: TargetReads,
  ) {}

  @BatchedField(() => PlanType, { description: "The plan." })
  plan(entries: readonly RecurringEntry[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = entries.map(({ planId }) => planId);
    return loadById(ids, (some) => this.plans.byIds(viewer, some, needs));
  }

  @BatchedField(() => TargetType, { description: "Its target." })
  target(entries: readonly RecurringEntry[], _args: unknown, { viewer, asOf }: Context, { needs }: Selection) {
    const ids = entries.map(({ targetId }) => targetId);
    return loadById(ids, (some) => this.targets.byIds(viewer, some, needs, asOf));
  }
}
