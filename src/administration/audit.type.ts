import { Field, ObjectType } from "type-graphql";
import { ViewerKind } from "../access/viewer.js";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import { AuditKind, AuditOutcome } from "./administration-enums.js";

@ObjectType("AuditEntry", {
  implements: NodeType,
  description: "Who did what, when, from where, and how it ended.",
})
export class AuditEntryType extends NodeType {
  @Field(() => DateTimeScalar, { description: "When it happened, in UTC." })
  at!: Date;

  @Field(() => AuditKind, { description: "What it is about." })
  kind!: AuditKind;

  @Field(() => String, {
    description: "What was done: the name of a field at the root, or signIn, signInBraked, readHidden.",
  })
  action!: string;

  @Field(() => AuditOutcome, { description: "How it ended." })
  outcome!: AuditOutcome;

  @Field(() => ViewerKind, { description: "What kind of caller it was." })
  actorKind!: ViewerKind;

  @Field(() => String, {
    nullable: true,
    description: "The client's id or the person's subject; null for anonymous callers.",
  })
  actorId!: string | null;

  @Field(() => String, { nullable: true, description: "What the caller was called then." })
  actorName!: string | null;

  @Field(() => String, { nullable: true, description: "Network address that the request came from." })
  address!: string | null;

  @Field(() => String, { nullable: true, description: "The request's id, as the server's log has it." })
  requestId!: string | null;

  @Field(() => String, { nullable: true, description: "What it was done to: a code, a key, a client's id." })
  subject!: string | null;
}

export const AuditEntryConnectionType = connectionType("AuditEntry", () => AuditEntryType);
