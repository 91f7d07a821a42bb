import { ArgsType, Field, InputType } from "type-graphql";
import { ViewerKind } from "../access/viewer.js";
import { ALL_OF, ANY_OF, NOT_THIS } from "../graphql/descriptions.js";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";

@InputType("ClientUsageFilter", {
  description:
    "Whose usage, and when. Fields are joined by AND; null and empty lists are errors; unknown agencies are NOT_FOUND.",
})
export class ClientUsageFilter {
  @Field(() => [ViewerKind], { nullable: true, description: "Of one of these kinds of caller." })
  kinds?: ViewerKind[];

  @Field(() => [String], { nullable: true, description: "Of one of these clients' ids or persons' subjects." })
  actors?: string[];

  @Field(() => [String], { nullable: true, description: "Of callers of an agency with one of these codes." })
  agencies?: string[];

  @Field(() => LocalDateScalar, { nullable: true, description: "On this day or later." })
  from?: string;

  @Field(() => LocalDateScalar, { nullable: true, description: "On this day or earlier." })
  to?: string;

  @Field(() => [ClientUsageFilter], { nullable: true, description: ALL_OF })
  and?: ClientUsageFilter[];

  @Field(() => [ClientUsageFilter], { nullable: true, description: ANY_OF })
  or?: ClientUsageFilter[];

  @Field(() => ClientUsageFilter, { nullable: true, description: NOT_THIS })
  not?: ClientUsageFilter;
}

@ArgsType()
export class ClientUsageArgs extends PageArgs {
  @Field(() => ClientUsageFilter, { nullable: true, description: "Whose usage, and when; all when left out." })
  filter?: ClientUsageFilter;
}
