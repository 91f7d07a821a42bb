import type { ValidationRule } from "graphql";
import { GraphQLError } from "graphql";
import { foldSelections } from "./fold-selections.js";

/** Selections, counted as often as their fragment is used: what Apollo's `maxRecursiveSelections` does for requests over HTTP. */
export function selectionsRule(limit: number): ValidationRule {
  return (context) => {
    const sizeOf = foldSelections<number>(context.getDocument(), {
      field: (_node, below) => below + 1,
      join: (sizes) => sizes.reduce((sum, size) => sum + size, 0),
    });
    return {
      OperationDefinition(node) {
        if (sizeOf(node.selectionSet) <= limit) return;
        const extensions = { code: "MAX_RECURSIVE_SELECTIONS_EXCEEDED", limit };
        context.reportError(new GraphQLError("The document selects too many fields.", { nodes: [node], extensions }));
      },
    };
  };
}
