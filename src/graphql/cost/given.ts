import type { FieldNode, GraphQLField, OperationDefinitionNode, SelectionNode, ValueNode } from "graphql";
import { Kind, valueFromASTUntyped } from "graphql";
import type { GivenArgs } from "./weights.js";

/** What a caller gave: arguments, literal or by variables, before anything of it is checked. */
export class Given {
  readonly #values: Record<string, unknown>;
  /** Has any value been asked for that stands in a variable? */
  usedVariables = false;

  constructor(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
    this.#values = { ...defaultsOf(operation), ...variables };
  }

  /** Values of a field's arguments, looked up when they are needed. */
  argumentsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): GivenArgs {
    return (name) => {
      const given = node.arguments?.find((one) => one.name.value === name);
      const value = given && this.#valueOf(given.value);
      return value === undefined ? field.args.find((one) => one.name === name)?.defaultValue : value;
    };
  }

  /** Do `@skip` or `@include` leave it out? */
  leavesOut({ directives }: SelectionNode): boolean {
    return (directives ?? []).some(({ name, arguments: args }) => {
      if (name.value !== "skip" && name.value !== "include") return false;
      const condition = args?.[0] && this.#valueOf(args[0].value);
      return name.value === "skip" ? condition === true : condition === false;
    });
  }

  #valueOf(node: ValueNode): unknown {
    if (hasVariable(node)) this.usedVariables = true;
    return node.kind === Kind.INT ? Number(node.value) : valueFromASTUntyped(node, this.#values);
  }
}

function defaultsOf({ variableDefinitions }: OperationDefinitionNode): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of variableDefinitions ?? [])
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  return defaults;
}

function hasVariable(node: ValueNode): boolean {
  if (node.kind === Kind.VARIABLE) return true;
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  return node.kind === Kind.OBJECT && node.fields.some(({ value }) => hasVariable(value));
}
