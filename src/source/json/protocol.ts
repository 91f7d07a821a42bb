import type { Paging } from "../config/access.schema.js";
import type { Fields } from "../config/reading.schema.js";
import type { RecordFault } from "../source-record.js";

/** What an answer of a source holds. */
export interface Contents {
  readonly records: readonly unknown[];
  /** How many records there are in all, and how many pages, where the source says so. */
  readonly total: number | null;
  readonly pages: number | null;
}

/** How a kind of source speaks JSON. */
export interface JsonProtocol {
  readonly paging: Paging;
  readonly fields: Fields;
  /**
   * @param what the request, for messages
   * @param headers those of the answer
   * @throws SourceFault when the answer is an error, or not what the protocol promises
   */
  read(body: unknown, what: string, headers: Readonly<Record<string, string>>): Contents | Promise<Contents>;
  /** Shown all records of a page that are not left out, before the first of them is asked about. */
  meet?(records: readonly unknown[]): void;
  /** Why a record must not be taken although its fields can be read; null when it may be. */
  refuse?(record: unknown): RecordFault | null;
}

/** A count as JSON has it: a number, or digits in a text; null for anything else. */
export function countOf(value: unknown): number | null {
  const count = typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

export function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
