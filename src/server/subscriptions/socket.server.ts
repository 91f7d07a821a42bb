import { once } from "node:events";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLSchema } from "graphql";
import type { Context as SocketContext, Server as GraphQLServer } from "graphql-ws";
import { makeServer } from "graphql-ws";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { partyOf } from "../../access/party.js";
import { isLocal } from "../../access/rate-limits.js";
import { anonymous, Role } from "../../access/viewer.js";
import type { Context } from "../../graphql/context.js";
import { failureOf, formatError, withoutHints } from "../../graphql/error-formatting.js";
import { Counts } from "../../shared/counts.js";
import { AppError } from "../../shared/errors.js";
import { refuseCrossSite } from "../cross-site.js";
import { errorBody } from "../error-reply.js";
import type { GraphQLRouteOptions } from "../graphql.route.js";
import { HttpFault } from "../http-fault.js";
import { newRequestId } from "../request-id.js";
import { keepAlive, wireOf } from "./socket.connection.js";
import type { AskedSubscription, Subscribed } from "./subscription.execution.js";
import { chargeSubscription, readDocument, refused, runSubscription, withCode } from "./subscription.execution.js";

/** What the route over HTTP is made with, but for what only an answer in one piece needs. */
type Whole = "answering" | "bodies" | "headers" | "shortcut" | "landingPage";

export interface SocketOptions extends Omit<GraphQLRouteOptions, Whole> {
  readonly schema: GraphQLSchema;
  /** May callers learn the schema? */
  readonly introspection: boolean;
}

type Params = Record<string, unknown> | undefined;

/** What is known of a connection beside the protocol. */
interface Extra {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** From `connection_init`, or else from the header. */
  authorization?: string | undefined;
  [more: PropertyKey]: unknown;
}

/** For how long clients may take to close their connections when the server stops. */
const FAREWELL_MS = 1_000;

/** Subscriptions over WebSocket at /graphql (https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md). */
export class SocketServer {
  readonly #sockets: WebSocketServer;
  readonly #ofParties = new Counts<string>();
  readonly #operations: GraphQLServer<Extra>;
  #closing = false;

