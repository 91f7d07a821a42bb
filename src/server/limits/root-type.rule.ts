import type { ValidationRule } from "graphql";
import { GraphQLError } from "graphql";

/** graphql-js tells of a kind of operation that the schema does not have only when it runs, as if it were the server's fault. */
export const rootTypeRule: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    const message = `This API has no ${node.operation}s; send a query.`;
    context.reportError(new GraphQLError(message, { nodes: [node], extensions: { code: "OPERATION_NOT_SUPPORTED" } }));
  },
});
