import { Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { AmendedField } from "./plan-enums.js";

@ObjectType("AmendedChange", { description: "One thing that an amendment changed." })
export class AmendedChangeType {
  @Field(() => AmendedField, { description: "What was changed." })
  field!: AmendedField;

  @Field(() => String, {
    nullable: true,
    description:
      "What it was, as `Target` gives it; null when it was nothing, and for PILLAR, AGENCY, INDICATOR, UNIT: ask `before`.",
  })
  before!: string | null;

  @Field(() => String, { nullable: true, description: "What it is now, in the same form." })
  after!: string | null;
}

@ObjectType("TargetAmendment", {
  description: "A decision that put another wording in the place of a target's earlier one (điều chỉnh chỉ tiêu).",
})
export class TargetAmendmentType {
  @Field(() => LocalDateScalar, { description: "First day on which it reads so." })
  validFrom!: string;

  @Field(() => String, { nullable: true, description: "Number of the decision, such as 99/QĐ-UBND." })
  decision!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Day of the decision." })
  decidedOn!: string | null;

  @Field(() => [AmendedChangeType], { description: "What it changed." })
  changes!: AmendedChangeType[];
}
