import type { AgencyReads } from "./agency/agency.reads.js";
import { AggregateReads } from "./aggregation/aggregate.reads.js";
import { AggregateResolver } from "./aggregation/aggregate.resolver.js";
import { RankingReads } from "./aggregation/ranking.reads.js";
import { RankingResolver } from "./aggregation/ranking.resolver.js";
import type { AreaReads } from "./area/area.reads.js";
import { CompositeIndexReads } from "./composite/composite-index.reads.js";
import {
  CompositeComponentResolver,
  CompositeIndexResolver,
  CompositeIndexValueResolver,
  ContributionResolver,
} from "./composite/composite-index.resolver.js";
import type { Database } from "./database/database.js";
import { CompletenessReads } from "./freshness/completeness.reads.js";
import { CompletenessResolver, MissingDeliveryResolver } from "./freshness/completeness.resolver.js";
import { FreshnessReads } from "./freshness/freshness.reads.js";
import { FreshnessResolver } from "./freshness/freshness.resolver.js";
import { FormulaReads } from "./formula/formula.reads.js";
import { IndicatorFormulaResolver } from "./formula/formula.resolver.js";
import type { CatalogueReads } from "./indicator/catalogue.reads.js";
import type { IndicatorReads } from "./indicator/indicator.reads.js";
import type { ObservationReads } from "./observation/observation.reads.js";
import type { PlanReads } from "./plan/plan.reads.js";

interface Reads {
  readonly agencies: AgencyReads;
  readonly areas: AreaReads;
  readonly catalogue: CatalogueReads;
  readonly indicators: IndicatorReads;
  readonly observations: ObservationReads;
  readonly plans: PlanReads;
}

/** Resolvers of what is made of many observations: aggregates, rankings, composite indices, formulas. */
export function analysisResolvers(
  db: Database,
  reads: Reads,
  { province, timeZone, today }: { readonly province: string; readonly timeZone: string; today(): string },
): object[] {
  const { agencies, areas, catalogue, indicators } = reads;
  return [
    new AggregateResolver(new AggregateReads(db, reads.observations), reads),
    new RankingResolver(new RankingReads(db, province, indicators, catalogue), areas, agencies),
    new CompositeIndexResolver(new CompositeIndexReads(db, today)),
    new CompositeComponentResolver(indicators),
    new CompositeIndexValueResolver(areas),
    new ContributionResolver(indicators),
    new FreshnessResolver(new FreshnessReads(db, timeZone), today),
    new CompletenessResolver(new CompletenessReads(db, timeZone), agencies, today),
    new MissingDeliveryResolver(indicators),
    new IndicatorFormulaResolver(new FormulaReads(db), indicators),
  ];
}
