import { Field, Int, ObjectType } from "type-graphql";
import { DateTimeScalar, LocalDateScalar } from "../graphql/scalars.js";
import { PeriodInfoType } from "../observation/observation.type.js";

@ObjectType("Freshness", {
  description:
    "How up to date an indicator is on a day, told from the series of its own frequency that you may see. What was published after that day does not count.",
})
export class FreshnessType {
  @Field(() => PeriodInfoType, {
    nullable: true,
    description: "The last period that has arrived; null before the first.",
  })
  lastPeriod!: PeriodInfoType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When a publication last brought something for it: a new value, a revision or a withdrawal; null when none did.",
  })
  lastPublishedAt!: Date | null;

  @Field(() => PeriodInfoType, {
    nullable: true,
    description:
      "The period that has to arrive next, over or not; null without a regular frequency and when none is left in the indicator's life.",
  })
  nextDuePeriod!: PeriodInfoType | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The last day on which `nextDuePeriod` is on time: its last day plus `deliveryDays`.",
  })
  dueBy!: string | null;

  @Field(() => Int, {
    description:
      "Days after the end of a period by which it has to arrive. By frequency, where the indicator has none of its own: daily 1, weekly 3, monthly 10, quarterly 20, half-yearly 30, yearly 60.",
  })
  deliveryDays!: number;

  @Field(() => Boolean, { description: "Is the day after `dueBy`? On the day itself it is not late." })
  isLate!: boolean;

  @Field(() => Int, { description: "Days since `dueBy`; 0 when it is not late." })
  daysLate!: number;
}
