import type { ClassType } from "type-graphql";
import { Args, Extensions, FieldResolver } from "type-graphql";
import type { Context } from "./context.js";
import type { FieldCall } from "./field-call.js";
import type { Selection } from "./selection.js";

type TypeThunk = () => unknown;

interface FieldOptions {
  readonly description: string;
  readonly nullable?: boolean | "items";
  readonly name?: string;
  readonly deprecationReason?: string;
  /** Class with `@ArgsType()` that declares the field's arguments. */
  readonly args?: () => ClassType;
  /** Properties of the row that the method reads, beside its key; all of them when left out. */
  readonly needs?: readonly string[];
}

/** Loads one field for all parents of a level: `results[i]` belongs to `rows[i]` and may be an Error for that row alone. */
export type BatchLoad<Row = never> = (
  rows: readonly Row[],
  args: never,
  context: Context,
  selection: Selection,
) => Promise<readonly unknown[]> | readonly unknown[];

type Compute = (row: never, args: never, context: Context) => unknown;
type Method<Shape> = <F extends Shape>(target: object, key: string, descriptor: TypedPropertyDescriptor<F>) => void;

/**
 * A field that is loaded once per level of the answer, for all parents together.
 * The method gets `(rows, args, context, selection)` and returns one result per row.
 */
export function BatchedField(type: TypeThunk, options: FieldOptions): Method<BatchLoad> {
  return field("batched", type, options);
}

/** A field computed from its row alone, at once: `(row, args, context)`. It must not return a promise. */
export function ComputedField(type: TypeThunk, options: FieldOptions): Method<Compute> {
  return field("computed", type, options);
}

function field(kind: FieldCall["kind"], type: TypeThunk, { args, needs, ...options }: FieldOptions): Method<Function> {
  return (prototype, key) => {
    FieldResolver(type as never, options)(prototype, key, undefined as never);
    const call: FieldCall = { kind, resolver: prototype.constructor, method: key, needs };
    Extensions({ kho: call })(prototype, key, undefined as never);
    if (args) Args(args)(prototype, key, 1);
  };
}
