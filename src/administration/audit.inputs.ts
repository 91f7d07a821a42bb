import { ArgsType, Field, InputType } from "type-graphql";
import { ViewerKind } from "../access/viewer.js";
import { ALL_OF, ANY_OF, NOT_THIS } from "../graphql/descriptions.js";
import { PageArgs } from "../graphql/page-args.js";
import { DateTimeScalar } from "../graphql/scalars.js";
import { AuditKind, AuditOutcome } from "./administration-enums.js";

@InputType("AuditFilter", {
  description: "Which entries of the audit log. Fields are joined by AND; null and empty lists are errors.",
})
export class AuditFilter {
  @Field(() => [AuditKind], { nullable: true, description: "About one of these." })
  kinds?: AuditKind[];

  @Field(() => [AuditOutcome], { nullable: true, description: "That ended in one of these ways." })
  outcomes?: AuditOutcome[];

  @Field(() => [String], { nullable: true, description: "One of these actions, such as createApiClient." })
  actions?: string[];

  @Field(() => [ViewerKind], { nullable: true, description: "By one of these kinds of caller." })
  actorKinds?: ViewerKind[];

  @Field(() => [String], { nullable: true, description: "By one of these clients' ids or persons' subjects." })
  actors?: string[];

  @Field(() => [String], { nullable: true, description: "From one of these network addresses." })
  addresses?: string[];

  @Field(() => [String], { nullable: true, description: "About one of these subjects." })
  subjects?: string[];

  @Field(() => [String], { nullable: true, description: "In one of these requests." })
  requestIds?: string[];

  @Field(() => DateTimeScalar, { nullable: true, description: "At this moment or later." })
  since?: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Before this moment." })
  until?: Date;

  @Field(() => [AuditFilter], { nullable: true, description: ALL_OF })
  and?: AuditFilter[];

  @Field(() => [AuditFilter], { nullable: true, description: ANY_OF })
  or?: AuditFilter[];

  @Field(() => AuditFilter, { nullable: true, description: NOT_THIS })
  not?: AuditFilter;
}

@ArgsType()
export class AuditLogArgs extends PageArgs {
  @Field(() => AuditFilter, { nullable: true, description: "Which entries; all when left out." })
  filter?: AuditFilter;
}
