import type { CreatedEntries } from "./catalogue.creation.js";
import type { Fault } from "./fault.js";

/** What became of a file. received = created + updated + unchanged + rejected + quarantined. */
export interface ImportResult {
  readonly file: string;
  /** IMPORTED, or UNCHANGED when the warehouse said all of it already; DRY_RUN and REFUSED have changed nothing. */
  readonly outcome: "IMPORTED" | "UNCHANGED" | "DRY_RUN" | "REFUSED";
  /** The run that the warehouse keeps of it; null where nothing was changed on purpose. */
  readonly run: number | null;
  /** The new data version; null when there is none. */
  readonly publication: number | null;
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  /** With the rows that only repeat another row of the file. */
  readonly unchanged: number;
  readonly rejected: number;
  /** Held back until somebody decides: `kho rejected`. */
  readonly quarantined: number;
  /** Published, but flagged UNVALIDATED. */
  readonly warned: number;
  /** Sample observations that gave way to real ones. */
  readonly withdrawn: number;
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
