import { Field, ID, Int, ObjectType } from "type-graphql";
import { connectionType } from "../graphql/connection.type.js";
import { DateTimeScalar, LocalDateScalar } from "../graphql/scalars.js";
import { SyncCause, SyncState } from "./sync-run.inputs.js";

@ObjectType("RuleCount", { description: "How many rows of a run a rule found fault with." })
export class RuleCountType {
  @Field(() => String, { description: "Code of the rule, such as PERIOD_FORMAT." })
  rule!: string;

  @Field(() => Int, { description: "How many rows broke it." })
  count!: number;
}

@ObjectType("SyncRun", {
  description:
    "One attempt to bring a delivery into the warehouse (lượt đồng bộ). received = created + updated + unchanged + rejected + quarantined. What tells how much came (bytes, pages, rows, problems, errorMessage) is null for those who may not see all that the source brings.",
})
export class SyncRunType {
  @Field(() => ID, { description: "Number of the run; a later one is larger." })
  id!: number;

  @Field(() => SyncState, { description: "How it stands." })
  state!: SyncState;

  @Field(() => SyncCause, { description: "Why it ran." })
  cause!: SyncCause;

  @Field(() => Int, { description: "1, and one more for each retry of the same job." })
  attempt!: number;

  @Field(() => LocalDateScalar, { nullable: true, description: "First day that was asked for; null without a window." })
  windowFrom!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: "Last day that was asked for; null without a window." })
  windowTo!: string | null;

  @Field(() => DateTimeScalar, { description: "When it began." })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it ended; null while it runs." })
  endedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: "Payloads that came." })
  pages!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that came." })
  received!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that became new observations." })
  created!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that gave an observation another value or status." })
  updated!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that said what the warehouse said." })
  unchanged!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that were refused." })
  rejected!: number | null;

  @Field(() => Int, { nullable: true, description: "Rows that wait for a decision." })
  quarantined!: number | null;

  @Field(() => Int, { nullable: true, description: "Of the rows taken, those flagged UNVALIDATED." })
  warned!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Observations that a snapshot no longer holds; not among the rows that came.",
  })
  withdrawn!: number | null;

  @Field(() => String, { nullable: true, description: "What went wrong, as a code; null when nothing did." })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: "What went wrong, in one line without secrets." })
  errorMessage!: string | null;
}

export const SyncRunConnectionType = connectionType("SyncRun", () => SyncRunType);
