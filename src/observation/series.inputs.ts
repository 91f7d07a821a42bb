import { ArgsType, Field, ID, Int, InputType, registerEnumType } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { ALL_OF, ANY_OF, NOT_THIS, ORDERED_BY } from "../graphql/descriptions.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { Aggregation } from "../indicator/indicator-enums.js";
import { Frequency } from "../shared/frequency.js";
import { Provenance } from "./observation-enums.js";
import { BreakdownFilter } from "./period.inputs.js";

@InputType("SeriesFilter", {
  description: "Which series. Fields are joined by AND; null and empty lists are errors; unknown codes are NOT_FOUND.",
})
export class SeriesFilter {
  @Field(() => [String], { nullable: true, description: "One of these keys." })
  keys?: string[];

  @Field(() => [String], { nullable: true, description: "Of one of these indicators." })
  indicators?: string[];

  @Field(() => [String], { nullable: true, description: "Of indicators owned by one of these agencies." })
  agencies?: string[];

  @Field(() => [String], {
    nullable: true,
    description: "Of indicators under one of these topics, or a topic below them.",
  })
  topics?: string[];

  @Field(() => [String], { nullable: true, description: "Of indicators in one of these units." })
  units?: string[];

  @Field(() => [Aggregation], {
    nullable: true,
    description: "Of indicators that are combined over time in one of these ways.",
  })
  aggregations?: Aggregation[];

  @Field(() => [String], { nullable: true, description: "In one of these areas." })
  areas?: string[];

  @Field(() => [Int], {
    nullable: true,
    description: "In areas of one of these levels: 1 province, 2 district, 3 commune.",
  })
  areaLevels?: number[];

  @Field(() => [Frequency], { nullable: true, description: "At one of these frequencies." })
  frequencies?: Frequency[];

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "With these members; dimensions that are not named are free.",
  })
  breakdown?: BreakdownFilter[];

  @Field(() => [Provenance], { nullable: true, description: "Of one of these provenances." })
  provenance?: Provenance[];

  @Field(() => [SeriesFilter], { nullable: true, description: ALL_OF })
  and?: SeriesFilter[];

  @Field(() => [SeriesFilter], { nullable: true, description: ANY_OF })
  or?: SeriesFilter[];

  @Field(() => SeriesFilter, { nullable: true, description: NOT_THIS })
  not?: SeriesFilter;
}

/** What series may be ordered by. */
export enum SeriesOrderField {
  KEY = "KEY",
  LAST_PERIOD = "LAST_PERIOD",
  OBSERVATION_COUNT = "OBSERVATION_COUNT",
}
registerEnumType(SeriesOrderField, {
  name: "SeriesOrderField",
  description: "What series may be ordered by.",
  valuesConfig: {
    KEY: { description: "Key." },
    LAST_PERIOD: { description: "Start of the last period observed; series without observations come last." },
    OBSERVATION_COUNT: { description: "Number of observations." },
  },
});

@InputType("SeriesOrder", { description: "How series are ordered." })
export class SeriesOrder {
  @Field(() => SeriesOrderField, { description: ORDERED_BY })
  field!: SeriesOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: "In which direction." })
  direction!: OrderDirection;
}

@ArgsType()
export class SeriesArgs extends PageArgs {
  @Field(() => SeriesFilter, { nullable: true, description: "Which series; all when left out." })
  filter?: SeriesFilter;

  @Field(() => SeriesOrder, { nullable: true, description: "Order, by key when left out." })
  orderBy?: SeriesOrder;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
