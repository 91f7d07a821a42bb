import type { FieldNode, ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { limitError } from "./limit.error.js";

/** Introspection has a rule of its own: its standard query is deep, and goes nowhere near the data. */
const INTROSPECTION = new Set(["__schema", "__type"]);

/** Fields on the longest path from the root. */
export function depthRule(limit: number): ValidationRule {
  return (context) => {
    const depthOf = foldSelections<number>(context.getDocument(), {
      field: (node: FieldNode, below) => (INTROSPECTION.has(node.name.value) ? 0 : below + 1),
      join: (depths) => Math.max(0, ...depths),
    });
    return {
      OperationDefinition(operation) {
        const actual = depthOf(operation.selectionSet);
        if (actual <= limit) return;
        const message = `The query is ${actual} levels deep; at most ${limit} are allowed.`;
        context.reportError(limitError("MAX_DEPTH_EXCEEDED", message, { limit, actual }, operation));
      },
    };
  };
}
