import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { NodeType } from "../graphql/node.type.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { AreaKind } from "./area-kind.js";

registerEnumType(AreaKind, {
  name: "AreaKind",
  description: "Kinds of administrative units.",
  valuesConfig: {
    COUNTRY: { description: "The country." },
    PROVINCE: { description: "Province or city under the central government (tỉnh, thành phố trực thuộc trung ương)." },
    PROVINCIAL_CITY: { description: "City of a province (thành phố thuộc tỉnh)." },
    DISTRICT_TOWN: { description: "Town at district level (thị xã)." },
    DISTRICT: { description: "District (huyện, quận)." },
    WARD: { description: "Ward (phường)." },
    TOWNSHIP: { description: "Township (thị trấn)." },
    COMMUNE: { description: "Commune (xã)." },
    OTHER: { description: "Another kind of area." },
  },
});

@ObjectType("Area", {
  implements: NodeType,
  description:
    "An administrative unit as it stood for some time: where something is measured. Its code may name another unit later.",
})
export class AreaType extends NodeType {
  @Field(() => String, { description: "Official code. Reused over time: with `validFrom` it names one area." })
  code!: string;

  @Field(() => AreaKind, { description: "What kind of unit it is." })
  kind!: AreaKind;

  @Field(() => Int, { description: "1 province, 2 district, 3 commune; 0 is the country." })
  level!: number;

  @Field(() => LocalDateScalar, { description: "First day on which this area stands as described." })
  validFrom!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "First day on which it no longer does; null while it does.",
  })
  validTo!: string | null;
}

export const AreaConnectionType = connectionType("Area", () => AreaType);
