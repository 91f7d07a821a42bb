import type { DocumentNode, GraphQLSchema } from "graphql";
import { isObjectType, visit } from "graphql";
import { Extensions } from "type-graphql";

/**
 * A field whose answer hangs on more than the question, the data version, the day and what the viewer may see: who he is,
 * say, or the moment. Answers that hold one are never kept (docs/decisions/0011).
 */
export function Live(): MethodDecorator & PropertyDecorator {
  return Extensions({ live: true });
}

/** Names of live fields, whatever type they are of: a namesake elsewhere is not kept either, which does no harm. */
export function liveFields(schema: GraphQLSchema): ReadonlySet<string> {
  const names = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ extensions }) => extensions["live"])
    .map(({ name }) => name);
  return new Set(names);
}

export function asksFor(document: DocumentNode, fields: ReadonlySet<string>): boolean {
  let found = false;
  if (fields.size > 0)
    visit(document, {
      Field: ({ name }) => {
        found ||= fields.has(name.value);
      },
    });
  return found;
}
