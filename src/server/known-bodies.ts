import type { GraphQLParams } from "./graphql-params.js";

/** Longer bodies are read each time. */
export const LONGEST_KNOWN = 8_000;
const MOST_BYTES = 4_000_000;

/** What bodies that came lately say: a dashboard sends the same ones again and again. They are forgotten all at once. */
export class KnownBodies {
  readonly #params = new Map<string, GraphQLParams>();
  #bytes = 0;

  find(body: Buffer): GraphQLParams | undefined {
    return this.#params.get(keyOf(body));
  }

  /** `read` is called for a body that is not known; what it throws is not remembered. */
  paramsOf(body: Buffer, read: () => GraphQLParams): GraphQLParams {
    if (body.length > LONGEST_KNOWN) return read();
    const key = keyOf(body);
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

function keyOf(body: Buffer): string {
  return body.toString("latin1");
}
