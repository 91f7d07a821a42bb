import { Field, ObjectType } from "type-graphql";
import { DecimalScalar, PeriodScalar } from "../graphql/scalars.js";
import { NoValueReason } from "../observation/derivation.inputs.js";
import { ObservationStatus } from "../observation/observation-enums.js";
import { ObservationType } from "../observation/observation.type.js";
import { Comparator, Judgement } from "./indicator-comparison.inputs.js";

@ObjectType("Comparison", {
  description:
    "An observation beside what it is compared with. Differences are exact; `percent` is rounded half to even to 20 significant digits.",
})
export class ComparisonType {
  @Field(() => Comparator, { description: "With what it is compared." })
  with!: Comparator;

  @Field(() => ObservationType, { description: "The newest observation with a value." })
  current!: unknown;

  @Field(() => ObservationType, {
    nullable: true,
    description:
      "The observation of the earlier period, with or without a value; null where there is none, and for TARGET.",
  })
  previous!: unknown;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "Code of the earlier period, observed or not; null for TARGET, and where there is no such period.",
  })
  basePeriod!: string | null;

  @Field(() => DecimalScalar, {
    description:
      "The value that is compared: that of `current`, or the total of the year so far where a target is about totals.",
  })
  value!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The value that it is compared with; of a BETWEEN target its nearest end.",
  })
  base!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "`value` - `base`, in the indicator's unit; null when `reason` says why.",
  })
  difference!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "100 × `difference` / |`base`|; null for a base of zero.",
  })
  percent!: string | null;

  @Field(() => Judgement, { nullable: true, description: "Is it better or worse? Null without a difference." })
  judgement!: Judgement | null;

  @Field(() => ObservationStatus, {
    description: "What the difference is worth: the worse status of the two, or why there is none.",
  })
  status!: ObservationStatus;

  @Field(() => NoValueReason, { nullable: true, description: "Why `difference` or `percent` is null." })
  reason!: NoValueReason | null;
}
