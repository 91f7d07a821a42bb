import { Args, Mutation, Resolver } from "type-graphql";
import { Role } from "../access/viewer.js";
import { Allows } from "../graphql/allows.js";
import { SetIndicatorAccessArgs, SetSeriesAccessArgs } from "./access-class.inputs.js";
import type { AccessClassService } from "./access-class.service.js";
import { AccessPayloadType } from "./access-class.type.js";

@Resolver()
export class AccessClassResolver {
  constructor(private readonly service: AccessClassService) {}

  @Allows(Role.STEWARD)
  @Mutation(() => AccessPayloadType, { description: "Says who may read an indicator. For the role STEWARD." })
  setIndicatorAccess(@Args(() => SetIndicatorAccessArgs) { input }: SetIndicatorAccessArgs) {
    return this.service.setOfIndicator(input);
  }

  @Allows(Role.STEWARD)
  @Mutation(() => AccessPayloadType, {
    description:
      "Makes an exception for one series, which is then closer than its indicator, or ends it. For the role STEWARD.",
  })
  setSeriesAccess(@Args(() => SetSeriesAccessArgs) { input }: SetSeriesAccessArgs) {
    return this.service.setOfSeries(input);
  }
}
