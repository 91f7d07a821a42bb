import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** For how long new requests are still answered, so that callers that keep their connection learn to close it. */
const FAREWELL_MS = 1_000;

/** From the wish to stop until connections are cut. */
const PATIENCE_MS = 8_000;

/** What a caller has sent by the time nobody listens any more has arrived this much later. */
const QUIET_MS = 100;

const LOOK_EVERY_MS = 20;

/**
 * Stops without losing a request: readiness flips first, answers ask their callers to close the connection, then no new
 * connection is taken and what is in flight ends; after 8 seconds the rest is cut.
 */
export class Drain {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #unanswered = new Set<ServerResponse>();
  #closing: Promise<void> | undefined;

  /** Takes a server into care: "localhost" has one for each loopback. */
  watch(server: Server): Server {
    this.#servers.push(server);
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    return server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
      if (this.draining) response.setHeader("connection", "close");
      this.#unanswered.add(response);
      response.once("close", () => this.#unanswered.delete(response));
    });
  }

  get draining(): boolean {
    return this.#closing !== undefined;
  }

  /** Closes all servers that it has in care. Calling it again waits for the same end. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    const now = Date.now();
    for (const response of this.#unanswered) if (!response.headersSent) response.setHeader("connection", "close");
    await waitWhile(() => this.#sockets.size > 0, now + FAREWELL_MS);
    for (const server of this.#servers) server.close();
    let quietSince = Date.now();
    const isBusy = (): boolean => {
      if (this.#unanswered.size > 0) quietSince = Date.now();
      return this.#sockets.size > 0 && Date.now() < quietSince + QUIET_MS;
    };
    await waitWhile(isBusy, now + PATIENCE_MS);
    for (const socket of this.#sockets) socket.destroy();
  }
}

async function waitWhile(isSo: () => boolean, until: number): Promise<void> {
  while (isSo() && Date.now() < until) await pause(LOOK_EVERY_MS);
}
