import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { PageArgs } from "../graphql/page-args.js";

/** How a run stands. */
export enum SyncState {
  RUNNING = "RUNNING",
  PUBLISHED = "PUBLISHED",
  UNCHANGED = "UNCHANGED",
  FAILED = "FAILED",
  INTERRUPTED = "INTERRUPTED",
}
/** Why a run began. */
export enum SyncCause {
  SCHEDULE = "SCHEDULE",
  CATCH_UP = "CATCH_UP",
  MANUAL = "MANUAL",
  IMPORT = "IMPORT",
  RELEASE = "RELEASE",
}
/** What became of a row that was not simply taken. */
export enum Severity {
  REJECT = "REJECT",
  QUARANTINE = "QUARANTINE",
  WARN = "WARN",
}
/** What was decided about it. */
export enum RejectedState {
  OPEN = "OPEN",
  RELEASED = "RELEASED",
  DISMISSED = "DISMISSED",
}
registerEnumType(SyncState, {
  name: "SyncState",
  description: "How a run stands.",
  valuesConfig: {
    RUNNING: { description: "It runs." },
    PUBLISHED: { description: "It made a data version." },
    UNCHANGED: { description: "It brought nothing new." },
    FAILED: { description: "Nothing was published; `errorCode` says why." },
    INTERRUPTED: { description: "It was stopped; nothing was published." },
  },
});
registerEnumType(SyncCause, {
  name: "SyncCause",
  description: "Why a run began.",
  valuesConfig: {
    SCHEDULE: { description: "It was time." },
    CATCH_UP: { description: "Its time had been missed." },
    MANUAL: { description: "Somebody asked for it." },
    IMPORT: { description: "A file was imported." },
    RELEASE: { description: "Quarantined rows were released." },
  },
});
registerEnumType(Severity, {
  name: "Severity",
  description: "What became of a row that was not simply taken.",
  valuesConfig: {
    REJECT: { description: "Refused." },
    QUARANTINE: { description: "Not published; it can be released." },
    WARN: { description: "Published, flagged UNVALIDATED." },
  },
});
registerEnumType(RejectedState, {
  name: "RejectedState",
  description: "What was decided about a row.",
  valuesConfig: {
    OPEN: { description: "Nothing yet." },
    RELEASED: { description: "It was released and published." },
    DISMISSED: { description: "It was put aside." },
  },
});

@InputType("SyncRunFilter", { description: "Which runs. Fields are joined by AND; null and empty lists are errors." })
export class SyncRunFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Of sources with one of these codes; an unknown one has no runs.",
  })
  sources?: string[];

  @Field(() => [String], { nullable: true, description: "Of sources of one of these agencies." })
  agencies?: string[];

  @Field(() => [SyncState], { nullable: true, description: "In one of these states." })
  states?: SyncState[];
}

@InputType("RejectedRowFilter", {
  description: "Which rows. Fields are joined by AND; null and empty lists are errors.",
})
export class RejectedRowFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Of sources with one of these codes; an unknown one has no rows.",
  })
  sources?: string[];

  @Field(() => [String], { nullable: true, description: "For one of these agencies to look at." })
  agencies?: string[];

  @Field(() => [ID], { nullable: true, description: "Brought by one of these runs." })
  runs?: string[];

  @Field(() => [String], { nullable: true, description: "Against one of these rules." })
  rules?: string[];

  @Field(() => [Severity], { nullable: true, description: "With one of these severities." })
  severities?: Severity[];

  @Field(() => [RejectedState], { nullable: true, description: "In one of these states." })
  states?: RejectedState[];
}

@ArgsType()
export class SyncRunsArgs extends PageArgs {
  @Field(() => SyncRunFilter, { nullable: true, description: "Which runs; all when left out." })
  filter?: SyncRunFilter;
}

@ArgsType()
export class RejectedRowsArgs extends PageArgs {
  @Field(() => RejectedRowFilter, { nullable: true, description: "Which rows; all when left out." })
  filter?: RejectedRowFilter;
}
