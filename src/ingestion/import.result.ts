import type { CreatedEntries } from "./catalogue.creation.js";
import type { Fault } from "./fault.js";
import type { RunCounts } from "./run.record.js";

/** What became of a file. received = created + updated + unchanged + rejected + quarantined. */
export interface ImportResult extends RunCounts {
  readonly file: string;
  /** IMPORTED, or UNCHANGED when the warehouse said all of it already; DRY_RUN and REFUSED have changed nothing. */
  readonly outcome: "IMPORTED" | "UNCHANGED" | "DRY_RUN" | "REFUSED";
  /** The run that the warehouse keeps of it; null where nothing was changed on purpose. */
  readonly run: number | null;
  /** The new data version; null when there is none. */
  readonly publication: number | null;
  /** Rows rejected, held back or flagged, by rule. */
  readonly rejectedByRule: Readonly<Record<string, number>>;
  /** The first ten different faults. */
  readonly examples: readonly RejectedRow[];
  readonly createdEntries: CreatedEntries & { readonly series: number };
  readonly ignoredColumns: readonly string[];
  readonly milliseconds: number;
}

export interface RejectedRow extends Fault {
  /** The first line that has this fault. */
  readonly line: number;
  /** How many rows have it. */
  readonly rows: number;
}
