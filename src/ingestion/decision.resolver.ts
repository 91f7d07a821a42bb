import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Role } from "../access/viewer.js";
import { Allows } from "../graphql/allows.js";
import type { Context } from "../graphql/context.js";
import { DecideRejectedRowsArgs } from "./decision.inputs.js";
import { DismissPayloadType, ReleasePayloadType } from "./decision.type.js";
import type { RowDecisions } from "./row-decisions.js";

const WHO = "For the role AGENCY, for rows of its own indicators, and STEWARD.";

@Resolver()
export class DecisionResolver {
  constructor(private readonly decisions: RowDecisions) {}

  @Allows(Role.AGENCY)
  @Mutation(() => ReleasePayloadType, {
    description: `Publishes rows that were held back or flagged, as they came, in one data version; other rows that contradict them are dismissed. ${WHO} userErrors: NOT_FOUND, CONFLICT (decided already), INVALID (refused rows, or two rows of one observation), BUSY (something else is being published: try again).`,
  })
  releaseRejectedRows(@Args(() => DecideRejectedRowsArgs) { input }: DecideRejectedRowsArgs, @Ctx() context: Context) {
    return this.decisions.release(context.viewer, input.ids);
  }

  @Allows(Role.AGENCY)
  @Mutation(() => DismissPayloadType, {
    description: `Decides that rows are not published: they are not asked about again while their source sends the same. ${WHO} userErrors: NOT_FOUND, CONFLICT (decided already), BUSY.`,
  })
  dismissRejectedRows(@Args(() => DecideRejectedRowsArgs) { input }: DecideRejectedRowsArgs, @Ctx() context: Context) {
    return this.decisions.dismiss(context.viewer, input.ids);
  }
}
