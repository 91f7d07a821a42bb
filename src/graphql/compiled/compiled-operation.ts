import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { getOperationAST, Kind, visit } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { Context } from "../context.js";
import { addPlain } from "./json-bytes.js";
import type { WrittenJson } from "./json-output.js";
import { JsonOutput } from "./json-output.js";
import type { LevelPlan, Variables } from "./plan.js";
import { planOf } from "./plan.js";
import type { RootInfo } from "./run.js";
import { Run } from "./run.js";
import type { Writer } from "./writer.js";
import { writerOf } from "./writer.js";

interface Compiled {
  readonly plan: LevelPlan;
  readonly write: Writer;
}

/** An operation is compiled once for each answer to its @skip and @include; more than this many are not kept. */
const MOST_SHAPES = 8;

/**
 * A query as code: loads level by level, then writes JSON directly. It knows no errors: whatever graphql-js would answer
 * with one, it leaves to graphql-js (docs/decisions/0002).
 */
export class CompiledOperation {
  readonly #shapes = new Map<string, Compiled | null>();
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: Record<string, FragmentDefinitionNode> = {};
  readonly #conditions: readonly string[];
  readonly #info: RootInfo;
  /** By what was given: of a body that came before it is the same object. */
  readonly #coerced = new WeakMap<object, Variables>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    name: string | null,
  ) {
    this.#operation = getOperationAST(document, name)!;
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[node.name.value] = node;
    this.#conditions = conditionsOf(document);
    this.#info = {
      schema,
      fragments: this.#fragments,
      rootValue: undefined,
      operation: this.#operation,
      parentType: schema.getQueryType()!,
    };
  }

  /**
   * The answer as JSON, or null when graphql-js must answer.
   * @param extensions tells what follows the data in it, as JSON of ASCII, such as `,"extensions":{}`
   */
  async run(context: Context, given: Record<string, unknown>, extensions: () => string): Promise<WrittenJson | null> {
    try {
      const variables = this.#coerce(given);
      const compiled = variables && this.#shapeFor(variables);
      if (!compiled) return null;
      const run = new Run(this.schema, context, variables);
      await run.loadRoot(compiled.plan, this.#info);
      return written(run, compiled.write, extensions);
    } catch {
      return null;
    }
  }

  #coerce(given: Record<string, unknown>): Variables | null {
    const { variableDefinitions = [] } = this.#operation;
    if (variableDefinitions.length === 0) return {};
    const known = this.#coerced.get(given);
    if (known) return known;
    const { coerced } = getVariableValues(this.schema, variableDefinitions, given, { maxErrors: 1 });
    if (coerced) this.#coerced.set(given, coerced);
    return coerced ?? null;
  }

  #shapeFor(variables: Variables): Compiled | null {
    const conditions = this.#conditions.map((name) => variables[name]);
    const shape = conditions.join();
    const known = this.#shapes.get(shape);
    if (known !== undefined) return known;
    if (this.#shapes.size >= MOST_SHAPES) this.#shapes.delete(this.#shapes.keys().next().value!);
    const made = this.#compile(Object.fromEntries(this.#conditions.map((name, i) => [name, conditions[i]])));
    this.#shapes.set(shape, made);
    return made;
  }

  #compile(variables: Variables): Compiled | null {
    const { name, selectionSet } = this.#operation;
    const node: FieldNode = { kind: Kind.FIELD, name: name ?? { kind: Kind.NAME, value: "query" }, selectionSet };
    const root = this.schema.getQueryType()!;
    const plan = planOf({ schema: this.schema, fragments: this.#fragments, root, nodes: [node], variables });
    return plan && { plan, write: writerOf(plan) };
  }
}

function written(run: Run, write: Writer, extensions: () => string): WrittenJson {
  const output = new JsonOutput();
  try {
    addPlain(output, '{"data":');
    write(run, output);
    addPlain(output, `${extensions()}}\n`);
    return output.finish();
  } catch (error) {
    output.drop();
    throw error;
  }
}

/** Variables that decide what is selected. */
function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
