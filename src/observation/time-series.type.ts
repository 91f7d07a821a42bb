import { ArgsType, Field, Float, ID, Int, ObjectType } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { DecimalScalar, LocalDateScalar, PeriodScalar } from "../graphql/scalars.js";
import { DerivationArgs } from "./derivation.inputs.js";
import { Fill, ObservationStatus } from "./observation-enums.js";
import { BreakdownFilter, PeriodInput } from "./period.inputs.js";
import { SeriesType } from "./series.type.js";

@ObjectType("DataPoint", { description: "One point of a time series." })
export class DataPointType {
  @Field(() => PeriodScalar, { description: "Code of the period." })
  period!: string;

  @Field(() => LocalDateScalar, { description: "First day of the period." })
  start!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Exact value; null when `status` says why there is none.",
  })
  value!: string | null;

  @Field(() => Float, { nullable: true, description: "The value as a floating-point number." })
  valueFloat!: number | null;

  @Field(() => ObservationStatus, { description: "What the value is worth, or why there is none." })
  status!: ObservationStatus;
}

@ObjectType("TimeSeries", {
  description:
    "The observations of one series, by period, as parallel columns for charts: `values[i]` belongs to `periods[i]`.",
})
export class TimeSeriesType {
  @Field(() => SeriesType, { description: "The series that the points belong to." })
  series!: SeriesType;

  @Field(() => [PeriodScalar], { description: "Codes of the periods." })
  periods!: string[];

  @Field(() => [LocalDateScalar], { description: "First days of the periods." })
  starts!: string[];

  @Field(() => [DecimalScalar], {
    nullable: "items",
    description: "Exact values; null where `statuses` says why there is none.",
  })
  values!: (string | null)[];

  @Field(() => [Float], { nullable: "items", description: "The values as floating-point numbers." })
  valuesFloat!: (number | null)[];

  @Field(() => [ObservationStatus], { description: "What each value is worth, or why there is none." })
  statuses!: ObservationStatus[];

  @Field(() => [DataPointType], {
    description: "The same points as objects, for tables; larger and slower than the columns.",
  })
  points!: DataPointType[];
}

/** Which points of a series, and what is made of them. */
@ArgsType()
export class SeriesTimelineArgs extends DerivationArgs {
  @Field(() => PeriodInput, { nullable: true, description: "In these periods; all when left out." })
  period?: PeriodInput | null;

  @Field(() => Int, { nullable: true, description: "Only the last so many points of each series, 1 to 10,000." })
  last?: number | null;

  @Field(() => Fill, { defaultValue: Fill.NONE, description: "What to do about periods without an observation." })
  fill!: Fill;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}

@ArgsType()
export class TimelineArgs extends SeriesTimelineArgs {
  @Field(() => String, { nullable: true, description: "Code of the area; the province when left out." })
  area?: string | null;

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "Members of its dimensions; a dimension that is not named is its total.",
  })
  breakdown?: BreakdownFilter[] | null;
}

@ArgsType()
export class TimeSeriesArgs extends SeriesTimelineArgs {
  @Field(() => [String], { description: "Codes of 1 to 100 indicators." })
  indicators!: string[];

  @Field(() => [String], { nullable: true, description: "Codes of up to 100 areas; the province when left out." })
  areas?: string[] | null;

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "Members of their dimensions; a dimension that is not named is its total.",
  })
  breakdown?: BreakdownFilter[] | null;
}
