import { ArgsType, Field, InputType, Int, registerEnumType } from "type-graphql";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
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

  @Field(() => [PlanFilter], { nullable: true, description: ALL_OF })
  and?: PlanFilter[];

  @Field(() => [PlanFilter], { nullable: true, description: ANY_OF })
  or?: PlanFilter[];

  @Field(() => PlanFilter, { nullable: true, description: NOT_THIS })
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
  @Field(() => PlanOrderField, { description: ORDERED_BY })
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
