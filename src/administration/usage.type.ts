import { Field, Int, ObjectType } from "type-graphql";
import { ViewerKind } from "../access/viewer.js";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";

@ObjectType("ClientUsage", {
  implements: NodeType,
  description: "What one caller used on one day. All anonymous callers are one.",
})
export class ClientUsageType extends NodeType {
  @Field(() => LocalDateScalar, { description: "The day, in the warehouse's time zone." })
  day!: string;

  @Field(() => ViewerKind, { description: "What kind of caller it was." })
  kind!: ViewerKind;

  @Field(() => String, {
    nullable: true,
    description: "The client's id or the person's subject; null for anonymous callers.",
  })
  actorId!: string | null;

  @Field(() => String, { nullable: true, description: "What the caller is called." })
  name!: string | null;

  @Field(() => Int, { description: "Operations that were answered." })
  operations!: number;

  @Field(() => Int, { description: "Those of them that were answered with errors." })
  errors!: number;

  @Field(() => DecimalScalar, { description: "Their costs together, in points; 0 where costs are not counted." })
  cost!: string;

  @Field(() => DecimalScalar, { description: "Bytes of the answers together, as they were sent." })
  bytes!: string;
}

export const ClientUsageConnectionType = connectionType("ClientUsage", () => ClientUsageType);
