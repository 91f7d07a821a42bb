import { Field, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { PeriodInfoType } from "../observation/observation.type.js";

@ObjectType("MissingDelivery", {
  description: "A period of an indicator that has not arrived although its due date is over.",
})
export class MissingDeliveryType {
  @Field(() => PeriodInfoType, { description: "The period that is missing." })
  period!: PeriodInfoType;

  @Field(() => LocalDateScalar, { description: "The last day on which it would have been on time." })
  dueBy!: string;

  @Field(() => Int, { description: "Days since `dueBy`, at least 1." })
  daysLate!: number;
}

@ObjectType("Completeness", {
  description:
    "What an agency owes for some periods, and what of it has arrived by a day. One delivery is one period of one indicator that you may see; it has arrived as soon as one of its series has it. `expected` is `received` + `missing` + `pending`; `received` is `onTime` + `late`.",
})
export class CompletenessType {
  @Field(() => Int, {
    description: "Deliveries whose period lies in the periods asked about and in the indicator's life.",
  })
  expected!: number;

  @Field(() => Int, { description: "Those that have arrived." })
  received!: number;

  @Field(() => Int, { description: "Those whose first version was published on the due date or before it." })
  onTime!: number;

  @Field(() => Int, { description: "Those that have arrived after their due date." })
  late!: number;

  @Field(() => Int, { description: "Those that have not arrived although their due date is over: late today." })
  missing!: number;

  @Field(() => Int, { description: "Those that have not arrived and still have time, the due date itself included." })
  pending!: number;
}
