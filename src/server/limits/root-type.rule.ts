import type { OperationTypeNode, ValidationRule } from "graphql";
import { GraphQLError } from "graphql";

const ELSEWHERE: Readonly<Record<string, string>> = {
  subscription: "Subscriptions run over WebSocket (graphql-transport-ws) at /graphql.",
  query: "Over WebSocket only subscriptions run; send a query by POST or GET.",
  mutation: "Over WebSocket only subscriptions run; send a mutation by POST.",
};

/**
 * Which kinds of operations run here. graphql-js tells of a kind that the schema does not have only when it runs, as if it
 * were the server's fault; and each transport has its own kinds.
 */
export function rootTypeRule(kinds: readonly `${OperationTypeNode}`[]): ValidationRule {
  return (context) => ({
    OperationDefinition(node) {
      const known = context.getSchema().getRootType(node.operation);
      if (known && kinds.includes(node.operation)) return;
      const message = known ? ELSEWHERE[node.operation]! : `This API has no ${node.operation}s; send a query.`;
      context.reportError(
        new GraphQLError(message, { nodes: [node], extensions: { code: "OPERATION_NOT_SUPPORTED" } }),
      );
    },
  });
}
