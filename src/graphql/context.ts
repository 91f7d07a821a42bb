import type DataLoader from "dataloader";
import type { Logger } from "pino";
import type { Budget } from "../access/budget.js";
import type { Viewer } from "../access/viewer.js";

/** What a resolver may know of its request: who asks, what he may use, per-request loaders, and where to log. Nothing else. */
export interface Context {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly log: Logger;
  readonly loaders: Loaders;
  /** The data version that is asked about, by the nearest `asOf` above; absent or null is now. */
  readonly asOf?: number | null;
  /** Where the request comes from, for the audit log. */
  readonly address: string;
  /** What the request may use, and has used. */
  readonly budget?: Budget;
}

/** Loaders live as long as one request and are made on first use, so that they can't leak between viewers. */
export class Loaders {
  readonly #loaders = new Map<string | symbol, DataLoader<never, unknown, never>>();

  get<Key, Value, CacheKey = Key>(
    name: string | symbol,
    make: () => DataLoader<Key, Value, CacheKey>,
  ): DataLoader<Key, Value, CacheKey> {
    const known = this.#loaders.get(name);
    if (known) return known as unknown as DataLoader<Key, Value, CacheKey>;
    const made = make();
    this.#loaders.set(name, made);
    return made;
  }
}
