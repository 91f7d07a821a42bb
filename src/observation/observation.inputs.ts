import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { DecimalScalar } from "../graphql/scalars.js";
import { ObservationStatus } from "./observation-enums.js";
import { BreakdownFilter, PeriodInput } from "./period.inputs.js";
import { SeriesFilter } from "./series.inputs.js";

@InputType("DecimalRange", { description: "A range of exact values; each bound may be left out." })
export class DecimalRange {
  @Field(() => DecimalScalar, { nullable: true, description: "At least this." })
  gte?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "More than this." })
  gt?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "At most this." })
  lte?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Less than this." })
  lt?: string | null;
}

@InputType("ObservationFilter", {
  description:
    "Which observations. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class ObservationFilter extends SeriesFilter {
  @Field(() => PeriodInput, { nullable: true, description: "In these periods." })
  period?: PeriodInput;

  @Field(() => [ObservationStatus], { nullable: true, description: "With one of these statuses." })
  statuses?: ObservationStatus[];

  @Field(() => DecimalRange, { nullable: true, description: "With a value in this range." })
  value?: DecimalRange;

  @Field(() => [ObservationFilter], { nullable: true, description: ALL_OF })
  override and?: ObservationFilter[];

  @Field(() => [ObservationFilter], { nullable: true, description: ANY_OF })
  override or?: ObservationFilter[];

  @Field(() => ObservationFilter, { nullable: true, description: NOT_THIS })
  override not?: ObservationFilter;
}

/** What observations may be ordered by. */
export enum ObservationOrderField {
  SERIES = "SERIES",
  PERIOD = "PERIOD",
  VALUE = "VALUE",
}
registerEnumType(ObservationOrderField, {
  name: "ObservationOrderField",
  description: "What observations may be ordered by.",
  valuesConfig: {
    SERIES: { description: "Series, then period: the fastest." },
    PERIOD: { description: "First day of the period." },
    VALUE: { description: "Value; observations without one come last." },
  },
});

@InputType("ObservationOrder", { description: "How observations are ordered." })
export class ObservationOrder {
  @Field(() => ObservationOrderField, { description: ORDERED_BY })
  field!: ObservationOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class ObservationsArgs extends PageArgs {
  @Field(() => ObservationFilter, { description: "Which observations; `{}` for all." })
  filter!: ObservationFilter;

  @Field(() => ObservationOrder, { nullable: true, description: "Order, by series and period when left out." })
  orderBy?: ObservationOrder;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

/** Which series of an indicator: the province's total when nothing is said. */
@ArgsType()
export class SeriesChoiceArgs {
  @Field(() => String, { nullable: true, description: "Code of the area; the province when left out." })
  area?: string | null;

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "Members of its dimensions; a dimension that is not named is its total.",
  })
  breakdown?: BreakdownFilter[] | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

@ArgsType()
export class IndicatorObservationsArgs extends PageArgs {
  @Field(() => PeriodInput, { nullable: true, description: "In these periods; all when left out." })
  period?: PeriodInput | null;

  @Field(() => [String], { nullable: true, description: "Codes of areas; the province when left out." })
  areas?: string[] | null;

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "Members of its dimensions; a dimension that is not named is its total.",
  })
  breakdown?: BreakdownFilter[] | null;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "Oldest or newest period first." })
  direction!: OrderDirection;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
