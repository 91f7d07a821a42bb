import { Field, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";
import { ObservationStatus } from "../observation/observation-enums.js";

/** Why a value stands no longer. */
export enum RevisionReason {
  REVISED = "REVISED",
  WITHDRAWN = "WITHDRAWN",
}
registerEnumType(RevisionReason, {
  name: "RevisionReason",
  description: "Why a value stands no longer.",
  valuesConfig: {
    REVISED: { description: "Another one took its place." },
    WITHDRAWN: { description: "It was taken back." },
  },
});

@ObjectType("Revision", { description: "One value of an observation, and the data versions in which it stood." })
export class RevisionType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Exact value in the indicator's unit; null when `status` says why there is none.",
  })
  value!: string | null;

  @Field(() => ObservationStatus, { description: "What the value was worth, or why there was none." })
  status!: ObservationStatus;

  @Field(() => String, { nullable: true, description: "The agency's remark on this value." })
  comment!: string | null;

  @Field(() => LocalDateScalar, { description: "Last day of the period, which a revision may correct." })
  periodEnd!: string;

  @Field(() => RevisionReason, { nullable: true, description: "Why it stands no longer; null while it does." })
  reason!: RevisionReason | null;
}

export const RevisionConnectionType = connectionType("Revision", () => RevisionType);
