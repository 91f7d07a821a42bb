import type { WebSocket } from "ws";

/** What graphql-ws wants to know of a connection. */
export interface Wire {
  readonly protocol: string;
  send(data: string): Promise<void>;
  close(code: number, reason: string): void;
  onMessage(take: (data: string) => Promise<void>): void;
}

/** Closed because of a fault of the server, or of the client, in graphql-ws's own range. */
const INTERNAL_FAULT = 4500;
const BAD_REQUEST = 4400;
/** What graphql-ws says of messages that only servers send. */
const NOT_FROM_CLIENTS = /^Unexpected message of type/;

/** A connection as graphql-ws sees it. Faults of the protocol, such as a message that is too large, are ws's to answer. */
export function wireOf(socket: WebSocket, onFault: (error: unknown) => void): Wire {
  socket.on("error", () => undefined);
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        // Who is gone is told nothing; the close event ends what he had asked for.
        socket.send(data, () => resolve());
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (take) =>
      socket.on("message", (data) => {
        take((data as Buffer).toString("utf8")).catch((error: unknown) => {
          if (NOT_FROM_CLIENTS.test((error as Error).message)) return socket.close(BAD_REQUEST, "Unexpected message");
          onFault(error);
          socket.close(INTERNAL_FAULT, "Internal error");
        });
      }),
  };
}

/** Pings regularly, and cuts the connection when a ping was not answered by the time of the next one. */
export function keepAlive(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on("pong", () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
