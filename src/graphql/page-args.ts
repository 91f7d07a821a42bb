import { ArgsType, Field, Int } from "type-graphql";

/** The arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: "How many from the start of the list, 1 to 100." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Continue after this cursor." })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: "How many from the end of the list, 1 to 100." })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Stop before this cursor." })
  before?: string | null;
}
