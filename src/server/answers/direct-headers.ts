import type { Budget } from "../../access/budget.js";
import type { KnownOrigins } from "../cors.js";
import { originHeaders } from "../cors.js";
import { addRate } from "../limits/rate-headers.js";
import type { Encoding } from "./answer.js";

export interface DirectAnswer {
  readonly requestId: string;
  /** Of the page that asks. */
  readonly origin: string | undefined;
  readonly type: string;
  readonly encoding: Encoding;
  /** Bytes of the body. */
  readonly length: number;
  readonly budget: Budget | null | undefined;
}

/**
 * Headers of the answers to a POST that are sent past the framework: the same that it would send, without looking each of them
 * up again.
 */
export class DirectHeaders {
  readonly #always: readonly string[];

  /** @param data headers of every answer that is data */
  constructor(
    data: Readonly<Record<string, string>>,
    private readonly origins: KnownOrigins,
  ) {
    const own = { "cache-control": "private, no-store", vary: "Accept, Accept-Encoding, Authorization" };
    this.#always = Object.entries({ ...data, ...own }).flat();
  }

  /** Names and values. */
  of({ requestId, origin, type, encoding, length, budget }: DirectAnswer): string[] {
    const headers = [...this.#always, "x-request-id", requestId, "content-type", `${type}; charset=utf-8`];
    headers.push("content-length", `${length}`, ...originHeaders(this.origins, origin));
    if (encoding !== "identity") headers.push("content-encoding", encoding);
    if (budget) addRate(headers, budget);
    return headers;
  }
}
