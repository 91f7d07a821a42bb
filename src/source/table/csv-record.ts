/** One record of the file; `cells` is null where a stray quote makes it unreadable. */
export interface CsvRecord {
  /** Line of the file on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[] | null;
}
