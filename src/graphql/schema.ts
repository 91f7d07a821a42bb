import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from "graphql";
import { assertValidSchema, isAbstractType, isObjectType, lexicographicSortSchema, printSchema } from "graphql";
import type { BuildSchemaOptions } from "type-graphql";
import { buildSchemaSync } from "type-graphql";
import type { AuditTrail } from "../access/audit-trail.js";
import { permissionOf, permitOf, subjectOf } from "./allows.js";
import type { VersionedExtensions, VersionOf } from "./as-of.js";
import { contextAsOf } from "./as-of.js";
import { audited, missesOf, noteMisses } from "./audited.js";
import type { Context } from "./context.js";
import { expand, readSlot } from "./expand.js";
import type { BatchLoad } from "./field.js";
import type { FieldCall } from "./field-call.js";
import { scalarsMap } from "./scalars.js";
import { Selection } from "./selection.js";

type Resolve = GraphQLFieldResolver<unknown, Context>;
/** A method of a resolver; a subscription names the one that starts its events: `@Extensions({ events: … })`. */
type Method = Pick<FieldCall, "resolver" | "method">;
type Instances = ReadonlyMap<Function, object>;

const NO_PUB_SUB: NonNullable<BuildSchemaOptions["pubSub"]> = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error("there are no topics");
  },
};

/** What a schema works with beside its resolvers. */
export interface SchemaHooks {
  /** Finds the data version that an argument `asOf` names. */
  readonly versionOf?: VersionOf;
  /** Where mutations, and look-ups of what is hidden, are written down. */
  readonly audit?: AuditTrail | null;
}

/** Builds the schema from resolver instances and gives every field the way of running that its decorator chose. */
export function buildSchema(
  resolvers: readonly object[],
  { versionOf, audit = null }: SchemaHooks = {},
): GraphQLSchema {
  const instances: Instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as BuildSchemaOptions["resolvers"],
    container: { get: (someClass: Function) => instances.get(someClass) },
    // Scalars and the reads check their input themselves: class-validator would cost a promise per field (docs/decisions/0003).
    validate: false,
    // type-graphql wants one; a subscription is started by the method that its resolver names.
    pubSub: NO_PUB_SUB,
    scalarsMap,
    // It would run a whole introspection, which takes as long as all the rest, to find what the next line finds.
    skipCheck: true,
  });
  assertValidSchema(schema);
  schema.getQueryType()!.description =
    "Everything that can be asked. Start with `search`, `indicators` or `warehouse`.";
  schema.extensions = { ...schema.extensions, versionOf } satisfies VersionedExtensions;
  const subscriptions = schema.getSubscriptionType();
  if (subscriptions) subscriptions.description = "What clients can be woken by, over WebSocket (graphql-transport-ws).";
  const mutations = schema.getMutationType();
  if (mutations) mutations.description = "Everything that can be changed, by whom a field's description names.";
  prepare(schema, instances, audit);
  return schema;
}

/** The schema as text, sorted, so that its diff is the review of the API. */
export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function prepare(schema: GraphQLSchema, instances: Instances, audit: AuditTrail | null): void {
  for (const type of Object.values(schema.getTypeMap())) {
    // type-graphql wraps this in a promise, for which compiled execution does not wait; our rows carry their type's name.
    if (isAbstractType(type)) type.resolveType = (row: { __typename: string }) => row.__typename;
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    if (type === schema.getMutationType()) prepareMutations(type, audit);
    else if (type === schema.getQueryType()) prepareQueries(type, audit);
    else if (type === schema.getSubscriptionType()) prepareSubscriptions(type, instances);
    else prepareFields(type, instances);
  }
}

function prepareQueries(type: GraphQLObjectType, audit: AuditTrail | null): void {
  for (const field of Object.values(type.getFields())) {
    const ask = guarded(field, audit);
    field.extensions = { ...field.extensions, ask };
    field.resolve = async (source, args, context: Context, info) => {
      const at = args["asOf"] == null ? context : await contextAsOf(args["asOf"], context, info.schema);
      const value: unknown = await ask(source, args, at, info);
      await expand(value, Selection.of(info), at, `.${info.path.key}`);
      return value;
    };
  }
}

/** Each event is answered like a query of its own. */
function prepareSubscriptions(type: GraphQLObjectType, instances: Instances): void {
  prepareQueries(type, null);
  for (const field of Object.values(type.getFields())) {
    const permit = permitOf(field, false);
    const start = methodOf(field.extensions["events"] as Method, instances) as Resolve;
    field.subscribe = (source, args, context: Context, info) => {
      permit(context.viewer);
      return start(source, args, context, info);
    };
  }
}

/** What compiled operations and graphql-js alike ask first of all: may this viewer? */
function guarded(field: GraphQLField<unknown, Context>, audit: AuditTrail | null): Resolve {
  const ask = field.resolve as Resolve;
  const permit = permitOf(field, false);
  const missed = missesOf(field);
  if (!missed || !audit)
    return (source, args, context, info) => {
      permit(context.viewer);
      return ask(source, args, context, info);
    };
  return async (source, args, context, info) => {
    permit(context.viewer);
    const value: unknown = await ask(source, args, context, info);
    noteMisses(audit, missed, args, value, context);
    return value;
  };
}

/** What a mutation did is done, and written down, before its answer is filled. */
function prepareMutations(type: GraphQLObjectType, audit: AuditTrail | null): void {
  for (const field of Object.values(type.getFields())) {
    const change = field.resolve as Resolve;
    const permit = permitOf(field, true);
    const named = { name: field.name, permission: permissionOf(field), subject: subjectOf(field) };
    field.resolve = async (source, args, context: Context, info) => {
      const run = async (): Promise<unknown> => {
        permit(context.viewer);
        return change(source, args, context, info);
      };
      const value = audit ? await audited(audit, named, args, context, run) : await run();
      await expand(value, Selection.of(info), context, `.${info.path.key}`);
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

function methodOf(call: Method, instances: Instances): BatchLoad | Resolve {
  const instance = instances.get(call.resolver) as Record<string, Function>;
  return instance[call.method]!.bind(instance) as BatchLoad | Resolve;
}
