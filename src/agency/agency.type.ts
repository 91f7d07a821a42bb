import { Field, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { AgencyKind } from "./agency-kind.js";

registerEnumType(AgencyKind, {
  name: "AgencyKind",
  description: "Under whom an agency stands.",
  valuesConfig: {
    PROVINCIAL: {
      description: "Specialised agency under the provincial People's Committee (cơ quan chuyên môn thuộc UBND tỉnh).",
    },
    CENTRAL: { description: "Central agency located in the province (cơ quan trung ương đóng trên địa bàn)." },
  },
});

@ObjectType("Agency", {
  implements: NodeType,
  description:
    "An agency that sends, publishes and owns indicators. Names, parent, lists and counts are fields of their own.",
})
export class AgencyType extends NodeType {
  @Field(() => String, {
    description: "Official identification code. Reused over time: with `validFrom` it names one agency.",
  })
  code!: string;

  @Field(() => String, { nullable: true, description: "Short name that people use, such as STC." })
  abbreviation!: string | null;

  @Field(() => AgencyKind, { description: "Under whom the agency stands." })
  kind!: AgencyKind;

  @Field(() => LocalDateScalar, { description: "First day on which this agency stands as described." })
  validFrom!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "First day on which it no longer does; null while it does.",
  })
  validTo!: string | null;
}

export const AgencyConnectionType = connectionType("Agency", () => AgencyType);
