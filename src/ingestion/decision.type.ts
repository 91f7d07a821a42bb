import { Field, ID, Int, ObjectType } from "type-graphql";
import { UserErrorType } from "../graphql/user-error.type.js";

@ObjectType("ReleaseRejectedRowsPayload", { description: "What was published." })
export class ReleasePayloadType {
  @Field(() => Int, { description: "Rows that were released; 0 when there are errors." })
  released!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The data version that they are published in; null where the warehouse said all of it already.",
  })
  version!: string | null;

  @Field(() => [UserErrorType], { description: "Why nothing was released; empty if it was." })
  userErrors!: UserErrorType[];
}

@ObjectType("DismissRejectedRowsPayload", { description: "What was dismissed." })
export class DismissPayloadType {
  @Field(() => Int, { description: "Rows that were dismissed; 0 when there are errors." })
  dismissed!: number;

  @Field(() => [UserErrorType], { description: "Why nothing was dismissed; empty if it was." })
  userErrors!: UserErrorType[];
}
