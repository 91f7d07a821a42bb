import type { AgencyReads } from "./agency/agency.reads.js";
import type { Database } from "./database/database.js";
import type { CatalogueReads } from "./indicator/catalogue.reads.js";
import type { IndicatorReads } from "./indicator/indicator.reads.js";
import type { SeriesReads } from "./observation/series.reads.js";
import { TargetAmendmentResolver, TargetAmendmentsResolver } from "./plan/amendment.resolver.js";
import {
  PlanComparisonResolver,
  RecurringEntryResolver,
  RecurringTargetResolver,
} from "./plan/plan-comparison.resolver.js";
import { ComparisonReads } from "./plan/indicator-comparison.reads.js";
import { ComparisonResolver, IndicatorComparisonResolver } from "./plan/indicator-comparison.resolver.js";
import type { PlanReads } from "./plan/plan.reads.js";
import { PillarResolver, PlanResolver } from "./plan/plan.resolver.js";
import { ProgressReads } from "./plan/progress.reads.js";
import { ProgressResolver, TargetProgressResolver } from "./plan/progress.resolver.js";
import {
  AgencyScoreResolver,
  PillarScoreResolver,
  PlanScorecardResolver,
  ScorecardResolver,
  StatusChangeResolver,
} from "./plan/scorecard.resolver.js";
import type { TargetReads } from "./plan/target.reads.js";
import { AgencyTargetsResolver, IndicatorTargetsResolver, TargetResolver } from "./plan/target.resolver.js";

interface Reads {
  readonly plans: PlanReads;
  readonly targets: TargetReads;
  readonly agencies: AgencyReads;
  readonly indicators: IndicatorReads;
  readonly series: SeriesReads;
  readonly catalogue: CatalogueReads;
}

/** The resolvers of plans, targets and what has been reached. */
export function planResolvers(
  db: Database,
  { plans, targets, ...related }: Reads,
  { province, today }: { readonly province: string; today(): string },
): object[] {
  const progress = new ProgressReads(db, province);
  return [
    new PlanResolver(plans, targets),
    new PillarResolver(plans, targets),
    new TargetResolver(targets, { plans, ...related }),
    new AgencyTargetsResolver(targets),
    new IndicatorTargetsResolver(targets),
    new TargetProgressResolver(progress, today),
    new ProgressResolver(),
    new TargetAmendmentsResolver(targets),
    new TargetAmendmentResolver(targets),
    new PlanComparisonResolver(plans, progress, today),
    new RecurringTargetResolver(),
    new RecurringEntryResolver(plans, targets),
    new PlanScorecardResolver(progress, today),
    new ScorecardResolver(),
    new PillarScoreResolver(plans),
    new AgencyScoreResolver(related.agencies),
    new StatusChangeResolver(targets),
    new IndicatorComparisonResolver(new ComparisonReads(db, province), progress, today),
    new ComparisonResolver(targets),
  ];
}
