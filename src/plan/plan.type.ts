import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";
import { Provenance } from "../observation/observation-enums.js";
import { MilestoneKind, TargetComparator } from "./plan-enums.js";

@ObjectType("Plan", {
  implements: NodeType,
  description: "A plan (kế hoạch) with its targets, such as the digital transformation plan of a year.",
})
export class PlanType extends NodeType {
  @Field(() => String, { description: "The plan's code." })
  code!: string;

  @Field(() => Int, { description: "The year it is for." })
  year!: number;

  @Field(() => String, { nullable: true, description: "Number of the decision that issued it." })
  decisionNumber!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Day on which it was issued." })
  issuedOn!: string | null;
}

@ObjectType("Pillar", { implements: NodeType, description: "A part of a plan (trụ cột), such as digital government." })
export class PillarType extends NodeType {
  @Field(() => String, { description: "Code of the pillar within its plan, such as DIGITAL_GOVERNMENT." })
  code!: string;

  @Field(() => Int, { description: "Place among the plan's pillars, from 1." })
  position!: number;
}

@ObjectType("Milestone", { description: "A dated point on a target's way." })
export class MilestoneType {
  @Field(() => MilestoneKind, { description: "Where it began, or where it should be by then." })
  kind!: MilestoneKind;

  @Field(() => LocalDateScalar, { description: "Day on which the value holds." })
  date!: string;

  @Field(() => DecimalScalar, { description: "Exact value, in the target's unit." })
  value!: string;
}

@ObjectType("Target", {
  implements: NodeType,
  description:
    "What a plan promises (chỉ tiêu, mục tiêu): a value to reach by a day, measured by an indicator, or by none yet.",
})
export class TargetType extends NodeType {
  @Field(() => String, { description: "The target's code." })
  code!: string;

  @Field(() => TargetComparator, { description: "How the measured value is compared with `value`." })
  comparator!: TargetComparator;

  @Field(() => DecimalScalar, { nullable: true, description: "What was promised, exact, in `unit`." })
  value!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The upper end; only for BETWEEN." })
  upperValue!: string | null;

  @Field(() => LocalDateScalar, { description: "Last day on which it can be met in time (thời hạn)." })
  dueDate!: string;

  @Field(() => Provenance, {
    description:
      "PUBLISHED by the province (`citation` says where), DELIVERED in a plan that was loaded, or a SAMPLE made up for demonstration.",
  })
  provenance!: Provenance;

  @Field(() => String, { nullable: true, description: "The decision that set or amended it." })
  decision!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Day of that decision." })
  decidedOn!: string | null;

  @Field(() => LocalDateScalar, {
    description: "First day on which it reads so; an amendment has the same code and a later day.",
  })
  validFrom!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "First day on which it no longer reads so; null while it does.",
  })
  validTo!: string | null;
}

export const PlanConnectionType = connectionType("Plan", () => PlanType);
export const TargetConnectionType = connectionType("Target", () => TargetType);
