import { ArgsType, Field, ID } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { LocalDateScalar } from "../graphql/scalars.js";

@ArgsType()
export class ProgressArgs {
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      "The day that is asked about: no later figure counts. Today in the province's time zone when left out.",
  })
  on?: string | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
