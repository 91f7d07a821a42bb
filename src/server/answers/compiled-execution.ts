import type { DocumentNode, GraphQLSchema } from "graphql";
import { visit } from "graphql";
import { CompiledOperation } from "../../graphql/compiled/compiled-operation.js";
import type { WrittenJson } from "../../graphql/compiled/json-output.js";
import type { Context } from "../../graphql/context.js";
import type { KnownOperation } from "./known-operations.js";

/**
 * Runs known operations as compiled code. graphql-js stays the reference: it answers where the compiled operation can't, and
 * whenever there are errors. A test runs every operation of the test suite both ways.
 */
export class CompiledExecution {
  constructor(private readonly schema: GraphQLSchema) {}

  /** The answer as JSON; null when graphql-js must answer. */
  async run(
    operation: KnownOperation,
    context: Context,
    variables: Record<string, unknown>,
    extensions: () => string,
  ): Promise<WrittenJson | null> {
    if (operation.compiled === undefined) operation.compiled = this.#compile(operation);
    return (await operation.compiled?.run(context, variables, extensions)) ?? null;
  }

  #compile({ document, name }: KnownOperation): CompiledOperation | null {
    return asksForSchema(document) ? null : new CompiledOperation(this.schema, document, name);
  }
}

function asksForSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= name.value === "__schema" || name.value === "__type";
    },
  });
  return found;
}
