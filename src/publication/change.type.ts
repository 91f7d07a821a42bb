import { Field, ID, Int, ObjectType } from "type-graphql";
import { PageInfoType } from "../graphql/connection.type.js";
import { DecimalScalar } from "../graphql/scalars.js";
import { ObservationStatus } from "../observation/observation-enums.js";
import { ChangeKind } from "./change.inputs.js";

@ObjectType("Change", {
  description:
    "What one publication did to one observation. Whoever applies changes in their order has what the warehouse has.",
})
export class ChangeType {
  @Field(() => ChangeKind, { description: "What happened." })
  kind!: ChangeKind;

  @Field(() => Int, { description: "The data version that it came with." })
  version!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The value from now on, exact, in the indicator's unit; null when it is missing or was withdrawn.",
  })
  value!: string | null;

  @Field(() => ObservationStatus, {
    nullable: true,
    description: "The status from now on; null when it was withdrawn.",
  })
  status!: ObservationStatus | null;

  @Field(() => String, { nullable: true, description: "The remark from now on; null when it was withdrawn." })
  comment!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The value that stood before; null for INSERTED." })
  previousValue!: string | null;

  @Field(() => ObservationStatus, {
    nullable: true,
    description: "The status that stood before; null for INSERTED.",
  })
  previousStatus!: ObservationStatus | null;
}

@ObjectType("ChangeEdge", { description: "One change in the feed, with its cursor." })
export class ChangeEdgeType {
  @Field(() => ChangeType, { description: "The change." })
  node!: ChangeType;

  @Field(() => String, { description: "Opaque place in the feed, for `after`; it stays good for ever." })
  cursor!: string;
}

@ObjectType("ChangeConnection", {
  description:
    "A page of the change feed, oldest first. While `hasNextPage` is true, or whenever a newer version is published, continue after `endCursor`.",
})
export class ChangeConnectionType {
  @Field(() => [ChangeType], { description: "The changes of this page." })
  nodes!: ChangeType[];

  @Field(() => [ChangeEdgeType], { description: "The changes of this page with their cursors." })
  edges!: ChangeEdgeType[];

  @Field(() => PageInfoType, { description: "Where this page lies in the feed." })
  pageInfo!: PageInfoType;

  @Field(() => ID, {
    description:
      "The newest data version when this page was read. When there is no next page, the feed has been read up to it.",
  })
  version!: string;
}
