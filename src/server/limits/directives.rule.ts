import type { ASTNode, ValidationRule } from "graphql";
import { limitError } from "./limit.error.js";

/** Directives at one place of a document, which the GraphQL specification allows without number when they are repeatable. */
export function directivesRule(limit: number): ValidationRule {
  return (context) => ({
    enter(node: ASTNode) {
      const actual = "directives" in node ? (node.directives?.length ?? 0) : 0;
      if (actual <= limit) return;
      const message = `There are ${actual} directives at one place; at most ${limit} are allowed.`;
      context.reportError(limitError("MAX_DIRECTIVES_EXCEEDED", message, { limit, actual }, node));
    },
  });
}
