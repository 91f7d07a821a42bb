import { Field, InputType } from "type-graphql";
import { LocalDateScalar, PeriodScalar } from "../graphql/scalars.js";
import { RelativePeriod } from "../shared/relative-period.js";

@InputType("PeriodInput", {
  description:
    "Which periods: those that lie wholly between `from` and `to`, exactly those `in` a list, or `relative` to a day. Codes stand for the dates of each indicator's own reporting calendar.",
})
export class PeriodInput {
  @Field(() => PeriodScalar, {
    nullable: true,
    description: "First period, included: 2023 means from the first day of 2023.",
  })
  from?: string | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "Last period, included: 2023 means to the last day of 2023.",
  })
  to?: string | null;

  @Field(() => [PeriodScalar], { nullable: true, description: "Exactly these periods, up to 250." })
  in?: string[] | null;

  @Field(() => RelativePeriod, { nullable: true, description: "A period told from `relativeTo`." })
  relative?: RelativePeriod | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day that `relative` is told from; today in the province's time zone when left out.",
  })
  relativeTo?: string | null;
}

@InputType("BreakdownFilter", { description: "Members of one dimension." })
export class BreakdownFilter {
  @Field(() => String, { description: "Code of the dimension, such as SEX." })
  dimension!: string;

  @Field(() => [String], { description: "Codes of its members; `_T` is the total." })
  codes!: string[];
}
