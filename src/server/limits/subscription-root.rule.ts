import type {
  DirectiveNode,
  FragmentDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from "graphql";
import { GraphQLError, Kind } from "graphql";

const LEAVES_OUT = new Set(["skip", "include"]);

/**
 * A subscription can't leave its one field out (https://spec.graphql.org/draft/#sec-Single-Root-Field): graphql-js 16 would
 * stumble over it when it runs.
 */
export const subscriptionRootRule: ValidationRule = (context) => ({
  OperationDefinition({ operation, selectionSet }) {
    const found = operation === "subscription" && leavingOut(context, selectionSet, new Set());
    if (!found) return;
    const message = "A subscription can't leave its field out: @skip and @include have no place there.";
    context.reportError(new GraphQLError(message, { nodes: [found] }));
  },
});

/** The first directive on the top level that might leave something out, in fragments as well. */
function leavingOut(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  seen: Set<FragmentDefinitionNode>,
): DirectiveNode | undefined {
  for (const node of selections) {
    const own = node.directives?.find(({ name }) => LEAVES_OUT.has(name.value));
    if (own) return own;
    const inside = node.kind === Kind.FRAGMENT_SPREAD ? context.getFragment(node.name.value) : node;
    if (!inside || inside.kind === Kind.FIELD) continue;
    if (inside.kind === Kind.FRAGMENT_DEFINITION && seen.has(inside)) continue;
    if (inside.kind === Kind.FRAGMENT_DEFINITION) seen.add(inside);
    const below = leavingOut(context, inside.selectionSet, seen);
    if (below) return below;
  }
  return undefined;
}
