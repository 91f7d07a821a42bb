import { ArgsType, Field, ID, Int } from "type-graphql";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { OrderDirection } from "../graphql/order.js";
import { PageArgs } from "../graphql/page-args.js";
import { PeriodScalar } from "../graphql/scalars.js";
import { BreakdownFilter } from "../observation/period.inputs.js";

@ArgsType()
export class RankingArgs extends PageArgs {
  @Field(() => String, { description: "Code of the indicator by whose values is ranked." })
  indicator!: string;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "The period; when left out the latest one in which somebody has a value.",
  })
  period?: string | null;

  @Field(() => [String], { nullable: true, description: "Rank these areas, by their codes, up to 250." })
  areas?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Rank all areas of this level that are valid in the period, or have a figure for it: 1 province, 2 district, 3 commune.",
  })
  areaLevel?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Rank these agencies, by their codes, up to 250: the indicator is broken down by the dimension AGENCY, whose members are codes of agencies; who owns the indicator does not count. By their targets agencies stand in `Scorecard.byAgency`.",
  })
  agencies?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Where agencies are ranked: code of the area; the province when left out.",
  })
  area?: string | null;

  @Field(() => [BreakdownFilter], {
    nullable: true,
    description: "One member of each dimension; a dimension that is not named is its total.",
  })
  breakdown?: BreakdownFilter[] | null;

  @Field(() => OrderDirection, {
    nullable: true,
    description:
      "DESC: the largest value is first. When left out as the indicator's direction says; needed where that is NONE.",
  })
  order?: OrderDirection | null;

  @Field(() => PeriodScalar, {
    nullable: true,
    description: "Earlier period to compare ranks with; the one before `period` when left out.",
  })
  comparedWith?: string | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
