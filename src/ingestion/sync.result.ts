import type { DeliveryWindow } from "../source/delivery-context.js";
import type { ProblemCount } from "./rejected.store.js";
import type { RunCounts } from "./run.record.js";

export interface RunError {
  /** A SourceFault's code, an AppError's, DATABASE_LOST, DISK_FULL, or INTERNAL. */
  readonly code: string;
  /** One line, without secrets. */
  readonly message: string;
  /** The same run may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

/** What became of a run. received = created + updated + unchanged + rejected + quarantined, unless it failed. */
export interface SyncResult extends RunCounts {
  readonly source: string;
  /** Null for a dry run, and where the database was not there to note one. */
  readonly run: number | null;
  /** BUSY: another process has a run of this source going on. DRY_RUN has changed nothing. */
  readonly outcome: "PUBLISHED" | "UNCHANGED" | "DRY_RUN" | "FAILED" | "BUSY";
  readonly window: DeliveryWindow | null;
  readonly pages: number;
  readonly bytes: number;
  /** The new data version; null when there is none. */
  readonly publication: number | null;
  readonly problems: readonly ProblemCount[];
  readonly error: RunError | null;
  readonly milliseconds: number;
}

export const NO_COUNTS: RunCounts = {
  received: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  quarantined: 0,
  warned: 0,
  withdrawn: 0,
};
