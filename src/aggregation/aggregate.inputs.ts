import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { DecimalScalar } from "../graphql/scalars.js";
import { DecimalRange, ObservationFilter } from "../observation/observation.inputs.js";
import { AggregateMethod, AggregateOrderField, GroupKey } from "./aggregate-enums.js";

@InputType("AggregateOrder", { description: "How groups are ordered." })
export class AggregateOrder {
  @Field(() => AggregateOrderField, { description: ORDERED_BY })
  field!: AggregateOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@InputType("AggregateHaving", { description: "Which groups are wanted. Fields are joined by AND." })
export class AggregateHaving {
  @Field(() => DecimalRange, { nullable: true, description: "With a value in this range." })
  value?: DecimalRange | null;

  @Field(() => Int, { nullable: true, description: "With at least so many values." })
  minValues?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "With at least this coverage, 0 to 1; groups of unknown coverage are left out.",
  })
  minCoverage?: string | null;
}

@ArgsType()
export class AggregateArgs extends PageArgs {
  @Field(() => ObservationFilter, {
    description: "Which observations, exactly as for `observations`; `{}` for all.",
  })
  filter!: ObservationFilter;

  @Field(() => [GroupKey], { description: "What they are put together by; `[]` puts all of them into one group." })
  groupBy!: GroupKey[];

  @Field(() => [String], {
    nullable: true,
    description: "Codes of dimensions, such as SEX, by whose members they are put together too; `_T` is the total.",
  })
  groupByDimensions?: string[] | null;

  @Field(() => AggregateMethod, {
    nullable: true,
    description: "How values become one. When left out, as the indicators of the group say of themselves.",
  })
  method?: AggregateMethod | null;

  @Field(() => AggregateHaving, { nullable: true, description: "Only groups like this." })
  having?: AggregateHaving | null;

  @Field(() => AggregateOrder, { nullable: true, description: "Order, by what they are grouped by when left out." })
  orderBy?: AggregateOrder | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
