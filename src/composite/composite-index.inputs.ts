import { ArgsType, Field, Int } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";
import { LocalDateScalar } from "../graphql/scalars.js";
import { PeriodInput } from "../observation/period.inputs.js";

@ArgsType()
export class CompositeIndexArgs {
  @Field(() => String, { description: "Code of the index, such as DTI." })
  code!: string;

  @Field(() => String, { nullable: true, description: "Its version by name, such as 2022; the newest when left out." })
  version?: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: "The version that is valid on this day. Stands without `version`.",
  })
  on?: string | null;
}

@ArgsType()
export class CompositeValuesArgs extends PageArgs {
  @Field(() => PeriodInput, { nullable: true, description: "In these periods; all when left out." })
  period?: PeriodInput | null;

  @Field(() => [String], { nullable: true, description: "In these areas; ranks are among them." })
  areas?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "In areas of this level: 1 province, 2 district, 3 commune; ranks are among them.",
  })
  areaLevel?: number | null;
}
