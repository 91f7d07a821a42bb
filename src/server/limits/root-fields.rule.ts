import type { ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { limitError } from "./limit.error.js";

/** Fields at the top of an operation: each is a question of its own. */
export function rootFieldsRule(limit: number): ValidationRule {
  return (context) => {
    const rootFieldsOf = foldSelections<number>(context.getDocument(), {
      field: () => 1,
      join: (counts) => counts.reduce((sum, count) => sum + count, 0),
    });
    return {
      OperationDefinition(operation) {
        const actual = rootFieldsOf(operation.selectionSet);
        if (actual <= limit) return;
        const message = `The query has ${actual} root fields; at most ${limit} are allowed.`;
        context.reportError(limitError("MAX_ROOT_FIELDS_EXCEEDED", message, { limit, actual }, operation));
      },
    };
  };
}
