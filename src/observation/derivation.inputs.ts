import { ArgsType, Field, InputType, Int, registerEnumType } from "type-graphql";
import { DecimalScalar, PeriodScalar } from "../graphql/scalars.js";
import { Aggregation } from "../indicator/indicator-enums.js";
import { Frequency } from "../shared/frequency.js";

/** What is made from the values of a series, point by point. */
export enum Transform {
  VALUE = "VALUE",
  CHANGE = "CHANGE",
  PERCENT_CHANGE = "PERCENT_CHANGE",
  CHANGE_ON_YEAR = "CHANGE_ON_YEAR",
  PERCENT_CHANGE_ON_YEAR = "PERCENT_CHANGE_ON_YEAR",
  CUMULATIVE_YEAR = "CUMULATIVE_YEAR",
  MOVING_AVERAGE = "MOVING_AVERAGE",
  INDEX = "INDEX",
}

/** Why a derived point has no value, where its status alone would not tell. */
export enum NoValueReason {
  INCOMPLETE = "INCOMPLETE",
  NO_BASE = "NO_BASE",
  DIVISION_BY_ZERO = "DIVISION_BY_ZERO",
  BREAK = "BREAK",
}

registerEnumType(Transform, {
  name: "Transform",
  description:
    "What is made from the values, point by point, exactly in decimals. Sums and differences keep all digits; quotients are rounded half to even to 20 significant digits. A gap is never bridged: what needs a missing value is null. `docs/api.md` has the formulas.",
  valuesConfig: {
    VALUE: { description: "The values themselves." },
    CHANGE: { description: "Difference from the previous period, in the indicator's unit (so với kỳ trước)." },
    PERCENT_CHANGE: {
      description:
        "The same in percent of the previous period's value without its sign, so that a rise is positive from negative values too.",
    },
    CHANGE_ON_YEAR: {
      description: "Difference from the same period of the year before, in the indicator's unit (so với cùng kỳ).",
    },
    PERCENT_CHANGE_ON_YEAR: {
      description: "The same in percent of the value of the year before, without its sign.",
    },
    CUMULATIVE_YEAR: {
      description:
        "Sum from the first period of the year (of the reporting calendar) to this one (lũy kế); only for indicators that add up.",
    },
    MOVING_AVERAGE: { description: "Mean of this and the periods before it, `window` in all." },
    INDEX: { description: "100 times the value divided by that of the `base` period." },
  },
});
registerEnumType(NoValueReason, {
  name: "NoValueReason",
  description: "Why a derived point has no value, beside its status.",
  valuesConfig: {
    INCOMPLETE: { description: "Too few of the periods that it is made from have a value; status MISSING." },
    NO_BASE: {
      description: "What it is compared with has no value or does not exist; status MISSING, or SUPPRESSED.",
    },
    DIVISION_BY_ZERO: { description: "What it is divided by is zero; status NOT_APPLICABLE." },
    BREAK: { description: "The series has a break between the two compared periods; status NOT_APPLICABLE." },
  },
});

@InputType("CollapseInput", { description: "Values of short periods combined into longer ones." })
export class CollapseInput {
  @Field(() => Frequency, {
    description:
      "The longer periods: of the indicator's own reporting calendar. OTHER means the first nine months of each year. Days combine into all others, months and quarters into longer ones, half-years into years, weeks into none (they cross the ends of months and years).",
  })
  frequency!: Frequency;

  @Field(() => Aggregation, {
    nullable: true,
    description:
      "How they combine; the indicator's own aggregation when left out. Refused with BAD_USER_INPUT: anything for an indicator whose aggregation is NONE, and SUM for one that does not add up (stocks, ranks, percentages, averages).",
  })
  method?: Aggregation | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The smallest share of short periods with a value, more than 0 and at most 1, at which a longer one gets its value; 1 when left out, so that no incomplete year is summed. Below it the point is null, MISSING, with the reason INCOMPLETE.",
  })
  minCoverage?: string | null;
}

/** How the points of a series are derived from its observations: first `collapse`, then `transform`. */
@ArgsType()
export class DerivationArgs {
  @Field(() => CollapseInput, {
    nullable: true,
    description: "Combine into longer periods first. `coverage` then tells how much of each was there.",
  })
  collapse?: CollapseInput | null;

  @Field(() => Transform, {
    defaultValue: Transform.VALUE,
    description:
      "What is made from the values. It looks back before `period` and `last`, which choose among the results.",
  })
  transform!: Transform;

  @Field(() => Int, { nullable: true, description: "Periods in a MOVING_AVERAGE, 2 to 366; only with that." })
  window?: number | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description:
      "The period that is 100 in an INDEX; only with that. A period of the points, or a longer one, whose mean is taken and which must be complete.",
  })
  base?: string | null;
}
