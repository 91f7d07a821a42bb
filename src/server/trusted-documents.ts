import { readFileSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import { parse, stripIgnoredCharacters, validate } from "graphql";
import { z } from "zod";

/** As GraphQL Code Generator writes it (`persistedDocuments`): text by id. */
const textById = z.record(z.string(), z.string());

/** As Apollo's generate-persisted-query-manifest writes it. */
const ofApollo = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** Documents that were agreed on with front ends before: known by their ids, and by their texts. */
export class TrustedDocuments {
  readonly #texts: ReadonlySet<string>;

  constructor(
    private readonly byId: ReadonlyMap<string, string>,
    /** Is every other document refused? */
    readonly only: boolean,
  ) {
    this.#texts = new Set([...byId.values()].map(normal));
  }

  /** The text of a document, by its id as the manifest has it, or as `sha256:<id>`. */
  find(id: string): string | undefined {
    return this.byId.get(id) ?? this.byId.get(id.replace(/^sha256:/, ""));
  }

  /** Was exactly this agreed on? Blanks and comments do not matter. */
  has(text: string): boolean {
    return this.#texts.has(normal(text));
  }

  /** Ids of documents that do not fit the schema, whose callers will be told so. */
  misfits(schema: GraphQLSchema): string[] {
    return [...this.byId].filter(([, text]) => !fits(schema, text)).map(([id]) => id);
  }
}

/** Reads a manifest. @throws Error that says what is wrong with it */
export function readManifest(file: string): ReadonlyMap<string, string> {
  const content = parsedJson(file);
  const apollo = ofApollo.safeParse(content);
  if (apollo.success) return new Map(apollo.data.operations.map(({ id, body }) => [id, body]));
  const plain = textById.safeParse(content);
  if (plain.success) return new Map(Object.entries(plain.data));
  throw new Error(`${file} is no manifest of documents: it must be {"<id>": "<document>", …}, or Apollo's form`);
}

function parsedJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not valid JSON`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} can't be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}

/** What can't be read as GraphQL is as it is. */
function normal(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}

function fits(schema: GraphQLSchema, text: string): boolean {
  try {
    return validate(schema, parse(text)).length === 0;
  } catch {
    return false;
  }
}
