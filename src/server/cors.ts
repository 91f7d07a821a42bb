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
    if (!known.isOpenToAll) reply.header("vary", "Origin");
    const { origin } = request.headers;
    if (!known.has(origin)) return done();
    reply.headers({
      "access-control-allow-origin": known.isOpenToAll ? "*" : origin,
      "access-control-expose-headers": ANSWER_HEADERS,
    });
    if (isPreflight(request)) return void sendPreflight(reply);
    done();
  });
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

const OWN_HEADERS = [
  "access-control-allow-origin",
  "access-control-expose-headers",
  "strict-transport-security",
  "vary",
];

/** Names and values of what was said above of the reply, for who sends it past the framework. */
export function addEdgeHeaders(headers: string[], reply: FastifyReply): void {
  for (const name of OWN_HEADERS) {
    const value = reply.getHeader(name);
    if (value !== undefined) headers.push(name, String(value));
  }
}
