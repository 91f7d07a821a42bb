import { Field, Float, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DecimalScalar, LocalDateScalar, PeriodScalar } from "../graphql/scalars.js";
import { PeriodKind } from "../shared/period-kind.js";
import { ObservationStatus } from "./observation-enums.js";

@ObjectType("PeriodInfo", {
  description: "A reporting period: its code, and the days it stands for in the indicator's calendar.",
})
export class PeriodInfoType {
  @Field(() => PeriodScalar, { description: "Canonical SDMX code, such as 2023-08." })
  code!: string;

  @Field(() => PeriodKind, { description: "What kind of period it is." })
  kind!: PeriodKind;

  @Field(() => LocalDateScalar, { description: "First day." })
  start!: string;

  @Field(() => LocalDateScalar, { description: "Last day, included." })
  end!: string;
}

@ObjectType("Observation", {
  implements: NodeType,
  description: "One value of one series in one period (số liệu): the current one.",
})
export class ObservationType extends NodeType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Exact value in the indicator's unit; null when `status` says why there is none.",
  })
  value!: string | null;

  @Field(() => ObservationStatus, { description: "What the value is worth, or why there is none." })
  status!: ObservationStatus;

  @Field(() => String, { nullable: true, description: "A remark of the agency on this value." })
  comment!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "The value as a floating-point number, for charts; `value` is the exact one.",
  })
  valueFloat!: number | null;
}

export const ObservationConnectionType = connectionType("Observation", () => ObservationType);
