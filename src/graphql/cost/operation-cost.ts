import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";
import { getNamedType, getNullableType, isCompositeType, isListType, isObjectType, Kind } from "graphql";
import type { FieldCall } from "../field-call.js";
import { Given } from "./given.js";
import type { GivenArgs } from "./weights.js";
import {
  FULLEST_PAGES,
  LISTS,
  pointsOf,
  ROW_WEIGHTS,
  sizeOf,
  TOTAL_COUNT,
  USUAL_PAGES,
  WEIGHTS,
  WORK,
} from "./weights.js";

/** What an operation costs before it runs, in points. */
export interface OperationCost {
  readonly points: number;
  /** The field that costs most by itself, without what is below it. */
  readonly heaviest: { readonly path: string; readonly points: number };
  /** Does it cost the same whatever its variables are? */
  readonly isFixed: boolean;
}

/** Where in the operation a selection stands. */
interface Place {
  readonly path: string;
  /** How many objects the selection is answered for. */
  readonly times: number;
  /** Rows of the page above, for `nodes` and `edges`; points of the series above, for `points`. */
  readonly page: number;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly given: Given;
  sum: number;
  heaviest: { path: string; own: number };
}

/** Lists whose length the field above decides. */
const OF_THE_PAGE = new Set(["nodes", "edges", "points"]);

/**
 * Counts what an operation asks for: rows times the rows above them, and points of series. The document must be valid and
 * measured already: fragments are walked as often as they are used.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationCost {
  const given = new Given(operation, variables);
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const walk: Walk = { schema, fragments, given, sum: 0, heaviest: { path: "", own: 0 } };
  const root = schema.getRootType(operation.operation);
  if (root) addSelections(walk, root, operation.selectionSet, { path: "", times: 1, page: 0 });
  const { path, own } = walk.heaviest;
  return { points: inPoints(walk.sum), heaviest: { path, points: inPoints(own) }, isFixed: !given.usedVariables };
}

/** Whole points; nothing is free. */
function inPoints(hundredths: number): number {
  return Math.max(1, Math.ceil(hundredths / 100));
}

function addSelections(walk: Walk, type: GraphQLCompositeType, set: SelectionSetNode, place: Place): void {
  for (const node of set.selections) {
    if (walk.given.leavesOut(node)) continue;
    if (node.kind === Kind.FIELD) addField(walk, type, node, place);
    else if (node.kind === Kind.INLINE_FRAGMENT) addInside(walk, type, node, place);
    else addInside(walk, type, walk.fragments.get(node.name.value), place);
  }
}

type Inside = Pick<FragmentDefinitionNode, "selectionSet"> & Partial<Pick<FragmentDefinitionNode, "typeCondition">>;

function addInside(walk: Walk, type: GraphQLCompositeType, inside: Inside | undefined, place: Place): void {
  if (!inside) return;
  const named = inside.typeCondition && walk.schema.getType(inside.typeCondition.name.value);
  addSelections(walk, named && isCompositeType(named) ? named : type, inside.selectionSet, place);
}

function addField(walk: Walk, type: GraphQLCompositeType, node: FieldNode, place: Place): void {
  const name = node.name.value;
  const path = place.path === "" ? name : `${place.path}.${name}`;
  if (name === "__schema" || name === "__type") return add(walk, path, WEIGHTS.introspection);
  const field = "getFields" in type ? type.getFields()[name] : undefined;
  if (!field) return;
  const key = `${type.name}.${name}`;
  const args = walk.given.argumentsOf(node, field);
  const rows = rowsOf(field, key, args, place);
  const points = pointsOf(key, args);
  const named = getNamedType(field.type);
  const each = rows * (rowWeight(field) + points * WEIGHTS.point) + workOf(walk, type, field, key, args);
  add(walk, path, place.times * each);
  if (!node.selectionSet || !isCompositeType(named)) return;
  const page = named.name.endsWith("Connection") ? pageOf(named.name, key, args) : points;
  addSelections(walk, named, node.selectionSet, { path, times: place.times * rows, page });
}

function add(walk: Walk, path: string, own: number): void {
  walk.sum += own;
  if (own > walk.heaviest.own) walk.heaviest = { path, own };
}

/** Objects that the field has below one parent. */
function rowsOf(field: GraphQLField<unknown, unknown>, key: string, args: GivenArgs, { page }: Place): number {
  if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) return 1;
  if (OF_THE_PAGE.has(field.name) && page > 0) return page;
  const size = LISTS[key] ?? 10;
  return typeof size === "number" ? size : size(args);
}

function pageOf(connection: string, key: string, args: GivenArgs): number {
  const asked = sizeOf(args("first") ?? args("last"), USUAL_PAGES[connection] ?? 100);
  return Math.max(1, Math.min(asked, FULLEST_PAGES[key] ?? Infinity));
}

/** What each object of a field costs. Parts of an object that is there already cost nothing. */
function rowWeight(field: GraphQLField<unknown, unknown>): number {
  const named = getNamedType(field.type);
  if (!isCompositeType(named) || named.name.endsWith("Connection")) return 0;
  // The node of an edge is the row that the edge was counted as.
  if (field.name === "node") return 0;
  if (isListType(getNullableType(field.type))) return ROW_WEIGHTS[named.name] ?? WEIGHTS.row;
  const call = field.extensions["kho"] as FieldCall | undefined;
  return call?.kind === "batched" ? WEIGHTS.reference : 0;
}

function workOf(
  walk: Walk,
  type: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  key: string,
  args: GivenArgs,
): number {
  const own = WORK[key] ?? (field.name === "totalCount" ? TOTAL_COUNT : 0);
  const work = typeof own === "number" ? own : own(args);
  if (type === walk.schema.getMutationType()) return work + WEIGHTS.mutation;
  return isObjectType(type) && isRoot(walk.schema, type.name) ? work + WEIGHTS.root : work;
}

function isRoot(schema: GraphQLSchema, name: string): boolean {
  return name === schema.getQueryType()?.name || name === schema.getSubscriptionType()?.name;
}
