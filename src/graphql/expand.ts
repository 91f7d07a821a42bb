import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLResolveInfo } from "graphql";
import { getArgumentValues, getNamedType, isAbstractType, isCompositeType, isObjectType } from "graphql";
import { contextAsOf } from "./as-of.js";
import type { Context } from "./context.js";
import type { BatchLoad } from "./field.js";
import { Selection } from "./selection.js";

type Row = Record<string, unknown>;
type LoadableField = GraphQLField<unknown, Context, unknown> & { extensions: { load?: BatchLoad<Row> } };

/** What was loaded for a row, by slots: paths of response keys. */
type Slots = WeakMap<object, Record<string, unknown>>;

/** By request: rows of the catalogue serve many requests at once. */
const loaded = new WeakMap<object, Slots>();

/** What all contexts of one request share: below an `asOf` stands another context. */
function requestOf(context: Context): object {
  return (context as Partial<Context>).loaders ?? context;
}

/**
 * Loads what is selected below `value`, level by level: every batched field of a level once for all its rows, side by side,
 * then the levels below. Each result waits for its row, in a slot named by the path of response keys, until the field's resolver
 * reads it; so execution itself is synchronous. The path tells levels apart: `a: nodes` and `b: nodes` are the same rows with
 * different things below.
 */
export async function expand(value: unknown, selection: Selection, context: Context, path: string): Promise<void> {
  const type = getNamedType(selection.type);
  if (!isCompositeType(type)) return;
  const rows = [...rowsIn(value)];
  if (rows.length === 0) return;
  if (isObjectType(type)) return expandLevel(rows, type, selection, context, path);
  const levels = Map.groupBy(rows, (row) => row["__typename"] as string);
  await Promise.all(
    [...levels].map(([name, same]) => expandLevel(same, objectType(selection, name), selection, context, path)),
  );
}

async function expandLevel(
  rows: Row[],
  type: GraphQLObjectType,
  selection: Selection,
  context: Context,
  path: string,
): Promise<void> {
  const fields = type.getFields();
  const loads: Promise<void>[] = [];
  for (const [responseKey, nodes] of selection.fieldsOf(type)) {
    const field = fields[nodes[0]!.name.value] as LoadableField | undefined;
    if (!field) continue;
    const below = new Selection(selection.document, field.type, nodes);
    const slot = `${path}.${responseKey}`;
    if (field.extensions.load) loads.push(loadField(rows, field, slot, below, context));
    else if (isCompositeType(getNamedType(field.type)) && !field.resolve)
      loads.push(
        expand(
          rows.map((row) => row[field.name]),
          below,
          context,
          slot,
        ),
      );
  }
  if (loads.length > 0) await Promise.all(loads);
}

async function loadField(
  rows: Row[],
  field: LoadableField,
  slot: string,
  below: Selection,
  context: Context,
): Promise<void> {
  try {
    const args = getArgumentValues(
      field as GraphQLField<unknown, unknown>,
      below.nodes[0]!,
      below.document.variableValues,
    );
    const asOf = args["asOf"];
    const at = asOf == null ? context : await contextAsOf(asOf, context, below.document.schema);
    const results = await field.extensions.load!(rows, args as never, at, below);
    if (results.length !== rows.length)
      throw new Error(`${field.name}: ${results.length} results for ${rows.length} rows`);
    rows.forEach((row, i) => put(context, row, slot, results[i]));
    await expand(results, below, at, slot);
  } catch (error) {
    // One loader's failure is its own fields' failure; its siblings keep their answers.
    const failure = error instanceof Error ? error : new Error(String(error));
    for (const row of rows) put(context, row, slot, failure);
  }
}

function put(context: Context, row: Row, slot: string, value: unknown): void {
  const request = requestOf(context);
  const slots: Slots = loaded.get(request) ?? new WeakMap();
  loaded.set(request, slots);
  const own = slots.get(row) ?? {};
  slots.set(row, own);
  own[slot] = value;
}

/** The resolver of a batched field: reads what `expand` has loaded for the row. */
export const readSlot: GraphQLFieldResolver<Row, Context> = (row, _args, context, info) => {
  const value = loaded.get(requestOf(context))?.get(row)?.[slotOf(info)];
  if (value instanceof Error) throw value;
  return value;
};

/** Execution hands the same field nodes to all rows of a level, so their path is spelt once for the level. */
const slots = new WeakMap<object, string>();

function slotOf({ fieldNodes, path }: GraphQLResolveInfo): string {
  const known = slots.get(fieldNodes);
  if (known !== undefined) return known;
  let slot = "";
  for (let at: typeof path | undefined = path; at; at = at.prev)
    if (typeof at.key === "string") slot = `.${at.key}${slot}`;
  slots.set(fieldNodes, slot);
  return slot;
}

function rowsIn(value: unknown, found = new Set<Row>()): Set<Row> {
  if (Array.isArray(value)) for (const item of value) rowsIn(item, found);
  else if (value !== null && typeof value === "object" && !(value instanceof Error)) found.add(value as Row);
  return found;
}

function objectType(selection: Selection, name: string): GraphQLObjectType {
  const abstract = getNamedType(selection.type);
  const type = selection.document.schema.getType(name);
  if (!isAbstractType(abstract) || !isObjectType(type)) throw new Error(`a row of type ${name} below ${abstract.name}`);
  return type;
}
