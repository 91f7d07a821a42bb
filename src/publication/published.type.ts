import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../graphql/scalars.js";

@ObjectType("PublishedCounts", {
  description: "What a publication did to the observations that you may see.",
})
export class PublishedCountsType {
  @Field(() => Int, { description: "Observations that are new." })
  created!: number;

  @Field(() => Int, { description: "Observations that were given another value, status or remark." })
  updated!: number;

  @Field(() => Int, { description: "Observations that were taken back." })
  withdrawn!: number;
}

@ObjectType("Published", {
  description:
    "The notice that a new data version is visible. It wakes clients and carries no data: ask for that, or read `changes`.",
})
export class PublishedType {
  @Field(() => ID, {
    description: "The new data version, as `warehouse` tells it, and as `asOf` and `changes(after:)` take it.",
  })
  version!: string;

  @Field(() => DateTimeScalar, { description: "When it was published." })
  at!: Date;
}

@ArgsType()
export class PublishedArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      "The last version that you know: newer ones that are there already are told at once, at most the newest 100. Only those from now on when left out. An unknown version is BAD_USER_INPUT.",
  })
  after?: string | null;
}
