import type { AgencyReads } from "./agency/agency.reads.js";
import type { Database } from "./database/database.js";
import { DecisionResolver } from "./ingestion/decision.resolver.js";
import { RowDecisions } from "./ingestion/row-decisions.js";
import { SyncRunReads } from "./ingestion/sync-run.reads.js";
import {
  ObservationSourceResolver,
  RejectedRowResolver,
  SourceSystemResolver,
  SyncRunResolver,
} from "./ingestion/sync-run.resolver.js";

/** What users see of the way in: sources, their runs, and what was not taken. */
export function makeSynchronisation(db: Database, agencies: AgencyReads, publishing: string): readonly object[] {
  const reads = new SyncRunReads(db);
  return [
    new SourceSystemResolver(reads, agencies),
    new SyncRunResolver(reads),
    new RejectedRowResolver(reads),
    new ObservationSourceResolver(reads),
    new DecisionResolver(new RowDecisions(publishing)),
  ];
}
