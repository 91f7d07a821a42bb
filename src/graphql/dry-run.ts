import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { Kind, visit } from "graphql";
import { collectFields } from "graphql/execution/collectFields.js";
import { Given } from "./cost/given.js";

type Variables = Readonly<Record<string, unknown>> | undefined;

const FIELD = "rateLimit";

/** May an operation ask only for its price? `rateLimit` with `dryRun`, at the root and whatever its value. */
export function asksForDryRun(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name, arguments: args }) => {
      found ||= name.value === FIELD && Boolean(args?.some((one) => one.name.value === "dryRun"));
    },
  });
  return found;
}

/** Is the operation only to be priced, with these variables? */
export function isDryRun(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): boolean {
  const field = schema.getQueryType()?.getFields()[FIELD];
  if (!field || operation.operation !== "query" || !asksForDryRun(document)) return false;
  const given = new Given(operation, variables ?? {});
  return rateLimits(schema, document, operation, variables).some(
    (node) => given.argumentsOf(node, field)("dryRun") === true,
  );
}

/** The document with nothing else at the root of its operation. */
export function onlyRateLimit(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): DocumentNode {
  const selections = rateLimits(schema, document, operation, variables);
  const only = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return { ...document, definitions: document.definitions.map((one) => (one === operation ? only : one)) };
}

/** Through fragments too. */
function rateLimits(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): FieldNode[] {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  const fields = collectFields(schema, fragments, variables ?? {}, schema.getQueryType()!, operation.selectionSet);
  return [...fields.values()].flat().filter(({ name }) => name.value === FIELD);
}
