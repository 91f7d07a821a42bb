import { Field, Int, ObjectType } from "type-graphql";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";
import { ObservationType } from "../observation/observation.type.js";
import { ProgressMeasure, ProgressMethod, ProgressStatus } from "./plan-enums.js";

@ObjectType("Progress", {
  description:
    "How a target stands on a day (tiến độ thực hiện): status, the numbers it follows from, and a sentence. Values are exact, in the target's unit; percents are rounded to 4 decimals. The method: docs/progress.md.",
})
export class ProgressType {
  @Field(() => LocalDateScalar, { description: "The day that it is about." })
  on!: string;

  @Field(() => ProgressStatus, { description: "How the target stands." })
  status!: ProgressStatus;

  @Field(() => Boolean, { description: "Is what was promised reached: is the status ACHIEVED?" })
  isMet!: boolean;

  @Field(() => ObservationType, {
    nullable: true,
    description:
      "The newest observation that counts: of a period that has ended by the day and by the due date, with a value, no forecast. Null while there is none.",
  })
  actual!: unknown;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The value that is compared: that of `actual`, or the total of the year so far; `measure` tells which.",
  })
  actualValue!: string | null;

  @Field(() => ProgressMeasure, { description: "Which value is compared." })
  measure!: ProgressMeasure;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day that the compared value covers." })
  measuredUntil!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Percent of the days of the year so far that a YEAR_TO_DATE value covers: below 100 some periods have no value. Null for other values.",
  })
  coverage!: string | null;

  @Field(() => Boolean, {
    description:
      "Is the compared value, or a part of it, not final: PROVISIONAL, ESTIMATED, IMPUTED, UNVALIDATED or LOW_RELIABILITY?",
  })
  isProvisional!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "What was expected on the day, rounded to 6 decimals; null before the path begins, or where there is none.",
  })
  expected!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "What was promised; for BETWEEN the lower end." })
  target!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The upper end of what was promised; only for BETWEEN." })
  targetUpper!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Where it began, as the plan says; null when it does not.",
  })
  baseline!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Day of the baseline." })
  baselineDate!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Percent of the promised value (tỷ lệ hoàn thành kế hoạch): 100 is reached. Less is better: promised / actual. Null where the quotient says nothing: a promised value of 0 or below, or an actual one of 0 or below where less is better.",
  })
  achievement!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Percent of the way from the baseline to the promised value; negative when it went the other way. Null without a baseline, or where there was no gap.",
  })
  gapClosed!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Percent of the improvement that was expected by the day: 100 is as expected. Null where no improvement was expected.",
  })
  pace!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "Value on the due date if the pace stays, within the indicator's valid range, rounded to 6 decimals. Null after the due date and where no path tells.",
  })
  projected!: string | null;

  @Field(() => ProgressMethod, { description: "How it is told what was expected." })
  method!: ProgressMethod;

  @Field(() => Int, { description: "Days from the day to the due date; negative when it has passed." })
  daysLeft!: number;
}
