import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DecimalScalar, PeriodScalar } from "../graphql/scalars.js";
import { ObservationStatus } from "../observation/observation-enums.js";

/** Why somebody has no rank. */
export enum RankingGap {
  NO_SERIES = "NO_SERIES",
  NOT_REPORTED = "NOT_REPORTED",
  NO_VALUE = "NO_VALUE",
}
registerEnumType(RankingGap, {
  name: "RankingGap",
  description: "Why somebody has no rank.",
  valuesConfig: {
    NO_SERIES: { description: "The indicator is not measured there." },
    NOT_REPORTED: { description: "It is measured there, but there is nothing for this period." },
    NO_VALUE: { description: "There is an observation without a value; `status` says why." },
  },
});

@ObjectType("RankingEntry", {
  description:
    "One area or agency in a ranking. Equal values share a rank and the next one is left out (15, 15, 17); those without a value come last, without a rank.",
})
export class RankType {
  @Field(() => Int, { nullable: true, description: "The rank, from 1; null without a value." })
  rank!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Exact value in the indicator's unit." })
  value!: string | null;

  @Field(() => ObservationStatus, {
    nullable: true,
    description: "What the value is worth, or why there is none; null when there is no observation.",
  })
  status!: ObservationStatus | null;

  @Field(() => RankingGap, { nullable: true, description: "Why there is no rank; null where there is one." })
  gap!: RankingGap | null;

  @Field(() => PeriodScalar, { description: "The period of the ranking." })
  period!: string;

  @Field(() => PeriodScalar, { nullable: true, description: "The earlier period that is compared with." })
  previousPeriod!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Exact value in the earlier period." })
  previousValue!: string | null;

  @Field(() => Int, { nullable: true, description: "Rank in the earlier period, among the same areas or agencies." })
  previousRank!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Places won since the earlier period; negative when lost, null where one of the ranks is missing.",
  })
  rankChange!: number | null;
}

export const RankConnectionType = connectionType("RankingEntry", () => RankType);
