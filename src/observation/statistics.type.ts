import { Field, Int, ObjectType } from "type-graphql";
import { DecimalScalar } from "../graphql/scalars.js";
import { DataPointType } from "./time-series.type.js";

@ObjectType("Trend", {
  description:
    "The straight line that fits the values best by least squares. A missing period keeps its place on the line's time axis.",
})
export class TrendType {
  @Field(() => DecimalScalar, { description: "Rise in one period, in `unit`; negative when it falls." })
  slope!: string;

  @Field(() => DecimalScalar, {
    description: "Rise in one year, in `yearlyUnit`; a year has 365.2425 days or 52.1775 weeks.",
  })
  slopePerYear!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Share of the values' variance that the line explains, 0 to 1; null when all values are equal.",
  })
  rSquared!: string | null;
}

@ObjectType("OutlierPoint", { description: "A point far from the others." })
export class OutlierPointType extends DataPointType {
  @Field(() => DecimalScalar, {
    description: "Its robust z-score: 0.6745 (value - median) / MAD; negative below the median.",
  })
  score!: string;
}

@ObjectType("Outliers", {
  description:
    "Values whose robust z-score is over the threshold. MAD is the median of the distances from the median; where it is 0, their mean times 1.253314 stands for MAD / 0.6745.",
})
export class OutliersType {
  @Field(() => DecimalScalar, { description: "Values below this are outliers." })
  lower!: string;

  @Field(() => DecimalScalar, { description: "Values above this are outliers." })
  upper!: string;

  @Field(() => DecimalScalar, { description: "Largest score without a sign that is no outlier: 3.5." })
  threshold!: string;

  @Field(() => [OutlierPointType], { description: "The outliers, by period." })
  points!: OutlierPointType[];
}

@ObjectType("SeriesStatistics", {
  description:
    "Statistics of the points of a series that have a value, whatever their status. Computed exactly; quotients and roots are rounded half to even once, to 20 significant digits.",
})
export class SeriesStatisticsType {
  @Field(() => Int, { description: "Points with a value." })
  count!: number;

  @Field(() => Int, {
    description:
      "Periods that could have one: those of the window, or from the first to the last point where it is open.",
  })
  expectedCount!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Share of the expected periods without a value, 0 to 1; null when none is expected.",
  })
  missingShare!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Mean; null without values." })
  mean!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The middle value, or the mean of the two middle ones, with all digits; null without values.",
  })
  median!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Standard deviation of a sample (divided by count - 1); null with fewer than two values.",
  })
  standardDeviation!: string | null;

  @Field(() => DataPointType, { nullable: true, description: "The smallest value; the earliest of equal ones." })
  minimum!: DataPointType | null;

  @Field(() => DataPointType, { nullable: true, description: "The largest value; the earliest of equal ones." })
  maximum!: DataPointType | null;

  @Field(() => DataPointType, { nullable: true, description: "The earliest point with a value." })
  first!: DataPointType | null;

  @Field(() => DataPointType, { nullable: true, description: "The latest point with a value." })
  last!: DataPointType | null;

  @Field(() => TrendType, {
    nullable: true,
    description: "Linear trend; null with fewer than two values, and for periods without a regular step.",
  })
  trend!: TrendType | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Share of the variance around the trend that the season explains, adjusted for degrees of freedom, 0 (none) to 1. Seasons are months, quarters, halves or weeks of the year (week 53 goes with week 52), and the days of the week for daily series. Null where one of them has fewer than two values, and for years.",
  })
  seasonalityStrength!: string | null;

  @Field(() => OutliersType, {
    nullable: true,
    description: "Values far from the others; null with fewer than three values, and when all are equal.",
  })
  outliers!: OutliersType | null;
}
