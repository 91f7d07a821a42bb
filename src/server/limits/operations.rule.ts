import type { ValidationRule } from "graphql";
import { Kind } from "graphql";
import { limitError } from "./limit.error.js";

/** Operations of one document: all are parsed and checked, and only one can run. */
export function operationsRule(limit: number): ValidationRule {
  return (context) => ({
    Document(document) {
      const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
      const actual = operations.length;
      if (actual <= limit) return;
      const message = `The document has ${actual} operations; send ${limit} per request.`;
      context.reportError(limitError("MAX_OPERATIONS_EXCEEDED", message, { limit, actual }, operations[limit]!));
    },
  });
}
