import { Field, ObjectType } from "type-graphql";
import { AccessClass } from "../access/viewer.js";
import { UserErrorType } from "../graphql/user-error.type.js";

@ObjectType("AccessPayload", { description: "Who may read it now." })
export class AccessPayloadType {
  @Field(() => String, {
    nullable: true,
    description: "Code of the indicator or key of the series; null when there are errors.",
  })
  subject!: string | null;

  @Field(() => AccessClass, { nullable: true, description: "Its class; null for a series without an exception." })
  access!: AccessClass | null;

  @Field(() => [UserErrorType], { description: "Why nothing was changed; empty if it was." })
  userErrors!: UserErrorType[];
}
