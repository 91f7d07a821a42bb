import { ArgsType, Field, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { PlanType } from "./plan.type.js";
import { ProgressArgs } from "./progress.inputs.js";
import { ProgressType } from "./progress.type.js";
import { ScorecardType } from "./scorecard.type.js";

@ArgsType()
export class PlanComparisonArgs extends ProgressArgs {
  @Field(() => [String], {
    description: "Codes of 1 to 20 plans, in the order in which they are to stand; unknown ones are NOT_FOUND.",
  })
  codes!: string[];
}

@ObjectType("ComparedPlan", { description: "One plan among those that are compared." })
export class ComparedPlanType {
  @Field(() => PlanType, { description: "The plan." })
  plan!: PlanType;

  @Field(() => ScorecardType, {
    description:
      "Its scorecard on the day; after the due dates it no longer changes, because what comes later does not count.",
  })
  scorecard!: ScorecardType;
}

@ObjectType("RecurringEntry", { description: "How a promise stands in one of the plans that make it." })
export class RecurringEntryType {
  @Field(() => ProgressType, { description: "How that plan's target stands." })
  progress!: ProgressType;
}

@ObjectType("RecurringTarget", { description: "A promise that several of the plans make, each in its own target." })
export class RecurringTargetType {
  @Field(() => String, { description: "What their targets have in common: `Target.lineage`." })
  lineage!: string;

  @Field(() => [RecurringEntryType], { description: "Its targets, in the order of the plans." })
  entries!: RecurringEntryType[];
}

@ObjectType("PlanComparison", { description: "Plans side by side, such as those of several years." })
export class PlanComparisonType {
  @Field(() => LocalDateScalar, { description: "The day that it is about." })
  on!: string;

  @Field(() => [ComparedPlanType], { description: "The plans in the order in which they were asked for." })
  plans!: ComparedPlanType[];

  @Field(() => [RecurringTargetType], { description: "Promises that at least two of the plans make, by lineage." })
  recurring!: RecurringTargetType[];
}
