import { Readable } from "node:stream";
import { HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, preParsingHookHandler } from "fastify";
import type { Logger } from "pino";
import type { Caller } from "../access/authenticator.js";
import type { Budget } from "../access/budget.js";
import { partyOf } from "../access/party.js";
import type { RateLimits } from "../access/rate-limits.js";
import type { Viewer } from "../access/viewer.js";
import { anonymous, Role, seesClosedRows } from "../access/viewer.js";
import { Caller as Waiting } from "../shared/errand.js";
import type { Context } from "../graphql/context.js";
import type { Answering } from "./answers/answering.js";
import type { DirectHeaders } from "./answers/direct-headers.js";
import { PersistedQueries } from "./answers/persisted-queries.js";
import { sendReply } from "./answers/send-reply.js";
import type { Shortcut } from "./answers/shortcut.js";
import type { KnownOrigins } from "./cors.js";
import { refuseCrossSite } from "./cross-site.js";
import type { GraphQLParams } from "./graphql-params.js";
import { paramsFromBody, paramsFromSearch, parseJsonBody } from "./graphql-params.js";
import { HttpFault } from "./http-fault.js";
import type { KnownBodies } from "./known-bodies.js";
import type { LandingPage } from "./landing-page.js";
import { enter } from "./limits/charge.js";
import type { Limits } from "./limits/limits.js";
import { ANSWER_TYPES, GRAPHQL_TYPE, HTML_TYPE, JSON_TYPE, preferredType } from "./media-type.js";
import { newRecord, type RecordedRequest } from "./operation-record.js";
import type { ProxyTrust } from "./proxy-trust.js";
import { withinBudget } from "./time-budget.js";
import type { TrustedDocuments } from "./trusted-documents.js";

export interface GraphQLRouteOptions {
  readonly answering: Answering;
  /** What the bodies of requests said that came lately. */
  readonly bodies: KnownBodies;
  /** Has read the bodies of some requests before they came here; null where no answers are kept. */
  readonly shortcut: Shortcut | null;
  readonly headers: DirectHeaders;
  readonly limits: Limits;
  readonly rates: RateLimits;
  readonly trusted: TrustedDocuments | null;
  /** Proxies that are believed, and sites whose pages may ask. */
  readonly proxies: ProxyTrust;
  readonly origins: KnownOrigins;
  readonly log: Logger;
  authenticate(caller: Caller): Viewer | Promise<Viewer>;
  makeContext(request: Asked): Context;
  /** What a browser gets instead of an answer; null for nothing. */
  readonly landingPage: LandingPage | null;
}

/** What a context is made of. */
export interface Asked {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly address: string;
  readonly log: Logger;
  readonly budget?: Budget;
}

/** GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft): POST with JSON, GET for queries. */
export function graphqlRoute(http: FastifyInstance, options: GraphQLRouteOptions): void {
  const { bodies, limits, trusted, landingPage, proxies, origins, shortcut } = options;
  const refuseForeign = ({ headers, raw }: FastifyRequest): void =>
    refuseCrossSite(headers, proxies.hostOf(raw), origins);
  const rules = { variableDepth: limits.variableDepth, persisted: new PersistedQueries(), trusted };
  http.addContentTypeParser(JSON_TYPE, { parseAs: "buffer" }, (request, body, done) => {
    try {
      refuseEncodings(request);
      done(null, body);
    } catch (fault) {
      done(fault as HttpFault);
    }
  });
  const asOperation = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
    request.operation = newRecord();
    done();
  };
  const preParsing: preParsingHookHandler = ({ raw }, _reply, payload, done) => {
    const body = shortcut?.bodyOf(raw);
    done(null, body ? Readable.from(body) : payload);
  };
  http.post("/graphql", { onRequest: asOperation, ...(shortcut && { preParsing }) }, (request, reply) => {
    refuseForeign(request);
    const body = request.body as Buffer;
    const params = bodies.paramsOf(body, () => paramsFromBody(parseJsonBody(body), rules));
    return answer(options, request, reply, params);
  });
  http.get("/graphql", { onRequest: asOperation, exposeHeadRoute: false }, (request, reply) => {
    if (landingPage && prefersHtml(request)) return sendPage(request, reply, landingPage);
    refuseForeign(request);
    return answer(options, request, reply, paramsFromSearch(searchOf(request), rules));
  });
  http.route({ method: ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"], url: "/graphql", handler: refuseMethod });
}

async function answer(
  options: GraphQLRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  params: GraphQLParams,
): Promise<FastifyReply> {
  const type = preferredType(request.headers.accept, ANSWER_TYPES);
  if (type === null) throw new HttpFault(406, "NOT_ACCEPTABLE", `Answers are ${JSON_TYPE} or ${GRAPHQL_TYPE}.`);
  const { answering, limits, log } = options;
  const address = options.proxies.addressOf(request.raw);
  const caller = viewerOf(options, request, address);
  const viewer = caller instanceof Promise ? await caller : caller;
  request.operation!.viewer = viewer;
  const budget = options.rates.budgetOf(viewer, address);
  request.operation!.budget = budget;
  enter(budget);
  if (!params.isForAll && viewer.role !== Role.ADMIN) throw onlyTrusted();
  const context = options.makeContext({ viewer, requestId: request.id, address, log, budget });
  const waiting = new Waiting(seesClosedRows(viewer), partyOf(viewer, address));
  reply.raw.on("close", () => waiting.leave());
  const asked = answering.reply(params, recorded(request), context, waiting);
  return sendReply(
    request,
    reply,
    { type, headers: options.headers },
    await withinBudget(asked, limits.answerMs, waiting),
  );
}

function onlyTrusted(): HttpFault {
  const message =
    "This server takes only documents that were agreed on before: send one of them, by its text or its id.";
  return new HttpFault(403, "TRUSTED_DOCUMENTS_ONLY", message);
}

/** Who sends no credential is anonymous, at once. */
function viewerOf(
  { authenticate }: GraphQLRouteOptions,
  { headers, id }: FastifyRequest,
  address: string,
): Viewer | Promise<Viewer> {
  const { authorization } = headers;
  return authorization === undefined ? anonymous : authenticate({ authorization, address, requestId: id });
}

/** Apollo reads the headers, and only what takes the long way comes to it. */
function recorded(request: FastifyRequest): RecordedRequest {
  return {
    method: request.method,
    search: "",
    body: undefined,
    record: request.operation!,
    get headers() {
      return headerMapOf(request);
    },
  };
}

function headerMapOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return headers;
}

function searchOf({ url }: FastifyRequest): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start));
}

function prefersHtml({ headers }: FastifyRequest): boolean {
  return preferredType(headers.accept, [...ANSWER_TYPES, HTML_TYPE]) === HTML_TYPE;
}

async function sendPage(request: FastifyRequest, reply: FastifyReply, page: LandingPage): Promise<FastifyReply> {
  request.operation = null;
  return reply
    .headers(page.headers)
    .type("text/html; charset=utf-8")
    .send(await page.html());
}

/** A charset other than UTF-8 or a packed body would be read as rubbish. */
function refuseEncodings({ headers }: FastifyRequest): void {
  if (headers["content-type"] === JSON_TYPE && headers["content-encoding"] === undefined) return;
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (!/^utf-?8$/i.test(charset)) throw new HttpFault(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as UTF-8.");
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity")
    throw new HttpFault(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body without Content-Encoding.");
}

function refuseMethod({ method }: FastifyRequest): never {
  throw new HttpFault(405, "METHOD_NOT_ALLOWED", `${method} is not taken here: send POST or GET.`, {
    allow: "GET, POST",
  });
}
