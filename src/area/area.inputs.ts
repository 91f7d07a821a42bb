import { ArgsType, Field, InputType, Int, registerEnumType } from "type-graphql";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { AreaKind } from "./area-kind.js";

@InputType("AreaFilter", {
  description: "Which areas. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class AreaFilter {
  @Field(() => [String], { nullable: true, description: "One of these codes." })
  codes?: string[];

  @Field(() => [AreaKind], { nullable: true, description: "One of these kinds." })
  kinds?: AreaKind[];

  @Field(() => [Int], { nullable: true, description: "Of one of these levels: 1 province, 2 district, 3 commune." })
  levels?: number[];

  @Field(() => [String], { nullable: true, description: "Directly below an area with one of these codes." })
  parents?: string[];

  @Field(() => LocalDateScalar, { nullable: true, description: "Valid on this day." })
  validOn?: string;

  @Field(() => [AreaFilter], { nullable: true, description: ALL_OF })
  and?: AreaFilter[];

  @Field(() => [AreaFilter], { nullable: true, description: ANY_OF })
  or?: AreaFilter[];

  @Field(() => AreaFilter, { nullable: true, description: NOT_THIS })
  not?: AreaFilter;
}

/** What areas may be ordered by. */
export enum AreaOrderField {
  CODE = "CODE",
  NAME = "NAME",
  LEVEL = "LEVEL",
}
registerEnumType(AreaOrderField, {
  name: "AreaOrderField",
  description: "What areas may be ordered by.",
  valuesConfig: {
    CODE: { description: "Code." },
    NAME: { description: "Vietnamese name, in Vietnamese order." },
    LEVEL: { description: "Level, the province first." },
  },
});

@InputType("AreaOrder", { description: "How areas are ordered." })
export class AreaOrder {
  @Field(() => AreaOrderField, { description: ORDERED_BY })
  field!: AreaOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class AreasArgs extends PageArgs {
  @Field(() => AreaFilter, { nullable: true, description: "Which areas; all when left out." })
  filter?: AreaFilter;

  @Field(() => AreaOrder, { nullable: true, description: "Order, by code when left out." })
  orderBy?: AreaOrder;
}

@ArgsType()
export class AreaArgs {
  @Field(() => String, { description: "The area's code." })
  code!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The area that had the code on this day; the newest one when left out.",
  })
  on?: string | null;
}
