import { ArgsType, Field, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { BatchedField } from "../graphql/field.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import type { IndicatorRow } from "../indicator/indicator.reads.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { freshnessOn } from "./freshness.js";
import type { FreshnessReads } from "./freshness.reads.js";
import { FreshnessType } from "./freshness.type.js";

@ArgsType()
class FreshnessArgs {
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day that is asked about; today in the warehouse's time zone when left out.",
  })
  on?: string | null;
}

@Resolver(() => IndicatorType)
export class FreshnessResolver {
  constructor(
    private readonly reads: FreshnessReads,
    private readonly today: () => string,
  ) {}

  @BatchedField(() => FreshnessType, {
    description: "How up to date it is: its last period, what is due next and by when, and whether that is late.",
    args: () => FreshnessArgs,
    needs: [],
  })
  async freshness(indicators: readonly IndicatorRow[], args: FreshnessArgs, { viewer }: Context) {
    const on = args.on ?? this.today();
    const ids = [...new Set(indicators.map(({ id }) => id))];
    const arrivals = await this.reads.lastArrivals(viewer, ids, on);
    const byId = new Map(arrivals.map((arrival) => [arrival.id, freshnessOn(on, arrival)]));
    return indicators.map(({ id }) => byId.get(id) ?? null);
  }
}
