import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Where other sites' pages may ask, if they may ask at all. */
const OPEN_PATHS = new Set(["/graphql", "/schema.graphql"]);

/** What GraphQL clients send: https://www.apollographql.com/docs/react and graphql-request, urql, Relay alike. */
const REQUEST_HEADERS = [
  "accept",
  "apollo-require-preflight",
  "apollographql-client-name",
  "apollographql-client-version",
  "authorization",
  "content-type",
  "if-none-match",
  "x-apollo-operation-id",
  "x-apollo-operation-name",
  "x-request-id",
].join(", ");

/** What a page's script may read beside what every script may. */
const ANSWER_HEADERS = "etag, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id";

const PREFLIGHT_SECONDS = 7_200;

const NONE: readonly string[] = [];

/** Sites whose pages may ask. */
export class KnownOrigins {
  readonly isOpenToAll: boolean;
  readonly #exact: ReadonlySet<string>;
  readonly #patterns: readonly RegExp[];

  constructor(readonly origins: readonly string[]) {
    this.isOpenToAll = origins.includes("*");
    this.#exact = new Set(origins.filter((one) => !one.includes("*")));
    this.#patterns = origins.filter((one) => one.includes("://*.")).map(patternOf);
  }

  has(origin: string | undefined): boolean {
    if (origin === undefined) return false;
    return this.isOpenToAll || this.#exact.has(origin) || this.#patterns.some((pattern) => pattern.test(origin));
  }
}

function patternOf(origin: string): RegExp {
  const [scheme, rest] = origin.split("://*.") as [string, string];
  return new RegExp(`^${scheme}://([a-z0-9-]+\\.)+${rest.replaceAll(".", "\\.")}$`);
}

/**
 * Lets pages of other sites ask, as far as the operator names the sites (https://fetch.spec.whatwg.org/#http-cors-protocol).
 * Credentials are never allowed: there are no cookies, and a key or token travels in a header that the page sets itself.
 */
export function crossOrigin(http: FastifyInstance, known: KnownOrigins): void {
  if (known.origins.length === 0) return;
  http.addHook("onRequest", (request, reply, done) => {
    if (!OPEN_PATHS.has(request.routeOptions.url ?? "")) return done();
    const { origin } = request.headers;
    const headers = originHeaders(known, origin);
    for (let i = 0; i < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!);
    if (known.has(origin) && isPreflight(request)) return void sendPreflight(reply);
    done();
  });
}

/** Names and values of the headers of an answer to a page of this site. */
export function originHeaders(known: KnownOrigins, origin: string | undefined): readonly string[] {
  if (known.origins.length === 0) return NONE;
  const vary = known.isOpenToAll ? NONE : ["vary", "Origin"];
  if (origin === undefined || !known.has(origin)) return vary;
  const allowed = known.isOpenToAll ? "*" : origin;
  return [...vary, "access-control-allow-origin", allowed, "access-control-expose-headers", ANSWER_HEADERS];
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function sendPreflight(reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .headers({
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": REQUEST_HEADERS,
      "access-control-max-age": PREFLIGHT_SECONDS,
      "cache-control": "no-store",
    })
    .send();
}

/** Adds to the names of headers on which an answer depends; `reply.header` would replace them. */
export function varyBy(reply: FastifyReply, names: string): FastifyReply {
  const known = reply.getHeader("vary");
  return reply.header("vary", known === "Origin" ? `Origin, ${names}` : names);
}
