import type { ASTNode } from "graphql";
import { GraphQLError } from "graphql";

/** Codes of refused documents. MAX_RECURSIVE_SELECTIONS_EXCEEDED is Apollo's own; these follow its form. */
export type LimitCode =
  | "MAX_DEPTH_EXCEEDED"
  | "MAX_ALIASES_EXCEEDED"
  | "MAX_ROOT_FIELDS_EXCEEDED"
  | "MAX_DIRECTIVES_EXCEEDED"
  | "MAX_OPERATIONS_EXCEEDED"
  | "MAX_INTROSPECTION_EXCEEDED";

interface Excess {
  readonly limit: number;
  readonly actual: number;
}

/** Refuses a document before anything of it runs. */
export function limitError(code: LimitCode, message: string, { limit, actual }: Excess, node: ASTNode): GraphQLError {
  return new GraphQLError(message, { nodes: [node], extensions: { code, limit, actual } });
}
