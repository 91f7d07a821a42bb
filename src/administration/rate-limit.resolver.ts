import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { Live } from "../graphql/live.js";
import { AppError } from "../shared/errors.js";
import { RateLimitArgs, RateLimitType } from "./rate-limit.type.js";

@Resolver(() => RateLimitType)
export class RateLimitResolver {
  @Live()
  @Query(() => RateLimitType, { description: "How much you may ask, and what this operation costs of it." })
  rateLimit(@Args(() => RateLimitArgs) _args: RateLimitArgs, @Ctx() { budget }: Context) {
    if (!budget) throw new AppError("INTERNAL", "nobody counts");
    const { limit, cost, remaining, allowance, window } = budget;
    const resetAt = limit === null ? null : new Date(window.endsAt);
    return { limit, cost: cost ?? 1, maxCost: allowance.maxCost, remaining, resetAt };
  }
}
