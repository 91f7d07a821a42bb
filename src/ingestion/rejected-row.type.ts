import { Field, ID, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { RejectedState, Severity } from "./sync-run.inputs.js";

@ObjectType("RejectedRow", {
  description: "A row of a delivery that was not simply taken: what came, and the rule that it did not keep.",
})
export class RejectedRowType {
  @Field(() => ID, { description: "Number of the row." })
  id!: number;

  @Field(() => Severity, { description: "What became of it." })
  severity!: Severity;

  @Field(() => RejectedState, { description: "What was decided about it." })
  state!: RejectedState;

  @Field(() => String, { description: "Code of the rule." })
  rule!: string;

  @Field(() => String, { description: "Where it stood in the delivery: `page 3, record 17`." })
  place!: string;

  @Field(() => String, {
    nullable: true,
    description: "Name of the field or column in the source; null for the whole row.",
  })
  field!: string | null;

  @Field(() => String, { nullable: true, description: "What stood there, up to 200 characters." })
  value!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Key of the series that it would belong to, where it says so much.",
  })
  seriesKey!: string | null;
}

export const RejectedRowConnectionType = connectionType("RejectedRow", () => RejectedRowType);
