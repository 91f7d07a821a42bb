import type { HTTPGraphQLRequest } from "@apollo/server";
import type { Budget } from "../access/budget.js";
import type { Viewer } from "../access/viewer.js";
import { anonymous } from "../access/viewer.js";

/** What the log says of one operation; filled while it is answered. */
export interface OperationRecord {
  name: string | null;
  kind: "query" | "mutation" | "subscription" | null;
  /** How it was answered: from what was kept, by the compiled operation, or by graphql-js, the reference. */
  via: "kept" | "compiled" | "reference";
  /** Who asks; anonymous until it is known. */
  viewer: Viewer;
  /** What it may use, and has used; null until it is known who asks. */
  budget: Budget | null;
  /** Bytes of an answer that was sent past the framework. */
  bytes: number;
  /** Codes of the errors that were answered. */
  readonly codes: string[];
  /** On the clock of `performance.now()`, in milliseconds. */
  readonly startedAt: number;
}

/** Apollo hands this object on to its plugins as it is. */
export interface RecordedRequest extends HTTPGraphQLRequest {
  readonly record: OperationRecord;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Only for requests to the GraphQL API. */
    operation: OperationRecord | null;
  }
}

export function newRecord(): OperationRecord {
  return {
    name: null,
    kind: null,
    via: "reference",
    viewer: anonymous,
    budget: null,
    bytes: 0,
    codes: [],
    startedAt: performance.now(),
  };
}
