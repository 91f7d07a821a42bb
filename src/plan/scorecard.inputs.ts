import { ArgsType, Field, ID } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { ProgressArgs } from "./progress.inputs.js";

@ArgsType()
export class ScorecardArgs extends ProgressArgs {
  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "Tell the change since this earlier day, with the same data version unless `sinceAsOf` names another.",
  })
  since?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Tell the change since this data version, such as that of the last report; for `since`, or for the same day. An unknown version is BAD_USER_INPUT.",
  })
  sinceAsOf?: string | null;
}
