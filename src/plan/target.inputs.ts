import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { Provenance } from "../observation/observation-enums.js";
import { ProgressStatus, TargetComparator } from "./plan-enums.js";

@InputType("TargetFilter", {
  description: "Which targets. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class TargetFilter {
  @Field(() => [String], { nullable: true, description: "One of these codes." })
  codes?: string[];

  @Field(() => [String], { nullable: true, description: "Of one of these plans." })
  plans?: string[];

  @Field(() => [String], { nullable: true, description: "Under a pillar with one of these codes." })
  pillars?: string[];

  @Field(() => [String], { nullable: true, description: "One of these agencies is responsible." })
  agencies?: string[];

  @Field(() => [String], { nullable: true, description: "Measured by one of these indicators." })
  indicators?: string[];

  @Field(() => [TargetComparator], { nullable: true, description: "Compared in one of these ways." })
  comparators?: TargetComparator[];

  @Field(() => Boolean, {
    nullable: true,
    description: "With (true) or without (false) an indicator that measures it.",
  })
  isMeasured?: boolean;

  @Field(() => LocalDateScalar, { nullable: true, description: "Due on this day or before." })
  dueBy?: string;

  @Field(() => [Provenance], { nullable: true, description: "Of one of these provenances." })
  provenance?: Provenance[];

  @Field(() => [ProgressStatus], {
    nullable: true,
    description: "Standing in one of these ways, on the day of `on` (today when left out).",
  })
  statuses?: ProgressStatus[];

  @Field(() => [TargetFilter], { nullable: true, description: ALL_OF })
  and?: TargetFilter[];

  @Field(() => [TargetFilter], { nullable: true, description: ANY_OF })
  or?: TargetFilter[];

  @Field(() => TargetFilter, { nullable: true, description: NOT_THIS })
  not?: TargetFilter;
}

/** What targets may be ordered by. */
export enum TargetOrderField {
  CODE = "CODE",
  NAME = "NAME",
  DUE_DATE = "DUE_DATE",
  VALUE = "VALUE",
  STATUS = "STATUS",
}
registerEnumType(TargetOrderField, {
  name: "TargetOrderField",
  description: "What targets may be ordered by.",
  valuesConfig: {
    CODE: { description: "Code." },
    NAME: { description: "Vietnamese name, in Vietnamese order." },
    DUE_DATE: { description: "Day by which it is due." },
    VALUE: { description: "Value promised." },
    STATUS: {
      description:
        "How it stands on the day of `on` (today when left out), in the order of ProgressStatus: ACHIEVED first.",
    },
  },
});

@InputType("TargetOrder", { description: "How targets are ordered." })
export class TargetOrder {
  @Field(() => TargetOrderField, { description: ORDERED_BY })
  field!: TargetOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class TargetsArgs extends PageArgs {
  @Field(() => TargetFilter, { nullable: true, description: "Which targets; all when left out." })
  filter?: TargetFilter;

  @Field(() => TargetOrder, { nullable: true, description: "Order, by code when left out." })
  orderBy?: TargetOrder;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      "Targets as they read on this day, and as they stand on it where statuses are asked for; as their newest version reads when left out.",
  })
  on?: string | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

@ArgsType()
export class TargetArgs {
  @Field(() => String, { description: "The target's code." })
  code!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "As it read on this day; as its newest version reads when left out.",
  })
  on?: string | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
