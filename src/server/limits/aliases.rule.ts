import type { ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { limitError } from "./limit.error.js";

/** Aliases, which ask for one field many times. */
export function aliasesRule(limit: number): ValidationRule {
  return (context) => {
    const aliasesOf = foldSelections<number>(context.getDocument(), {
      field: (node, below) => below + (node.alias ? 1 : 0),
      join: (counts) => counts.reduce((sum, count) => sum + count, 0),
    });
    return {
      OperationDefinition(operation) {
        const actual = aliasesOf(operation.selectionSet);
        if (actual <= limit) return;
        const message = `The query has ${actual} aliases; at most ${limit} are allowed.`;
        context.reportError(limitError("MAX_ALIASES_EXCEEDED", message, { limit, actual }, operation));
      },
    };
  };
}
