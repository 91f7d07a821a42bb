import type {
  FieldNode,
  GraphQLField,
  GraphQLFieldResolver,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
} from "graphql";
import { getArgumentValues, getNamedType, isAbstractType, isObjectType, Kind, visit } from "graphql";
import type { Context } from "../context.js";
import type { BatchLoad } from "../field.js";
import type { FieldCall } from "../field-call.js";
import { Selection } from "../selection.js";

export type Row = Record<string, unknown>;
export type Variables = Readonly<Record<string, unknown>>;

/** One selected field of a level. */
export interface FieldPlan {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, Context>;
  /** Root: asked once. Batched: loaded for all rows of the level. Computed: from its row alone. Plain: a property of the row. */
  readonly kind: "root" | "batched" | "computed" | "plain";
  /** Number of the place where a run keeps its results and arguments. */
  readonly slot: number;
  readonly selection: Selection;
  /** The arguments, when no variable stands in them; null when they are read for each run. */
  readonly args: Readonly<Record<string, unknown>> | null;
  /** The levels below, by the name of the object type; empty for leaves. */
  readonly below: ReadonlyMap<string, LevelPlan>;
  /** Is anything loaded below? Then a run must go there before it writes. */
  readonly loadsBelow: boolean;
}

/** The selected fields of one object type at one place of the answer. */
export interface LevelPlan {
  readonly id: number;
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** Is anything loaded here or below? Then its rows have numbers. */
  readonly loads: boolean;
}

/** What a plan is made from. `variables` are the ones that @skip and @include ask for: a plan holds for their values. */
export interface Source {
  readonly schema: GraphQLSchema;
  readonly fragments: Selection["document"]["fragments"];
  readonly root: GraphQLObjectType;
  readonly nodes: readonly FieldNode[];
  readonly variables: Variables;
}

/** Everything about an operation that does not change from run to run. @returns null when graphql-js must answer: introspection, and shapes that compiled code does not know. */
export function planOf({ schema, fragments, root, nodes, variables }: Source): LevelPlan | null {
  const planner = new Planner();
  const document = { schema, fragments, variableValues: variables as Record<string, unknown> };
  const level = planner.level(root, new Selection(document, root, nodes), true);
  return planner.isPossible ? level : null;
}

class Planner {
  #slots = 0;
  #levels = 0;
  isPossible = true;

  level(type: GraphQLObjectType, selection: Selection, isRoot: boolean): LevelPlan {
    const id = this.#levels++;
    const fields: FieldPlan[] = [];
    for (const [responseKey, nodes] of selection.fieldsOf(type)) {
      const planned = this.#field(type, responseKey, nodes, selection, isRoot);
      if (planned) fields.push(planned);
    }
    const loads = isRoot || fields.some(({ kind, loadsBelow }) => kind === "batched" || loadsBelow);
    return { id, type, fields, loads };
  }

  #field(
    type: GraphQLObjectType,
    responseKey: string,
    nodes: readonly FieldNode[],
    above: Selection,
    isRoot: boolean,
  ): FieldPlan | null {
    const name = nodes[0]!.name.value;
    if (name === "__typename") return this.#typename(responseKey, above);
    const field = type.getFields()[name] as GraphQLField<unknown, Context> | undefined;
    if (!field) {
      this.isPossible = false;
      return null;
    }
    const selection = new Selection(above.document, field.type, nodes);
    const below = this.#below(selection);
    const call = field.extensions["kho"] as FieldCall | undefined;
    const kind = isRoot ? "root" : (call?.kind ?? "plain");
    const loadsBelow = [...below.values()].some((level) => level.loads);
    // Nothing is loaded below a computed field, nor by graphql-js.
    if (kind === "computed" && loadsBelow) this.isPossible = false;
    const args = this.#fixedArguments(field, nodes[0]!);
    return { responseKey, field, kind, slot: this.#slots++, selection, args, below, loadsBelow };
  }

  #typename(responseKey: string, { type, document, nodes }: Selection): FieldPlan {
    const selection = new Selection(document, type, nodes);
    const field = { name: "__typename", type } as unknown as GraphQLField<unknown, Context>;
    return { responseKey, field, kind: "plain", slot: -1, selection, args: {}, below: new Map(), loadsBelow: false };
  }

  #below(selection: Selection): Map<string, LevelPlan> {
    const named = getNamedType(selection.type);
    if (isObjectType(named)) return new Map([[named.name, this.level(named, selection, false)]]);
    if (!isAbstractType(named)) return new Map();
    const types = selection.document.schema.getPossibleTypes(named);
    return new Map(types.map((type) => [type.name, this.level(type, selection, false)]));
  }

  #fixedArguments(field: GraphQLField<unknown, Context>, node: FieldNode): FieldPlan["args"] {
    if (field.args.length === 0) return {};
    if (hasVariables(node)) return null;
    try {
      return getArgumentValues(field as GraphQLField<unknown, unknown>, node, {});
    } catch {
      // graphql-js tells of it.
      this.isPossible = false;
      return null;
    }
  }
}

function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given) visit(argument, { [Kind.VARIABLE]: () => void (found = true) });
  return found;
}

export function argumentsOf({ args, field, selection }: FieldPlan, variables: Variables): Record<string, unknown> {
  return args ?? getArgumentValues(field as GraphQLField<unknown, unknown>, selection.nodes[0]!, variables);
}

export function loaderOf({ field }: FieldPlan): BatchLoad<Row> {
  return field.extensions["load"] as BatchLoad<Row>;
}

export function computeOf({ field }: FieldPlan): GraphQLFieldResolver<unknown, Context> {
  return field.resolve!;
}

/** The type that a level's rows have at run time names its plan. */
export function levelOf(below: FieldPlan["below"], row: Row, type: GraphQLOutputType): LevelPlan | undefined {
  const named = getNamedType(type);
  return below.get(isAbstractType(named) ? (row["__typename"] as string) : named.name);
}
