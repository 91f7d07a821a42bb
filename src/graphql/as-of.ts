import type { GraphQLSchema } from "graphql";
import type { Context } from "./context.js";

/** Finds the data version that an `asOf` names. @throws AppError BAD_USER_INPUT when there is none */
export type VersionOf = (asOf: string) => Promise<number>;

export const AS_OF_DESCRIPTION =
  "Answers as of this data version, byte for byte as it was answered then, and so for everything selected below; now when left out. An unknown version is BAD_USER_INPUT.";

/** Where the schema keeps how versions are found; a schema without one knows no version. */
export interface VersionedExtensions {
  versionOf?: VersionOf | undefined;
}

/**
 * The context of a field that was given `asOf`. It holds for the whole tree below: a target's indicator, its series and
 * their observations are answered as of the same version, unless a field below names another one.
 */
export async function contextAsOf(asOf: unknown, context: Context, schema: GraphQLSchema): Promise<Context> {
  const { versionOf } = schema.extensions as VersionedExtensions;
  if (!versionOf) throw new Error("the schema knows no data versions");
  return { ...context, asOf: await versionOf(asOf as string) };
}