  constructor(private readonly options: SocketOptions) {
    const { limits } = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: limits.bodyBytes,
      perMessageDeflate: false,
      handleProtocols: (protocols) => (protocols.has("graphql-transport-ws") ? "graphql-transport-ws" : false),
    });
    this.#operations = makeServer<Params, Extra>({
      connectionInitWaitTimeout: limits.socketInitMs,
      onConnect: (context) => this.#welcome(context),
      onSubscribe: (context, _id, payload) => this.#start(context, payload),
      subscribe: (args) => runSubscription(args as Subscribed),
      onNext: ({ extra }, _id, _payload, _args, result) => this.#shown(result, extra.requestId),
      onError: ({ extra }, _id, _payload, errors) => errors.map((error) => this.#shownError(error, extra.requestId)),
    });
  }

  /** Takes the upgrades of a server; it has one listener for each address. */
  watch(server: Server): Server {
    return server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      try {
        this.#checkUpgrade(request);
        this.#sockets.handleUpgrade(request, socket, head, (client) => this.#open(client, request));
      } catch (fault) {
        refuseUpgrade(socket, fault as HttpFault);
      }
    });
  }

  /** Says goodbye (1001) to every client and takes no new one. */
  async close(): Promise<void> {
    this.#closing = true;
    const clients = [...this.#sockets.clients];
    const gone = Promise.all(clients.map((client) => once(client, "close")));
    for (const client of clients) client.close(1001, "Going away");
    await Promise.race([gone, pause(FAREWELL_MS, undefined, { ref: false })]);
    for (const client of clients) client.terminate();
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const { limits, log } = this.options;
    const extra: Extra = { request, requestId: newRequestId() };
    const wire = wireOf(socket, (err) => log.error({ requestId: extra.requestId, err }, "unexpected error"));
    const closed = this.#operations.opened(wire, extra);
    const stopPinging = keepAlive(socket, limits.socketPingMs);
    const party = partyOf(anonymous, this.options.proxies.addressOf(request));
    this.#ofParties.add(party, 1);
    socket.once("close", (code, reason) => {
      stopPinging();
      this.#ofParties.add(party, -1);
      void closed(code, reason.toString());
    });
  }

  #checkUpgrade(request: IncomingMessage): void {
    const path = (request.url ?? "").split("?", 1)[0]!.replace(/(?<=.)\/$/, "");
    if (path !== "/graphql") throw new HttpFault(404, "NOT_FOUND", "Subscriptions are at /graphql.");
    const { limits, proxies, origins } = this.options;
    refuseCrossSite(request.headers, proxies.hostOf(request), origins);
    if (this.#closing) throw new HttpFault(503, "SOURCE_UNAVAILABLE", "The server is stopping. Please connect again.");
    if (this.#sockets.clients.size >= limits.sockets) throw tooMany(503, "This server has", limits.sockets);
    const address = proxies.addressOf(request);
    const own = this.#ofParties.of(partyOf(anonymous, address));
    if (own >= limits.socketsOfOne && !isLocal(address)) throw tooMany(429, "Your network has", limits.socketsOfOne);
  }

  async #welcome({ connectionParams, extra }: SocketContext<Params, Extra>): Promise<boolean> {
    extra.authorization = credentialIn(connectionParams) ?? extra.request.headers.authorization;
    try {
      await this.#contextOf(extra);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  /** For each event anew: loaders must not outlive it, and a key may have been revoked since the last one. */
  async #contextOf({ request, requestId, authorization }: Extra): Promise<Context> {
    const { authenticate, makeContext, rates, proxies, log } = this.options;
    const address = proxies.addressOf(request);
    const viewer = authorization === undefined ? anonymous : await authenticate({ authorization, address, requestId });
    return makeContext({ viewer, requestId, address, log, budget: rates.budgetOf(viewer, address) });
  }

  async #start(
    { extra, subscriptions }: SocketContext<Params, Extra>,
    asked: AskedSubscription,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { schema, limits, trusted, log } = this.options;
    const { requestId } = extra;
    if (Object.keys(subscriptions).length > limits.subscriptions)
      return [
        withCode("MAX_SUBSCRIPTIONS_EXCEEDED", `A connection has at most ${limits.subscriptions} subscriptions.`),
      ];
    try {
      const document = readDocument(schema, limits, asked);
      if (!("kind" in document)) return document;
      const contextOfEvent = () => this.#contextOf(extra);
      const contextValue = await contextOfEvent();
      if (trusted?.only && !trusted.has(asked.query) && contextValue.viewer.role !== Role.ADMIN)
        return [withCode("TRUSTED_DOCUMENTS_ONLY", "This server takes only documents that were agreed on before.")];
      const charge = (context: Context) => chargeSubscription(schema, document, asked, context);
      charge(contextValue);
      log.info(
        { requestId, operation: asked.operationName ?? null, kind: "subscription", via: "socket" },
        "subscribed",
      );
      return {
        schema,
        document,
        operationName: asked.operationName ?? null,
        variableValues: asked.variables ?? {},
        contextValue,
        contextOfEvent,
        charge,
      } as Subscribed;
    } catch (error) {
      return refused(error);
    }
  }

  #shown(result: ExecutionResult, requestId: string): FormattedExecutionResult {
    const errors = result.errors?.slice(0, this.options.limits.errors);
    if (!errors) return result;
    return { ...result, errors: errors.map((error) => this.#shownError(error, requestId)) };
  }

  #shownError(error: GraphQLError, requestId: string): ReturnType<typeof formatError> {
    if (failureOf(error).unexpected)
      this.options.log.error({ requestId, err: error.originalError ?? error }, "unexpected error");
    const formatted = formatError(error.toJSON(), error);
    const { extensions, ...shown } = this.options.introspection ? formatted : withoutHints(formatted);
    const { code, ...details } = extensions ?? {};
    return { ...shown, extensions: { code, requestId, ...details } };
  }
}

/**
 * `{ "authorization": "Bearer …" }`, as clients send headers where they can send none. Null is none; what is no text is a bad
 * credential, and whoever has one is never taken for anonymous.
 */
function credentialIn(params: Params): string | undefined {
  const [, credential] = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === "authorization") ?? [];
  return credential == null ? undefined : typeof credential === "string" ? credential : "no text";
}

function tooMany(status: number, whose: string, limit: number): HttpFault {
  const message = `${whose} ${limit} connections here, and no more are taken.`;
  return new HttpFault(status, "MAX_CONNECTIONS_EXCEEDED", message, {}, { limit });
}

function refuseUpgrade(socket: Duplex, fault: HttpFault): void {
  const body = errorBody(fault, newRequestId());
  const head = `HTTP/1.1 ${fault.status} \r\nContent-Type: application/json; charset=utf-8\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}`;
  socket.end(`${head}\r\n\r\n${body}`);
}
