import { ArgsType, Field, registerEnumType } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { SeriesChoiceArgs } from "../observation/observation.inputs.js";

/** What an observation is compared with. */
export enum Comparator {
  PREVIOUS_PERIOD = "PREVIOUS_PERIOD",
  SAME_PERIOD_LAST_YEAR = "SAME_PERIOD_LAST_YEAR",
  TARGET = "TARGET",
}

/** Which way the difference goes, as the indicator wants it. */
export enum Judgement {
  BETTER = "BETTER",
  WORSE = "WORSE",
  SAME = "SAME",
  NEUTRAL = "NEUTRAL",
}

registerEnumType(Comparator, {
  name: "Comparator",
  description: "What an observation is compared with.",
  valuesConfig: {
    PREVIOUS_PERIOD: { description: "The period directly before it (so với kỳ trước)." },
    SAME_PERIOD_LAST_YEAR: { description: "The same period of the year before (so với cùng kỳ)." },
    TARGET: {
      description:
        "What a plan promises: of the targets that this series measures and that are valid on the day, the one that is due next, or was due last.",
    },
  },
});
registerEnumType(Judgement, {
  name: "Judgement",
  description: "What a difference means for an indicator of its direction, or for a target.",
  valuesConfig: {
    BETTER: { description: "The way the indicator should go; more than the target asks." },
    WORSE: { description: "The other way; the target is not met." },
    SAME: { description: "No difference; exactly what the target asks." },
    NEUTRAL: { description: "A difference of an indicator for which neither way is better." },
  },
});

@ArgsType()
export class ComparisonArgs extends SeriesChoiceArgs {
  @Field(() => Comparator, { description: "What the newest observation is compared with." })
  with!: Comparator;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      "The day that is asked about: no period that ends later counts. When left out, the last observation with a value is compared, and targets are those of today in the province's time zone.",
  })
  on?: string | null;
}
