import type { HTTPGraphQLRequest } from "@apollo/server";

/** What the log says of one operation; filled while it is answered. */
export interface OperationRecord {
  name: string | null;
  kind: "query" | "mutation" | "subscription" | null;
  /** How it was answered: from what was kept, by the compiled operation, or by graphql-js, the reference. */
  via: "kept" | "compiled" | "reference";
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
  return { name: null, kind: null, via: "reference", codes: [], startedAt: performance.now() };
}
