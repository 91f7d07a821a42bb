import { Field, Int, ObjectType } from "type-graphql";
import { AccessClass } from "../access/viewer.js";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";
import { Frequency } from "../shared/frequency.js";
import { Aggregation, Direction } from "./indicator-enums.js";

@ObjectType("Indicator", {
  implements: NodeType,
  description:
    "What is measured (chỉ tiêu thống kê): its meaning, unit and frequency, and the ways to its data and targets.",
})
export class IndicatorType extends NodeType {
  @Field(() => String, { description: "The indicator's code, such as TC001." })
  code!: string;

  @Field(() => String, { nullable: true, description: "Abbreviation that people use, such as GRDP." })
  abbreviation!: string | null;

  @Field(() => Int, { description: "Decimals with which values are reported." })
  decimals!: number;

  @Field(() => Frequency, { description: "How often it is reported." })
  frequency!: Frequency;

  @Field(() => Direction, { description: "Which way it should go." })
  direction!: Direction;

  @Field(() => Aggregation, { description: "How values of short periods combine into a longer one." })
  aggregation!: Aggregation;

  @Field(() => AccessClass, { description: "Who may read it." })
  access!: AccessClass;

  @Field(() => String, {
    nullable: true,
    description: "Code in the national statistical indicator system, if it has one.",
  })
  nationalCode!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Smallest valid value, in the indicator's unit." })
  minimum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Largest valid value, in the indicator's unit." })
  maximum!: string | null;

  @Field(() => LocalDateScalar, { description: "First day of its validity." })
  validFrom!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "First day on which it is no longer valid; null while it is.",
  })
  validTo!: string | null;
}

export const IndicatorConnectionType = connectionType("Indicator", () => IndicatorType);
