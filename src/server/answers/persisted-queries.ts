import { createHash } from "node:crypto";
import { HttpFault, badRequest } from "../http-fault.js";

interface Hashed {
  readonly version: 1;
  readonly sha256Hash: string;
}

/** Characters of all remembered documents together. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Automatic persisted queries (https://www.apollographql.com/docs/apollo-server/performance/apq): a client names a document
 * by its hash and sends it only when the server does not know it, so that a GET stays short and a CDN can hold its answer.
 */
export class PersistedQueries {
  readonly #byHash = new Map<string, string>();
  #characters = 0;

  /** The document that a request means. @throws HttpFault 200 PERSISTED_QUERY_NOT_FOUND, to which clients answer with the text. */
  resolve(query: string | undefined, persistedQuery: unknown): string | undefined {
    const hashed = checked(persistedQuery);
    if (!hashed) return query;
    if (query === undefined) return this.#known(hashed.sha256Hash);
    if (createHash("sha256").update(query).digest("hex") !== hashed.sha256Hash)
      throw new HttpFault(
        400,
        "PERSISTED_QUERY_HASH_MISMATCH",
        "The hash of the persisted query is not that of its text.",
      );
    this.#remember(hashed.sha256Hash, query);
    return query;
  }

  #known(hash: string): string {
    const query = this.#byHash.get(hash);
    if (query === undefined) throw new HttpFault(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
    this.#byHash.delete(hash);
    this.#byHash.set(hash, query);
    return query;
  }

  #remember(hash: string, query: string): void {
    if (this.#byHash.has(hash)) return;
    this.#byHash.set(hash, query);
    this.#characters += query.length;
    for (const [oldest, text] of this.#byHash) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#byHash.delete(oldest);
      this.#characters -= text.length;
    }
  }
}

function checked(persistedQuery: unknown): Hashed | undefined {
  if (persistedQuery == null) return undefined;
  const hashed = persistedQuery as Partial<Hashed>;
  if (hashed.version !== 1 || typeof hashed.sha256Hash !== "string" || !/^[0-9a-f]{64}$/.test(hashed.sha256Hash))
    throw badRequest("extensions.persistedQuery needs version 1 and sha256Hash, 64 hexadecimal digits.");
  return hashed as Hashed;
}
