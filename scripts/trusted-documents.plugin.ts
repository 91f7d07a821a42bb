import { createHash } from "node:crypto";
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from "graphql";
import { Kind, print, visit } from "graphql";

type Definition = OperationDefinitionNode | FragmentDefinitionNode;

interface DocumentFile {
  readonly document?: DocumentNode;
}

/**
 * A plugin of GraphQL Code Generator: the manifest of trusted documents (docs/security.md), text by SHA-256, with the
 * fragments that each operation needs. Its client preset writes the same with `persistedDocuments`.
 */
export function plugin(_schema: unknown, files: readonly DocumentFile[]): string {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
  );
  const texts = definitions
    .filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => print({ kind: Kind.DOCUMENT, definitions: withFragments(operation, fragments) }));
  const manifest = Object.fromEntries(texts.map((text) => [createHash("sha256").update(text).digest("hex"), text]));
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Definition[] {
  const found = new Set<Definition>([operation]);
  for (const definition of found)
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment) found.add(fragment);
      },
    });
  return [...found];
}
