import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from "graphql";
import { isAbstractType, isObjectType, lexicographicSortSchema, printSchema } from "graphql";
import type { BuildSchemaOptions } from "type-graphql";
import { buildSchemaSync } from "type-graphql";
import type { VersionedExtensions, VersionOf } from "./as-of.js";
import { contextAsOf } from "./as-of.js";
import type { Context } from "./context.js";
import { expand, readSlot } from "./expand.js";
import type { BatchLoad } from "./field.js";
import type { FieldCall } from "./field-call.js";
import { scalarsMap } from "./scalars.js";
import { Selection } from "./selection.js";

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Instances = ReadonlyMap<Function, object>;

/**
 * Builds the schema from resolver instances and gives every field the way of running that its decorator chose.
 * @param versionOf finds the data version that an argument `asOf` names
 */
export function buildSchema(resolvers: readonly object[], versionOf?: VersionOf): GraphQLSchema {
  const instances: Instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as BuildSchemaOptions["resolvers"],
    container: { get: (someClass: Function) => instances.get(someClass) },
    // Scalars and the reads check their input themselves: class-validator would cost a promise per field (docs/decisions/0003).
    validate: false,
    scalarsMap,
  });
  schema.getQueryType()!.description =
    "Everything that can be asked. Start with `search`, `indicators` or `warehouse`.";
  schema.extensions = { ...schema.extensions, versionOf } satisfies VersionedExtensions;
  prepare(schema, instances);
  return schema;
}

/** The schema as text, sorted, so that its diff is the review of the API. */
export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function prepare(schema: GraphQLSchema, instances: Instances): void {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    // type-graphql wraps this in a promise, for which compiled execution does not wait; our rows carry their type's name.
    if (isAbstractType(type)) type.resolveType = (row: { __typename: string }) => row.__typename;
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    if (roots.has(type)) prepareRoot(type);
    else prepareFields(type, instances);
  }
}

function prepareRoot(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const ask = field.resolve as Resolve;
    field.extensions = { ...field.extensions, ask };
    field.resolve = async (source, args, context: Context, info) => {
      const at = args["asOf"] == null ? context : await contextAsOf(args["asOf"], context, info.schema);
      const value: unknown = await ask(source, args, at, info);
      await expand(value, Selection.of(info), at, `.${info.path.key}`);
      return value;
    };
  }
}

/** type-graphql calls a resolver per row, with a promise for its arguments; a level is loaded or computed directly instead. */
function prepareFields(type: GraphQLObjectType, instances: Instances): void {
  for (const field of Object.values(type.getFields())) {
    const call = field.extensions["kho"] as FieldCall | undefined;
    if (!call) {
      delete field.resolve; // the value of a plain field stands on its row, under the field's name
      continue;
    }
    const load = methodOf(call, instances);
    field.extensions = call.kind === "batched" ? { ...field.extensions, load } : field.extensions;
    field.resolve = call.kind === "batched" ? (readSlot as Resolve) : (load as Resolve);
  }
}

function methodOf(call: FieldCall, instances: Instances): BatchLoad | Resolve {
  const instance = instances.get(call.resolver) as Record<string, Function>;
  return instance[call.method]!.bind(instance) as BatchLoad | Resolve;
}
