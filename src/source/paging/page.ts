import type { HttpAnswer } from "../http/source-client.js";

/** One answer of a paged source, read. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly answer: HttpAnswer;
  readonly body: unknown;
  readonly records: readonly unknown[];
  /** How many records there are in all, where the source says so. */
  readonly total: number | null;
  /** How many pages there are, where the source says so. */
  readonly pages: number | null;
}
