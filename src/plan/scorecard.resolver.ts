import { Resolver } from "type-graphql";
import type { AgencyReads } from "../agency/agency.reads.js";
import { AgencyType } from "../agency/agency.type.js";
import { alignMany, loadById } from "../database/align.js";
import { contextAsOf } from "../graphql/as-of.js";
import type { Context } from "../graphql/context.js";
import { BatchedField, ComputedField } from "../graphql/field.js";
import { Lang, LangArgs } from "../graphql/lang.js";
import type { Selection } from "../graphql/selection.js";
import type { LocalDate } from "../shared/local-date.js";
import type { PlanReads, PlanRow } from "./plan.reads.js";
import { PillarType, PlanType, TargetType } from "./plan.type.js";
import type { Progress } from "./progress.js";
import { progressOf } from "./progress.js";
import type { Moment, ProgressReads } from "./progress.reads.js";
import type { AgencyCounts, PillarCounts, StatusChange } from "./scorecard.js";
import { changeBetween, Scorecard } from "./scorecard.js";
import { ScorecardArgs } from "./scorecard.inputs.js";
import { summarize } from "./scorecard-summary.js";
import { AgencyScoreType, PillarScoreType, ScorecardType, StatusChangeType } from "./scorecard.type.js";
import type { TargetReads } from "./target.reads.js";

@Resolver(() => PlanType)
export class PlanScorecardResolver {
  constructor(
    private readonly reads: ProgressReads,
    private readonly today: () => LocalDate,
  ) {}

  @BatchedField(() => ScorecardType, {
    description: "Its targets on a day, counted; one statement, and one more for the change since an earlier state.",
    args: () => ScorecardArgs,
    needs: [],
  })
  async scorecard(plans: readonly PlanRow[], args: ScorecardArgs, context: Context, selection: Selection) {
    const ids = plans.map((plan) => plan.id);
    const now = { on: args.on ?? this.today(), asOf: context.asOf };
    const then = await this.#earlier(args, now, context, selection);
    const [after, before] = await Promise.all([
      this.#standings(context, ids, now),
      then && this.#standings(context, ids, then),
    ]);
    const names = then && { since: then.on, sinceAsOf: args.sinceAsOf ?? null };
    return after.map((own, i) => new Scorecard(own, now.on, names && changeBetween(before![i]!, own, names)));
  }

  /** The earlier state to compare with, if one is named. */
  async #earlier(args: ScorecardArgs, now: Moment, context: Context, selection: Selection): Promise<Moment | null> {
    const { since, sinceAsOf } = args;
    if (since == null && sinceAsOf == null) return null;
    const at = sinceAsOf == null ? context : await contextAsOf(sinceAsOf, context, selection.document.schema);
    return { on: since ?? now.on, asOf: at.asOf };
  }

  async #standings({ viewer }: Context, planIds: readonly number[], moment: Moment): Promise<Progress[][]> {
    const rows = await this.reads.ofPlans(viewer, planIds, moment, "COUNTS");
    const standings = rows.map((row) => progressOf(row, moment.on));
    return alignMany(planIds, standings, ({ row }) => row.planId);
  }
}

@Resolver(() => ScorecardType)
export class ScorecardResolver {
  @ComputedField(() => String, {
    description: "The scorecard as one sentence for a report, such as “32 of 37 met …: digital government 13/15, …”.",
    args: () => LangArgs,
  })
  summary(card: Scorecard, { lang }: LangArgs): string {
    return summarize(card, lang === Lang.EN ? "en" : "vi");
  }
}

@Resolver(() => PillarScoreType)
export class PillarScoreResolver {
  constructor(private readonly plans: PlanReads) {}

  @BatchedField(() => PillarType, { description: "The pillar." })
  pillar(scores: readonly PillarCounts[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = scores.map(({ pillarId }) => pillarId);
    return loadById(ids, (some) => this.plans.pillars(viewer, some, needs));
  }
}

@Resolver(() => AgencyScoreType)
export class AgencyScoreResolver {
  constructor(private readonly agencies: AgencyReads) {}

  @BatchedField(() => AgencyType, { nullable: true, description: "The agency; null for targets without one." })
  agency(scores: readonly AgencyCounts[], _args: unknown, { viewer }: Context, { needs }: Selection) {
    const ids = scores.map(({ agencyId }) => agencyId);
    return loadById(ids, (some) => this.agencies.byIds(viewer, some, needs));
  }
}

@Resolver(() => StatusChangeType)
export class StatusChangeResolver {
  constructor(private readonly targets: TargetReads) {}

  @BatchedField(() => TargetType, {
    description: "The target as it reads on the later day, or as it read on the earlier one if the plan lost it.",
  })
  target(changes: readonly StatusChange[], _args: unknown, { viewer, asOf }: Context, { needs }: Selection) {
    const ids = changes.map(({ targetId }) => targetId);
    return loadById(ids, (some) => this.targets.byIds(viewer, some, needs, asOf));
  }
}
