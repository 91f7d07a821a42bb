import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { FastifyInstance } from "fastify";
import Fastify from "fastify";
import type { Logger } from "pino";
import type { Shortcut } from "./answers/shortcut.js";
import { answerBrokenRequest } from "./broken-request.js";
import type { Drain } from "./drain.js";
import { sendError, sendNotFound } from "./error-reply.js";
import { requestIdOf } from "./request-id.js";
import type { SocketServer } from "./subscriptions/socket.server.js";

/** Milliseconds. Slow headers and slow bodies both end in less than 10 seconds; a load balancer keeps connections for 60. */
const TIMEOUTS = {
  headersTimeout: 5_000,
  requestTimeout: 8_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
};

/** A connection on which nothing moves, while an answer is being read for example, is cut after this long. */
const SILENCE_MS = 70_000;

export interface HttpParts {
  readonly log: Logger;
  readonly bodyBytes: number;
  readonly drain: Drain;
  readonly sockets: SocketServer;
  /** Where requests are answered that need not come to Fastify. */
  readonly shortcut: Shortcut | null;
}

/** Fastify with time limits, request ids and JSON for every error; it knows no route yet. */
export function createHttp({ log, bodyBytes, drain, sockets, shortcut }: HttpParts): FastifyInstance {
  const http = Fastify({
    // Called once for each address: "localhost" may be two.
    serverFactory: (handler) => {
      const server = createServer({ ...TIMEOUTS, shouldUpgradeCallback: asksForWebSocket }, (request, response) => {
        if (namesHosts(request)) answerBrokenRequest(new Error("two hosts"), request.socket);
        else if (shortcut) shortcut.take(request, response, handler);
        else handler(request, response);
      });
      server.setTimeout(SILENCE_MS);
      server.on("clientError", answerBrokenRequest);
      return drain.watch(sockets.watch(server));
    },
    // Fastify would only look after the first server.
    clientErrorHandler: () => {},
    bodyLimit: bodyBytes,
    genReqId: ({ headers }) => requestIdOf(headers),
    requestIdHeader: false,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: sendError(log),
  });
  http.removeAllContentTypeParsers();
  http.setErrorHandler(sendError(log));
  http.setNotFoundHandler(sendNotFound);
  return http;
}

/** A request that offers another protocol, such as h2c, is answered as the HTTP/1.1 request that it is. */
function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

/** Whose request it is must not hang on who reads it, a proxy or we: RFC 9112 forbids more than one Host. Node takes the first. */
function namesHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]!.length === 4 && rawHeaders[i]!.toLowerCase() === "host") hosts++;
  return hosts > 1;
}
