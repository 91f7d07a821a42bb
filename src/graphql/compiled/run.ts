import type { GraphQLResolveInfo, GraphQLSchema } from "graphql";
import { isAbstractType, getNamedType } from "graphql";
import { contextAsOf } from "../as-of.js";
import type { Context } from "../context.js";
import type { FieldPlan, LevelPlan, Row, Variables } from "./plan.js";
import { argumentsOf, levelOf, loaderOf } from "./plan.js";

/** What a resolver of the root is told beside its arguments. */
export type RootInfo = Omit<GraphQLResolveInfo, "fieldName" | "fieldNodes" | "returnType" | "path" | "variableValues">;

type Pending = Promise<void> | void;

/**
 * One run of an operation: first everything is loaded, level by level, then it is written.
 *
 * The rows of a level that loads anything have numbers: equal rows have one number and are loaded once. `starts[level][n]`
 * says where the rows below row n of the level above begin in `order[level]`, which holds their numbers in the order in which
 * the answer comes to them; `at[level]` is the next one.
 */
export class Run {
  /** Results of the batched fields and of the root's, by slot and number of the row. */
  readonly results: unknown[][] = [];
  readonly #args: (Record<string, unknown> | undefined)[] = [];
  readonly order: number[][] = [];
  readonly starts: number[][] = [];
  readonly at: number[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    readonly context: Context,
    private readonly variables: Variables,
  ) {}

  /** Asks every field of the root at once, and loads what is selected below. */
  async loadRoot({ id, fields }: LevelPlan, info: RootInfo): Promise<void> {
    this.order[id] = [0];
    this.at[id] = 0;
    const asked = fields.map(async (field) => {
      if (field.slot < 0) return;
      const args = argumentsOf(field, this.variables);
      const context = await this.#contextOf(args, this.context);
      const value = await this.#askRoot(field, args, context, info);
      this.results[field.slot] = [value];
      await this.#enterBelow(field, [value], context);
    });
    await Promise.all(asked);
  }

  /** Arguments of a computed field: they are the same for all rows of a run. */
  argumentsFor(field: FieldPlan): Record<string, unknown> {
    return (this.#args[field.slot] ??= argumentsOf(field, this.variables));
  }

  /** `asOf` holds for everything below the field that it is given to. */
  #contextOf({ asOf }: Record<string, unknown>, context: Context): Context | Promise<Context> {
    return asOf == null ? context : contextAsOf(asOf, context, this.schema);
  }

  #askRoot(
    { field, responseKey, selection }: FieldPlan,
    args: Record<string, unknown>,
    context: Context,
    info: RootInfo,
  ): unknown {
    const own = {
      ...info,
      fieldName: field.name,
      fieldNodes: selection.nodes,
      returnType: field.type,
      path: { key: responseKey, prev: undefined, typename: info.parentType.name },
      variableValues: this.variables as GraphQLResolveInfo["variableValues"],
      // Selection.of finds it: what is selected is collected once for all runs.
      selection,
    };
    return (field.extensions["ask"] as NonNullable<typeof field.resolve>)(undefined, args, context, own);
  }

  #enter(level: LevelPlan, occurrences: readonly Row[], context: Context): Pending {
    const rows = this.#number(level.id, occurrences);
    const pending: Promise<void>[] = [];
    for (const field of level.fields) {
      const done = this.#enterField(field, rows, context);
      if (done) pending.push(done);
    }
    return all(pending);
  }

  #enterField(field: FieldPlan, rows: readonly Row[], context: Context): Pending {
    if (field.kind === "batched")
      return rows.length > 0 ? this.#load(field, rows, context) : this.#enterBelow(field, [], context);
    if (!field.loadsBelow) return undefined;
    const { name } = field.field;
    return this.#enterBelow(
      field,
      rows.map((row) => row[name]),
      context,
    );
  }

  #load(field: FieldPlan, rows: readonly Row[], above: Context): Pending {
    const args = argumentsOf(field, this.variables);
    const context = this.#contextOf(args, above);
    if (context instanceof Promise) return context.then((at) => this.#loadAt(field, rows, args, at));
    return this.#loadAt(field, rows, args, context);
  }

  #loadAt(field: FieldPlan, rows: readonly Row[], args: Record<string, unknown>, context: Context): Pending {
    const loaded = loaderOf(field)(rows, args as never, context, field.selection);
    return loaded instanceof Promise
      ? loaded.then((results) => this.#take(field, rows, results, context))
      : this.#take(field, rows, loaded, context);
  }

  #take(field: FieldPlan, rows: readonly Row[], results: readonly unknown[], context: Context): Pending {
    if (results.length !== rows.length)
      throw new Error(`${field.field.name}: ${results.length} results for ${rows.length} rows`);
    this.results[field.slot] = results as unknown[];
    return this.#enterBelow(field, results, context);
  }

  /** `values[n]` is what the field gave for row n: an object, a list, lists of lists, or nothing. */
  #enterBelow({ below, field, loadsBelow }: FieldPlan, values: readonly unknown[], context: Context): Pending {
    if (!loadsBelow) return undefined;
    const isAbstract = isAbstractType(getNamedType(field.type));
    const pending: Promise<void>[] = [];
    for (const level of below.values()) {
      if (!level.loads) continue;
      const starts: number[] = [];
      const rows: Row[] = [];
      const takes = isAbstract ? (row: Row) => levelOf(below, row, field.type) === level : null;
      for (const value of values) {
        starts.push(rows.length);
        collect(value, rows, takes);
      }
      this.starts[level.id] = starts;
      const done = this.#enter(level, rows, context);
      if (done) pending.push(done);
    }
    return all(pending);
  }

  /** Gives equal rows one number. @returns the row of each number. */
  #number(level: number, occurrences: readonly Row[]): readonly Row[] {
    const numbers = new Map<Row, number>();
    const order: number[] = (this.order[level] = []);
    for (let i = 0; i < occurrences.length; i++) {
      const row = occurrences[i]!;
      const known = numbers.get(row);
      if (known === undefined) numbers.set(row, (order[i] = numbers.size));
      else order[i] = known;
    }
    return numbers.size === occurrences.length ? occurrences : [...numbers.keys()];
  }
}

function collect(value: unknown, rows: Row[], takes: ((row: Row) => boolean) | null): void {
  if (Array.isArray(value)) for (const item of value) collect(item, rows, takes);
  else if (value instanceof Error) throw value;
  else if (value !== null && typeof value === "object") {
    if (!takes || takes(value as Row)) rows.push(value as Row);
  }
}

function all(pending: readonly Promise<void>[]): Pending {
  if (pending.length < 2) return pending[0];
  return Promise.all(pending).then(() => undefined);
}
