import { Field, ID, Int, ObjectType } from "type-graphql";
import { LocalDateScalar } from "../graphql/scalars.js";
import { ProgressStatus } from "./plan-enums.js";

@ObjectType("StatusCount", { description: "How many targets stand so." })
export class StatusCountType {
  @Field(() => ProgressStatus, { description: "How they stand." })
  status!: ProgressStatus;

  @Field(() => Int, { description: "How many targets." })
  count!: number;
}

@ObjectType("PillarScore", { description: "The targets of one pillar, counted." })
export class PillarScoreType {
  @Field(() => Int, { description: "Targets of the pillar." })
  total!: number;

  @Field(() => Int, { description: "Targets that are met." })
  met!: number;

  @Field(() => Int, { description: "Of those, met by a value that is not final." })
  metProvisionally!: number;

  @Field(() => [StatusCountType], { description: "How many stand how; statuses that no target has are left out." })
  byStatus!: StatusCountType[];
}

@ObjectType("AgencyScore", { description: "The targets for which one agency is responsible, counted." })
export class AgencyScoreType {
  @Field(() => Int, { description: "Targets of the agency." })
  total!: number;

  @Field(() => Int, { description: "Targets that are met." })
  met!: number;

  @Field(() => Int, { description: "Of those, met by a value that is not final." })
  metProvisionally!: number;

  @Field(() => [StatusCountType], { description: "How many stand how; statuses that no target has are left out." })
  byStatus!: StatusCountType[];
}

@ObjectType("StatusChange", { description: "A target that stands otherwise than before." })
export class StatusChangeType {
  @Field(() => String, { description: "Code of the target." })
  code!: string;

  @Field(() => ProgressStatus, { nullable: true, description: "How it stood; null when the plan did not have it yet." })
  before!: ProgressStatus | null;

  @Field(() => ProgressStatus, { nullable: true, description: "How it stands; null when the plan no longer has it." })
  after!: ProgressStatus | null;
}

@ObjectType("ScorecardChange", { description: "What is different from an earlier state of the same plan." })
export class ScorecardChangeType {
  @Field(() => LocalDateScalar, { description: "The earlier day." })
  since!: string;

  @Field(() => ID, { nullable: true, description: "The earlier data version, where one was named." })
  sinceAsOf!: string | null;

  @Field(() => Int, { description: "More (or, negative, fewer) targets than then." })
  total!: number;

  @Field(() => Int, { description: "More (or, negative, fewer) targets met than then." })
  met!: number;

  @Field(() => [StatusChangeType], {
    description: "Every target that stands otherwise than then, came into the plan or left it; by code.",
  })
  changed!: StatusChangeType[];
}

@ObjectType("Scorecard", {
  description: "A plan's targets on a day, counted: those whose wording is valid on the day (docs/progress.md).",
})
export class ScorecardType {
  @Field(() => LocalDateScalar, { description: "The day that it is about." })
  on!: string;

  @Field(() => Int, { description: "Targets of the plan on the day." })
  total!: number;

  @Field(() => Int, { description: "Targets that are met: their status is ACHIEVED." })
  met!: number;

  @Field(() => Int, { description: "Of those, met by a value that is not final." })
  metProvisionally!: number;

  @Field(() => [StatusCountType], { description: "How many stand how; statuses that no target has are left out." })
  byStatus!: StatusCountType[];

  @Field(() => [PillarScoreType], { description: "The same for each pillar that has targets, in their order." })
  byPillar!: PillarScoreType[];

  @Field(() => [AgencyScoreType], {
    description: "The same for each agency that is responsible for targets, by code; targets without one come last.",
  })
  byAgency!: AgencyScoreType[];

  @Field(() => ScorecardChangeType, {
    nullable: true,
    description: "What is different from the state that `since` and `sinceAsOf` name; null when neither is given.",
  })
  change!: ScorecardChangeType | null;
}
