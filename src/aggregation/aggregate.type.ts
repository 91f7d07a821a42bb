import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DecimalScalar, PeriodScalar } from "../graphql/scalars.js";
import { Frequency } from "../shared/frequency.js";
import { ObservationStatus } from "../observation/observation-enums.js";
import { AggregateMethod } from "./aggregate-enums.js";

@ObjectType("Aggregate", {
  description: "Observations that were put together. What they were not grouped by is null.",
})
export class AggregateType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The values as one, in the unit of the indicators; null when the group has no value.",
  })
  value!: string | null;

  @Field(() => AggregateMethod, { description: "How `value` was made." })
  method!: AggregateMethod;

  @Field(() => Int, { description: "Observations in the group: as many as `observations` lists." })
  count!: number;

  @Field(() => Int, { description: "Those that have a value." })
  valueCount!: number;

  @Field(() => Int, { description: "Those that have none: missing, suppressed, not collected." })
  missingCount!: number;

  @Field(() => Int, { description: "Series that they belong to." })
  seriesCount!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "How complete the group is, 0 to 1 with four decimals: its values, divided by those there would be if each of its series had one in every period - of the year when grouped by YEAR, else from the first to the last period of the group. Null where there is no regular step, and when grouped by STATUS.",
  })
  coverage!: string | null;

  @Field(() => PeriodScalar, { description: "First period of the group." })
  firstPeriod!: string;

  @Field(() => PeriodScalar, { description: "Last period of the group." })
  lastPeriod!: string;

  @Field(() => PeriodScalar, { nullable: true, description: "The period, when grouped by PERIOD." })
  period!: string | null;

  @Field(() => Int, { nullable: true, description: "The year, when grouped by YEAR." })
  year!: number | null;

  @Field(() => Int, { nullable: true, description: "The level of the areas, when grouped by AREA_LEVEL." })
  areaLevel!: number | null;

  @Field(() => ObservationStatus, { nullable: true, description: "The status, when grouped by STATUS." })
  status!: ObservationStatus | null;

  @Field(() => Frequency, { nullable: true, description: "The frequency, when grouped by FREQUENCY." })
  frequency!: Frequency | null;
}

export const AggregateConnectionType = connectionType("Aggregate", () => AggregateType);
