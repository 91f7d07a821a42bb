import { Field, ObjectType } from "type-graphql";
import { AccessClass, Role, Scope, ViewerKind } from "../access/viewer.js";
import { WarehouseLimitsType } from "../publication/publication.type.js";

@ObjectType("Viewer", { description: "Who asks, and what he may." })
export class ViewerType {
  @Field(() => ViewerKind, { description: "What kind of caller you are." })
  kind!: ViewerKind;

  @Field(() => String, { nullable: true, description: "What you are called here; null for anonymous callers." })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What stays the same when the name changes: a client's id, a person's subject.",
  })
  actorId!: string | null;

  @Field(() => Role, { nullable: true, description: "What you are here for; null for anonymous callers." })
  role!: Role | null;

  @Field(() => [Scope], { description: "What your credential may be used for." })
  scopes!: Scope[];

  @Field(() => [AccessClass], {
    description:
      "Classes of the indicators that you may read, whoever owns them. An AGENCY reads all of its own beside these.",
  })
  classes!: AccessClass[];

  @Field(() => [String], { description: "Queries and mutations that are not for everyone, and that you may call." })
  allowed!: string[];

  @Field(() => WarehouseLimitsType, { description: "What one request of yours may ask for." })
  limits!: WarehouseLimitsType;
}
