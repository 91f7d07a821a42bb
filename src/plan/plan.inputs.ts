import { ArgsType, Field, InputType, Int, registerEnumType } from "type-graphql";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";

@InputType("PlanFilter", {
  description: "Which plans. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class PlanFilter {
  @Field(() => [String], { nullable: true, description: "One of these codes." })
  codes?: string[];

  @Field(() => [Int], { nullable: true, description: "For one of these years." })
  years?: number[];

  @Field(() => [PlanFilter], {
    nullable: true,
    description: "What matches every one of these filters; an empty list or a null in it is BAD_USER_INPUT.",
  })
  and?: PlanFilter[];

  @Field(() => [PlanFilter], {
    nullable: true,
    description: "What matches at least one of these filters; an empty list or a null in it is BAD_USER_INPUT.",
  })
  or?: PlanFilter[];

  @Field(() => PlanFilter, {
    nullable: true,
    description: "What does not match this filter; null or empty is BAD_USER_INPUT.",
  })
  not?: PlanFilter;
}

/** What plans may be ordered by. */
export enum PlanOrderField {
  CODE = "CODE",
  YEAR = "YEAR",
}
registerEnumType(PlanOrderField, {
  name: "PlanOrderField",
  description: "What plans may be ordered by.",
  valuesConfig: { CODE: { description: "Code." }, YEAR: { description: "Year." } },
});

@InputType("PlanOrder", { description: "How plans are ordered." })
export class PlanOrder {
  @Field(() => PlanOrderField, {
    description: "What the list is ordered by; items without it come last in both directions.",
  })
  field!: PlanOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class PlansArgs extends PageArgs {
  @Field(() => PlanFilter, { nullable: true, description: "Which plans; all when left out." })
  filter?: PlanFilter;

  @Field(() => PlanOrder, { nullable: true, description: "Order, by code when left out." })
  orderBy?: PlanOrder;
}

@ArgsType()
export class PlanArgs {
  @Field(() => String, { description: "The plan's code." })
  code!: string;
}
