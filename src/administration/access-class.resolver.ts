import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Role } from "../access/viewer.js";
import { Allows } from "../graphql/allows.js";
import type { Context } from "../graphql/context.js";
import { SetIndicatorAccessArgs, SetSeriesAccessArgs } from "./access-class.inputs.js";
import type { AccessClassService } from "./access-class.service.js";
import { AccessPayloadType } from "./access-class.type.js";

@Resolver()
export class AccessClassResolver {
  constructor(private readonly service: AccessClassService) {}

  @Allows(Role.AGENCY)
  @Mutation(() => AccessPayloadType, {
    description: "Says who may read an indicator. For the role AGENCY, for its own ones, and STEWARD.",
  })
  setIndicatorAccess(
    @Args(() => SetIndicatorAccessArgs) { input }: SetIndicatorAccessArgs,
    @Ctx() { viewer }: Context,
  ) {
    return this.service.setOfIndicator(viewer, input);
  }

  @Allows(Role.AGENCY)
  @Mutation(() => AccessPayloadType, {
    description:
      "Makes an exception for one series, which is then closer than its indicator, or ends it. For the role AGENCY, for its own ones, and STEWARD.",
  })
  setSeriesAccess(@Args(() => SetSeriesAccessArgs) { input }: SetSeriesAccessArgs, @Ctx() { viewer }: Context) {
    return this.service.setOfSeries(viewer, input);
  }
}
