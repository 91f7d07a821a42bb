import type { DocumentNode, FieldNode, SelectionNode, SelectionSetNode } from "graphql";
import { Kind } from "graphql";

/** How selections become one value, from the leaves up. */
export interface Fold<Value> {
  /** The value of a field, from the value of what is selected below it. */
  field(node: FieldNode, below: Value): Value;
  join(values: readonly Value[]): Value;
}

/**
 * Folds selection sets. A fragment's value is computed once and counts wherever the fragment is used, so doubled fragments
 * cost nothing here. A fragment inside itself, or one that is missing, counts as empty: other rules report those.
 */
export function foldSelections<Value>(document: DocumentNode, fold: Fold<Value>): (set: SelectionSetNode) => Value {
  const known = new Map<string, Value>();
  const foldSet = (set: SelectionSetNode | undefined): Value => fold.join(set?.selections.map(foldOne) ?? []);
  const foldOne = (node: SelectionNode): Value => {
    if (node.kind === Kind.FIELD) return fold.field(node, foldSet(node.selectionSet));
    return node.kind === Kind.INLINE_FRAGMENT ? foldSet(node.selectionSet) : foldFragment(node.name.value);
  };
  const foldFragment = (name: string): Value => {
    const value = known.get(name);
    if (value !== undefined) return value;
    known.set(name, fold.join([]));
    const folded = foldSet(fragmentNamed(document, name));
    known.set(name, folded);
    return folded;
  };
  return foldSet;
}

function fragmentNamed(document: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name) return node.selectionSet;
  return undefined;
}
