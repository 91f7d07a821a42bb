import type { ExecutionResult, GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import type { Context } from "../../graphql/context.js";
import type { KnownOperation } from "./known-operations.js";

/**
 * Runs a known operation as compiled code (graphql-jit).
 * Null when graphql-js must answer: for what can't be compiled, and for every answer with errors, because graphql-js is
 * the reference for their words and paths. A test runs every operation of the test suite both ways.
 */
export async function runCompiled(
  schema: GraphQLSchema,
  operation: KnownOperation,
  context: Context,
  variables: Record<string, unknown>,
): Promise<ExecutionResult | null> {
  operation.compiled ??= compile(schema, operation);
  if (operation.compiled === null) return null;
  const result = (await operation.compiled.query(undefined, context, variables)) as ExecutionResult;
  return result.errors ? null : result;
}

function compile(schema: GraphQLSchema, { document, name }: KnownOperation): KnownOperation["compiled"] & object {
  const compiled = compileQuery(schema, document, name ?? undefined, { disablingCapturingStackErrors: true });
  return (isCompiledQuery(compiled) ? compiled : null) as never;
}
