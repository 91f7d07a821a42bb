import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { RateLimits } from "../../access/rate-limits.js";
import { anonymous } from "../../access/viewer.js";
import type { KnownOrigins } from "../cors.js";
import { isCrossSite } from "../cross-site.js";
import type { KnownBodies } from "../known-bodies.js";
import { LONGEST_KNOWN } from "../known-bodies.js";
import { ANSWER_TYPES, JSON_TYPE, preferredType } from "../media-type.js";
import type { OperationLog } from "../operation-log.js";
import type { OperationRecord } from "../operation-record.js";
import { newRecord } from "../operation-record.js";
import type { ProxyTrust } from "../proxy-trust.js";
import { requestIdOf } from "../request-id.js";
import type { Answering } from "./answering.js";
import type { DirectHeaders } from "./direct-headers.js";

export interface ShortcutParts {
  readonly answering: Answering;
  readonly bodies: KnownBodies;
  readonly headers: DirectHeaders;
  readonly rates: RateLimits;
  readonly proxies: ProxyTrust;
  readonly origins: KnownOrigins;
  readonly log: OperationLog;
}

/**
 * The shortest way: what anybody may ask and was answered before is answered before the framework has seen it. All rules hold
 * here too; whatever there is to refuse, to work out, or to find out about the caller goes the long way, with the body as it was read.
 */
export class Shortcut {
  readonly #read = new WeakMap<IncomingMessage, Buffer>();

  constructor(private readonly parts: ShortcutParts) {}

  /** Answers the request, or gives it to `onward`. */
  take(request: IncomingMessage, response: ServerResponse, onward: RequestListener): void {
    if (!mayBeKept(request)) return onward(request, response);
    const record = newRecord();
    let body: Buffer = NOTHING;
    request.on("data", (chunk: Buffer) => {
      body = body.length === 0 ? chunk : Buffer.concat([body, chunk]);
    });
    request.on("end", () => {
      if (this.#answer(request, response, body, record)) return;
      this.#read.set(request, body);
      onward(request, response);
    });
    // The framework tells of a caller who has gone before all was said.
    request.on("error", () => {
      if (!request.complete) onward(request, response);
    });
  }

  /** The body of a request that went onward. */
  bodyOf(request: IncomingMessage): Buffer | undefined {
    return this.#read.get(request);
  }

  #answer(request: IncomingMessage, response: ServerResponse, body: Buffer, record: OperationRecord): boolean {
    const { answering, bodies, proxies, origins, rates } = this.parts;
    const { headers } = request;
    const params = bodies.find(body);
    const type = preferredType(headers.accept, ANSWER_TYPES);
    if (!params?.isForAll || type === null || isCrossSite(headers, proxies.hostOf(request), origins)) return false;
    const budget = rates.budgetOf(anonymous, proxies.addressOf(request));
    const kept = answering.kept(params, record, anonymous, budget);
    const encoding = kept?.encodingFor(headers["accept-encoding"]);
    const bytes = encoding && kept?.ready(encoding);
    // Nothing is worked out for it: it counts with the one point of every request. Who has none left is refused on the long way.
    if (bytes === undefined || encoding === undefined || !budget.take(1)) return false;
    const requestId = requestIdOf(headers);
    const { origin } = headers;
    const { length } = bytes;
    response.writeHead(200, this.parts.headers.of({ requestId, origin, type, encoding, length, budget }));
    record.budget = budget;
    response.on("finish", () => this.parts.log.answered(record, { requestId, status: 200, bytes: length }));
    if (typeof bytes === "string") response.end(bytes, "latin1");
    else response.end(bytes);
    return true;
  }
}

const NOTHING = Buffer.alloc(0);

/** How programs say it; any other spelling is for the framework to read. */
const JSON_TYPES: readonly (string | undefined)[] = [JSON_TYPE, `${JSON_TYPE}; charset=utf-8`];

/** A question in the form that nearly all come in, by somebody who shows no credential. */
function mayBeKept({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === "POST" &&
    url === "/graphql" &&
    JSON_TYPES.includes(headers["content-type"]) &&
    headers["content-encoding"] === undefined &&
    headers.authorization === undefined &&
    Number(headers["content-length"]) <= LONGEST_KNOWN
  );
}
