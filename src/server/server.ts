import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { AuditTrail } from "../access/audit-trail.js";
import type { Caller } from "../access/authenticator.js";
import { RateLimits } from "../access/rate-limits.js";
import type { UsageMeter } from "../access/usage-meter.js";
import type { Viewer } from "../access/viewer.js";
import type { Config } from "../config/config.js";
import type { EdgeSettings } from "../config/edge.js";
import type { Context } from "../graphql/context.js";
import { liveFields } from "../graphql/live.js";
import { printSdl } from "../graphql/schema.js";
import type { AnsweringParts } from "./answers/answering.js";
import { Answering } from "./answers/answering.js";
import { CompiledExecution } from "./answers/compiled-execution.js";
import { DirectHeaders } from "./answers/direct-headers.js";
import { Gate } from "./answers/gate.js";
import { KnownOperations } from "./answers/known-operations.js";
import { Shortcut } from "./answers/shortcut.js";
import { createApollo } from "./apollo.js";
import { crossOrigin, KnownOrigins } from "./cors.js";
import { Drain } from "./drain.js";
import { explorerRoutes } from "./explorer/explorer.route.js";
import type { Asked } from "./graphql.route.js";
import { graphqlRoute } from "./graphql.route.js";
import { healthRoutes } from "./health.route.js";
import { homeRoutes } from "./home.route.js";
import { createHttp } from "./http.js";
import { KnownBodies } from "./known-bodies.js";
import { sandboxPage } from "./landing-page.js";
import type { Limits } from "./limits/limits.js";
import { DEFAULT_LIMITS } from "./limits/limits.js";
import { LoopDelay } from "./limits/loop-delay.js";
import { logOperations, OperationLog } from "./operation-log.js";
import { AppError } from "../shared/errors.js";
import { ProxyTrust } from "./proxy-trust.js";
import { dataHeaders, securityHeaders } from "./security-headers.js";
import type { TrustedDocuments } from "./trusted-documents.js";
import { SocketServer } from "./subscriptions/socket.server.js";

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly config: Pick<Config, "host" | "port" | "introspection" | "explorer">;
  readonly log: Logger;
  readonly limits?: Partial<Limits>;
  /** Who may use how much; left out: the usual cost of one operation, and nobody counts minutes. */
  readonly rates?: RateLimits;
  /** Documents that were agreed on before. */
  readonly trusted?: TrustedDocuments | null;
  /** What stands in front of the server; left out: nothing. */
  readonly edge?: EdgeSettings;
  /** Whether answers are kept, and what they depend on beside the question. */
  readonly answers: Pick<AnsweringParts, "cache" | "dataVersion" | "today">;
  /** Operations that may run at once; as many as there are connections to the database. */
  readonly operationsAtOnce: number;
  /** When nobody is let in any more; the usual limits, and any delay, when left out. */
  readonly shedding?: { readonly mostWaiting: number; readonly mostDelayMs: number | null };
  /** Who sends a request with a credential; without one nobody is asked. Nobody can sign in where this is left out. */
  authenticate?(caller: Caller): Viewer | Promise<Viewer>;
  /** Where denied reads and usage are written down. */
  readonly trace?: { readonly audit: AuditTrail; readonly usage: UsageMeter };
  /** A new context for each request: its loaders must not outlive it. */
  makeContext(request: Asked): Context;
  /** Does the database answer, with the tables of this version? */
  isReady(): Promise<boolean>;
}

export interface RunningServer {
  /** Where it listens, without a path: http://localhost:4000 */
  readonly url: string;
  /** Answers what is in flight, up to 8 seconds, and stops. */
  close(): Promise<void>;
}

const NOTHING_IN_FRONT: EdgeSettings = { corsOrigins: [], trustProxy: null, hstsSeconds: 0 };

/** Starts the HTTP server. @throws the system's error when the port can't be had (EADDRINUSE, EACCES, …). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { schema, config, log, makeContext, isReady } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const known = new KnownOperations(liveFields(schema));
  const audit = options.trace?.audit ?? null;
  const rates = options.rates ?? new RateLimits();
  const trusted = options.trusted ?? null;
  const onlyTrusted = trusted?.only ?? false;
  const delay = options.shedding?.mostDelayMs ? new LoopDelay(options.shedding.mostDelayMs) : null;
  const gate = gateOf(options, limits, delay);
  const apollo = createApollo({ schema, introspection: config.introspection, limits, log, audit, known, gate });
  const answering = new Answering({
    schema,
    compiled: new CompiledExecution(schema),
    gate,
    apollo,
    known,
    ...options.answers,
  });
  await apollo.start();
  const drain = new Drain();
  const authenticate = options.authenticate ?? noCredentials;
  const { corsOrigins, trustProxy, hstsSeconds } = options.edge ?? NOTHING_IN_FRONT;
  const front = { proxies: new ProxyTrust(trustProxy), origins: new KnownOrigins(corsOrigins) };
  const data = dataHeaders(hstsSeconds);
  const headers = new DirectHeaders(data, front.origins);
  const bodies = new KnownBodies();
  const operations = new OperationLog(log, options.trace?.usage ?? null);
  const common = { schema, limits, rates, trusted, ...front, log, authenticate, makeContext };
  const sockets = new SocketServer({ ...common, introspection: config.introspection });
  const shortcut = options.answers.cache
    ? new Shortcut({ answering, bodies, headers, rates, ...front, log: operations })
    : null;
  const http = createHttp({ log, bodyBytes: limits.bodyBytes, drain, sockets, shortcut });
  securityHeaders(http, data);
  crossOrigin(http, front.origins);
  logOperations(http, operations);
  const landingPage = config.explorer ? await sandboxPage(onlyTrusted) : null;
  graphqlRoute(http, { ...common, answering, bodies, headers, shortcut, landingPage });
  healthRoutes(http, drain, isReady);
  homeRoutes(http, { sdl: config.introspection && !onlyTrusted ? printSdl(schema) : null, explorer: config.explorer });
  if (config.explorer) explorerRoutes(http, onlyTrusted);
  await http.listen({ host: config.host, port: config.port });
  let closed: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([sockets.close(), drain.close()]);
    await http.close();
    await apollo.stop();
    delay?.close();
  };
  return { url: urlOf(http, config.host), close: () => (closed ??= stop()) };
}

function gateOf(options: ServerOptions, limits: Limits, delay: LoopDelay | null): Gate {
  return new Gate({
    most: options.operationsAtOnce,
    slowMs: limits.slowMs,
    patienceMs: limits.turnMs,
    mostWaiting: options.shedding?.mostWaiting ?? limits.waiting,
    isBusy: () => delay?.isLate ?? false,
  });
}

function noCredentials(): never {
  throw new AppError("UNAUTHENTICATED", "Nobody can sign in here.");
}

/** A host that stands for every address, or for both loopbacks, is no address to call. */
function urlOf(http: FastifyInstance, host: string): string {
  const { port } = http.server.address() as AddressInfo;
  const name = ["localhost", "0.0.0.0", "::"].includes(host) ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
