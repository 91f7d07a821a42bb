import { ArgsType, Field, Int } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { PeriodInput } from "../observation/period.inputs.js";

@ArgsType()
export class CompletenessArgs {
  @Field(() => PeriodInput, {
    description:
      "Which periods: each indicator owes those of its own frequency and reporting calendar. Needs `in`, `relative` (not LATEST) or `from`; without `to` it ends with `on`. At most 366 periods of an indicator, else TOO_EXPENSIVE.",
  })
  period!: PeriodInput;

  @Field(() => [String], {
    nullable: true,
    description: "Codes of agencies; all when left out. An unknown code is NOT_FOUND.",
  })
  agencies?: string[] | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The day that is asked about; today in the warehouse's time zone when left out.",
  })
  on?: string | null;
}

@ArgsType()
export class MissingArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many, 1 to 100." })
  first!: number;
}
