import { ArgsType, Field, ID, Int, createUnionType, registerEnumType } from "type-graphql";
import { AgencyType } from "../agency/agency.type.js";
import { AreaType } from "../area/area.type.js";
import { AS_OF_DESCRIPTION } from "../graphql/as-of.js";
import { connectionType } from "../graphql/connection.type.js";
import { IndicatorType } from "../indicator/indicator.type.js";
import { TopicType } from "../indicator/catalogue.type.js";
import { PlanType, TargetType } from "../plan/plan.type.js";

/** What can be searched for. */
export enum SearchType {
  INDICATOR = "INDICATOR",
  TARGET = "TARGET",
  AGENCY = "AGENCY",
  AREA = "AREA",
  TOPIC = "TOPIC",
  PLAN = "PLAN",
}
registerEnumType(SearchType, {
  name: "SearchType",
  description: "What can be searched for.",
  valuesConfig: {
    INDICATOR: { description: "Indicators, by code, names, abbreviation and definition." },
    TARGET: { description: "Targets, in their newest version." },
    AGENCY: { description: "Agencies." },
    AREA: { description: "Areas." },
    TOPIC: { description: "Topics." },
    PLAN: { description: "Plans." },
  },
});

export const SearchItemType = createUnionType({
  name: "SearchItem",
  description: "Something that a search found.",
  types: () => [IndicatorType, TargetType, AgencyType, AreaType, TopicType, PlanType] as const,
  resolveType: (row) => (row as unknown as { __typename: string }).__typename,
});

export const SearchConnectionType = connectionType("Search", () => SearchItemType as never);

@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    description: "Words to look for, in Vietnamese with or without accents, or in English; 1 to 200 characters.",
  })
  text!: string;

  @Field(() => [SearchType], { nullable: true, description: "Only these kinds; all when left out." })
  types?: SearchType[] | null;

  @Field(() => Int, { nullable: true, description: "How many, 1 to 100; 20 when left out." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Continue after this cursor." })
  after?: string | null;

  @Field(() => ID, { nullable: true, description: AS_OF_DESCRIPTION })
  asOf?: string | null;
}
