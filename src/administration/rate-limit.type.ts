import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../graphql/scalars.js";

@ArgsType()
export class RateLimitArgs {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Only tell what the whole operation would cost, without running it: then `rateLimit` is all that is answered, and it counts with one point.",
  })
  dryRun!: boolean;
}

@ObjectType("RateLimit", {
  description:
    "How much you may ask, in points: one for ten rows, or for a page of a hundred points of series (docs/api.md). Counted in minutes by the clock.",
})
export class RateLimitType {
  @Field(() => Int, { nullable: true, description: "Points that you have each minute; null for no limit." })
  limit!: number | null;

  @Field(() => Int, { description: "Points that this operation costs." })
  cost!: number;

  @Field(() => Int, { description: "Most points that one operation of yours may cost." })
  maxCost!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Points that you have left after this operation; null for no limit.",
  })
  remaining!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When you have all of them again; null for no limit." })
  resetAt!: Date | null;
}
