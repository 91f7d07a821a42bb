import type { GraphQLParams } from "./graphql-params.js";

/** Longer bodies are read each time. */
const LONGEST = 8_000;
const MOST_BYTES = 4_000_000;

/** What bodies that came lately say: a dashboard sends the same ones again and again. They are forgotten all at once. */
export class KnownBodies {
  readonly #params = new Map<string, GraphQLParams>();
  #bytes = 0;

  /** `read` is called for a body that is not known; what it throws is not remembered. */
  paramsOf(body: Buffer, read: () => GraphQLParams): GraphQLParams {
    if (body.length > LONGEST) return read();
    const key = body.toString("latin1");
    const known = this.#params.get(key);
    if (known) return known;
    const params = read();
    this.#keep(key, params);
    return params;
  }

  #keep(key: string, params: GraphQLParams): void {
    if (this.#bytes > MOST_BYTES) {
      this.#params.clear();
      this.#bytes = 0;
    }
    this.#params.set(key, params);
    this.#bytes += key.length;
  }
}
