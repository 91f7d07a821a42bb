import { Field, Int, ObjectType } from "type-graphql";
import { NodeType } from "../graphql/node.type.js";

@ObjectType("Unit", { implements: NodeType, description: "A unit of measure." })
export class UnitType extends NodeType {
  @Field(() => String, { description: "Code of the unit." })
  code!: string;
}

@ObjectType("Topic", {
  implements: NodeType,
  description: "A subject under which indicators are filed; topics form a tree.",
})
export class TopicType extends NodeType {
  @Field(() => String, { description: "Code of the topic." })
  code!: string;
}

@ObjectType("Dimension", {
  implements: NodeType,
  description: "What an indicator is broken down by, such as sex (phân tổ).",
})
export class DimensionType extends NodeType {
  @Field(() => String, { description: "Code of the dimension, such as SEX." })
  code!: string;
}

@ObjectType("DimensionCode", {
  description: "One member of a dimension. The total is `_T` in every dimension and is not listed.",
})
export class DimensionCodeType {
  @Field(() => String, { description: "Code of the member, such as F." })
  code!: string;
}

@ObjectType("ReportingCalendar", { description: "What dates a period's code stands for." })
export class ReportingCalendarType {
  @Field(() => String, { description: "Code of the calendar." })
  code!: string;

  @Field(() => Int, {
    description:
      "Day on which a report month begins: 1 for calendar months; 15 means from the 15th of the month before to the 14th.",
  })
  startDay!: number;
}
