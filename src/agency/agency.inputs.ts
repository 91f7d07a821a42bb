import { ArgsType, Field, InputType, registerEnumType } from "type-graphql";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { AgencyKind } from "./agency-kind.js";

@InputType("AgencyFilter", {
  description:
    "Which agencies. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class AgencyFilter {
  @Field(() => [String], { nullable: true, description: "One of these codes." })
  codes?: string[];

  @Field(() => [AgencyKind], { nullable: true, description: "One of these kinds." })
  kinds?: AgencyKind[];

  @Field(() => LocalDateScalar, { nullable: true, description: "Valid on this day." })
  validOn?: string;

  @Field(() => [AgencyFilter], { nullable: true, description: ALL_OF })
  and?: AgencyFilter[];

  @Field(() => [AgencyFilter], { nullable: true, description: ANY_OF })
  or?: AgencyFilter[];

  @Field(() => AgencyFilter, { nullable: true, description: NOT_THIS })
  not?: AgencyFilter;
}

/** What agencies may be ordered by. */
export enum AgencyOrderField {
  CODE = "CODE",
  NAME = "NAME",
}
registerEnumType(AgencyOrderField, {
  name: "AgencyOrderField",
  description: "What agencies may be ordered by.",
  valuesConfig: { CODE: { description: "Code." }, NAME: { description: "Vietnamese name, in Vietnamese order." } },
});

@InputType("AgencyOrder", { description: "How agencies are ordered." })
export class AgencyOrder {
  @Field(() => AgencyOrderField, { description: ORDERED_BY })
  field!: AgencyOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class AgenciesArgs extends PageArgs {
  @Field(() => AgencyFilter, { nullable: true, description: "Which agencies; all when left out." })
  filter?: AgencyFilter;

  @Field(() => AgencyOrder, { nullable: true, description: "Order, by code when left out." })
  orderBy?: AgencyOrder;
}

@ArgsType()
export class AgencyArgs {
  @Field(() => String, { description: "The agency's code." })
  code!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The agency that had the code on this day; the newest one when left out.",
  })
  on?: string | null;
}
