import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode, TypeNode } from "graphql";
import { getOperationAST, GraphQLScalarType, GraphQLSchema as Schema, Kind, visit } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import type { Context } from "../../graphql/context.js";
import type { KnownOperation } from "./known-operations.js";

/** Takes what graphql-js has already coerced. */
const COERCED = new GraphQLScalarType({ name: "CoercedVariable" });

/**
 * Runs known operations as compiled code (graphql-jit). graphql-js stays the reference: it coerces the variables, because
 * graphql-jit runs out of memory over an input type that holds itself, as every filter does, and it answers again where
 * the compiled operation has errors. A test runs every operation of the test suite both ways.
 */
export class CompiledExecution {
  readonly #schema: GraphQLSchema;
  readonly #compiledSchema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    const config = schema.toConfig();
    this.#schema = schema;
    this.#compiledSchema = new Schema({ ...config, types: [...config.types, COERCED], assumeValid: true });
  }

  /** Null when graphql-js must answer. */
  async run(
    operation: KnownOperation,
    context: Context,
    variables: Record<string, unknown>,
  ): Promise<ExecutionResult | null> {
    if (operation.compiled === undefined) operation.compiled = this.#compile(operation);
    const coerced = this.#coerce(operation, variables);
    if (operation.compiled === null || coerced === null) return null;
    const result = (await operation.compiled.query(undefined, context, coerced)) as ExecutionResult;
    return result.errors ? null : result;
  }

  #compile({ document, name }: KnownOperation): KnownOperation["compiled"] & (object | null) {
    // The compiled schema has a type more, which nobody is to see.
    if (asksForSchema(document)) return null;
    const compiled = compileQuery(this.#compiledSchema, withCoercedVariables(document), name ?? undefined, {
      disablingCapturingStackErrors: true,
    });
    return isCompiledQuery(compiled) ? compiled : null;
  }

  #coerce({ document, name }: KnownOperation, variables: Record<string, unknown>): Record<string, unknown> | null {
    const { variableDefinitions = [] } = getOperationAST(document, name) as OperationDefinitionNode;
    if (variableDefinitions.length === 0) return {};
    return getVariableValues(this.#schema, variableDefinitions, variables, { maxErrors: 1 }).coerced ?? null;
  }
}

/** Booleans stay what they are: graphql-jit wants them for @skip and @include, and coercing them twice does no harm. */
function withCoercedVariables(document: DocumentNode): DocumentNode {
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } } as const;
  return visit(document, {
    VariableDefinition: ({ defaultValue: _default, ...definition }) =>
      isBoolean(definition.type) ? definition : { ...definition, type },
  });
}

function isBoolean(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === "Boolean";
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
