import { Field, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DecimalScalar, LocalDateScalar } from "../graphql/scalars.js";

@ObjectType("CompositeIndex", {
  description:
    "An index made of several indicators (chỉ số tổng hợp), in one of its versions: the weighted mean of its components, times `scale`.",
})
export class CompositeIndexType {
  @Field(() => String, { description: "Code of the index." })
  code!: string;

  @Field(() => String, { description: "Name of this version, such as 2022." })
  version!: string;

  @Field(() => LocalDateScalar, { description: "First day of this version's validity." })
  validFrom!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "First day on which this version is no longer valid; null while it is.",
  })
  validTo!: string | null;

  @Field(() => DecimalScalar, { description: "What the weighted mean is multiplied by." })
  scale!: string;

  @Field(() => Int, { nullable: true, description: "Decimals that values are rounded to; null leaves all digits." })
  decimals!: number | null;
}

@ObjectType("CompositeComponent", { description: "An indicator's part in a composite index." })
export class CompositeComponentType {
  @Field(() => DecimalScalar, { description: "Its weight, in the index's own points." })
  weight!: string;

  @Field(() => DecimalScalar, { description: "Its weight as a part of all weights, 0 to 1, rounded to ten decimals." })
  share!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The value that counts as 0; values beyond count as 0 too. Null: values are taken as they are.",
  })
  worst!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The value that counts as 1; smaller than `worst` where less is better. Null: values are taken as they are.",
  })
  best!: string | null;
}

@ObjectType("Contribution", { description: "What one component brings to the value of a composite index." })
export class ContributionType {
  @Field(() => DecimalScalar, { nullable: true, description: "The component's own value, in its indicator's unit." })
  value!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "The same from 0 to 1, between `worst` and `best`." })
  normalised!: string | null;

  @Field(() => DecimalScalar, { description: "Its weight as it was entered; `share` is its part of all weights." })
  weight!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Its part of the index's value, rounded to ten decimals; all of them add up to the value.",
  })
  part!: string | null;
}

@ObjectType("CompositeIndexValue", { description: "A composite index in one area and period." })
export class CompositeIndexValueType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: "Exact value; null as long as a component is missing: a part of an index is no index.",
  })
  value!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Rank among the areas asked for, in the same period, largest first; equal values share a rank.",
  })
  rank!: number | null;

  @Field(() => [ContributionType], {
    description: "What each component brings; those without an observation in this area and period are left out.",
  })
  contributions!: ContributionType[];
}

export const CompositeIndexValueConnectionType = connectionType("CompositeIndexValue", () => CompositeIndexValueType);
