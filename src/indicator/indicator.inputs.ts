import { ArgsType, Field, InputType, registerEnumType } from "type-graphql";
import { AccessClass } from "../access/viewer.js";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { Frequency } from "../shared/frequency.js";
import { Aggregation, Direction } from "./indicator-enums.js";

@InputType("IndicatorFilter", {
  description:
    "Which indicators. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class IndicatorFilter {
  @Field(() => [String], { nullable: true, description: "One of these codes." })
  codes?: string[];

  @Field(() => [String], { nullable: true, description: "Owned by an agency with one of these codes." })
  agencies?: string[];

  @Field(() => [String], { nullable: true, description: "Under one of these topics, or a topic below them." })
  topics?: string[];

  @Field(() => [String], { nullable: true, description: "In one of these units." })
  units?: string[];

  @Field(() => [Frequency], { nullable: true, description: "Reported at one of these frequencies." })
  frequencies?: Frequency[];

  @Field(() => [Direction], { nullable: true, description: "With one of these directions." })
  directions?: Direction[];

  @Field(() => [Aggregation], { nullable: true, description: "Combined over time in one of these ways." })
  aggregations?: Aggregation[];

  @Field(() => [AccessClass], { nullable: true, description: "In one of these access classes." })
  access?: AccessClass[];

  @Field(() => Boolean, { nullable: true, description: "With (true) or without (false) a target in some plan." })
  hasTarget?: boolean;

  @Field(() => LocalDateScalar, { nullable: true, description: "Valid on this day." })
  validOn?: string;

  @Field(() => [IndicatorFilter], { nullable: true, description: ALL_OF })
  and?: IndicatorFilter[];

  @Field(() => [IndicatorFilter], { nullable: true, description: ANY_OF })
  or?: IndicatorFilter[];

  @Field(() => IndicatorFilter, { nullable: true, description: NOT_THIS })
  not?: IndicatorFilter;
}

/** What indicators may be ordered by. */
export enum IndicatorOrderField {
  CODE = "CODE",
  NAME = "NAME",
  ABBREVIATION = "ABBREVIATION",
  NATIONAL_CODE = "NATIONAL_CODE",
}
registerEnumType(IndicatorOrderField, {
  name: "IndicatorOrderField",
  description: "What indicators may be ordered by.",
  valuesConfig: {
    CODE: { description: "Code." },
    NAME: { description: "Vietnamese name, in Vietnamese order." },
    ABBREVIATION: { description: "Abbreviation; those without come last." },
    NATIONAL_CODE: { description: "Code in the national system; those without come last." },
  },
});

@InputType("IndicatorOrder", { description: "How indicators are ordered." })
export class IndicatorOrder {
  @Field(() => IndicatorOrderField, { description: ORDERED_BY })
  field!: IndicatorOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class IndicatorsArgs extends PageArgs {
  @Field(() => IndicatorFilter, { nullable: true, description: "Which indicators; all when left out." })
  filter?: IndicatorFilter;

  @Field(() => String, {
    nullable: true,
    description:
      "Only those whose code, abbreviation, names or definition hold all these words, with or without Vietnamese accents.",
  })
  search?: string | null;

  @Field(() => IndicatorOrder, { nullable: true, description: "Order, by code when left out." })
  orderBy?: IndicatorOrder;
}

@ArgsType()
export class IndicatorArgs {
  @Field(() => String, { description: "The indicator's code." })
  code!: string;
}
