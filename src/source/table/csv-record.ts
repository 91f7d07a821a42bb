/** One record of the file; `cells` is null where a stray quote makes it unreadable. */
export interface CsvRecord {
  /** Line of the file on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[] | null;
  /** The line as it stands in the file, without its line feed; only where no quote comes before it. */
  readonly text?: string | undefined;
}

/** Whole lines that a reader passes over; they count. */
export interface SkippedLines {
  readonly skipped: number;
}
