import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { PeriodScalar } from "../graphql/scalars.js";
import { Frequency } from "../shared/frequency.js";
import { Provenance } from "./observation-enums.js";

@ObjectType("Breakdown", { description: "The member of one dimension that a series is about." })
export class BreakdownType {
  @Field(() => String, { description: "Code of the dimension, such as SEX." })
  dimension!: string;

  @Field(() => String, { description: "Code of its member, such as F." })
  code!: string;
}

@ObjectType("Series", {
  implements: NodeType,
  description:
    "One indicator in one area, with one breakdown, at one frequency: what observations belong to. Its coverage tells what is there.",
})
export class SeriesType extends NodeType {
  @Field(() => String, {
    description: "Readable unique key: frequency, indicator, area, breakdown, as in `M.TC001.77._T`.",
  })
  key!: string;

  @Field(() => Frequency, { description: "How often it is observed." })
  frequency!: Frequency;

  @Field(() => Provenance, { description: "Published figures, a sample, or delivered by a source." })
  provenance!: Provenance;

  @Field(() => Int, { description: "Number of current observations." })
  observationCount!: number;

  @Field(() => PeriodScalar, { nullable: true, description: "First period with an observation." })
  firstPeriod!: string | null;

  @Field(() => PeriodScalar, { nullable: true, description: "Last period with an observation." })
  lastPeriod!: string | null;

  @Field(() => [BreakdownType], { description: "The members it is broken down to; empty for a total." })
  breakdown!: BreakdownType[];
}

export const SeriesConnectionType = connectionType("Series", () => SeriesType);
