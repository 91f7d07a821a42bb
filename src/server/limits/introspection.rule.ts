import type { FieldNode, ValidationRule } from "graphql";
import { foldSelections } from "./fold-selections.js";
import { limitError } from "./limit.error.js";

/** The lists of the introspection types. Tools ask for each at most once on a path; in circles they multiply. */
const LISTS = new Set(["types", "fields", "inputFields", "interfaces", "possibleTypes", "args", "enumValues"]);

type Lists = ReadonlyMap<string, number>;

/** Introspection must not go in circles (`fields { type { fields … } }`): each of its lists only `limit` times on a path. */
export function introspectionRule(limit: number): ValidationRule {
  return (context) => {
    const listsOf = foldSelections<Lists>(context.getDocument(), { field: withOwnList, join: deepest });
    const check = (root: FieldNode): void => {
      if (root.name.value !== "__schema" && root.name.value !== "__type") return;
      const [list, actual] = [...listsOf(root.selectionSet!)].find(([, count]) => count > limit) ?? ["", 0];
      if (actual <= limit) return;
      const message = `Introspection asks for ${list} below ${list}; ask for types by name instead.`;
      context.reportError(limitError("MAX_INTROSPECTION_EXCEEDED", message, { limit, actual }, root));
    };
    return { Field: check };
  };
}

function withOwnList({ name }: FieldNode, below: Lists): Lists {
  return LISTS.has(name.value) ? new Map(below).set(name.value, (below.get(name.value) ?? 0) + 1) : below;
}

function deepest(maps: readonly Lists[]): Lists {
  const joined = new Map<string, number>();
  for (const map of maps) for (const [list, count] of map) joined.set(list, Math.max(count, joined.get(list) ?? 0));
  return joined;
}
