import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";

/** For how long new requests are still answered, so that callers that keep their connection learn to close it. */
const FAREWELL_MS = 1_000;

/** From the wish to stop until no new connection is taken, even if they don't end. */
const LONGEST_FAREWELL_MS = 3_000;

/** From the wish to stop until connections are cut. */
const PATIENCE_MS = 8_000;

const LOOK_EVERY_MS = 20;

/** When so many looks have seen nothing new, nothing more is on its way. */
const QUIET_LOOKS = 5;

/**
 * Stops without losing a request: readiness flips first, answers ask their callers to close the connection, then no new
 * connection is taken and what is in flight ends; after 8 seconds the rest is cut.
 */
export class Drain {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #unanswered = new Set<ServerResponse>();
  /** Connections and requests so far. */
  #arrived = 0;
  #closing: Promise<void> | undefined;

  /** Takes a server into care: "localhost" has one for each loopback. */
  watch(server: Server): Server {
    this.#servers.push(server);
    server.on("connection", (socket: Socket) => {
      this.#arrived++;
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    return server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
      if (this.draining) response.setHeader("connection", "close");
      this.#arrived++;
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
    const since = Date.now();
    const passed = (ms: number): boolean => Date.now() - since >= ms;
    for (const response of this.#unanswered) if (!response.headersSent) response.setHeader("connection", "close");
    await this.#look((quiet) => quiet >= QUIET_LOOKS && (this.#sockets.size === 0 || passed(FAREWELL_MS)), {
      until: since + LONGEST_FAREWELL_MS,
    });
    for (const server of this.#servers) server.close();
    const isOver = (quiet: number): boolean =>
      this.#sockets.size === 0 || (quiet >= QUIET_LOOKS && this.#unanswered.size === 0);
    await this.#look(isOver, { until: since + PATIENCE_MS });
    for (const socket of this.#sockets) socket.destroy();
  }

  /**
   * Looks until it is over, and tells for how many looks nothing has arrived. Between two of them the process always takes what the
   * system holds for it, however busy it is: time alone would pass while callers have asked and nobody has read it.
   */
  async #look(isOver: (quiet: number) => boolean, { until }: { readonly until: number }): Promise<void> {
    let arrived = this.#arrived;
    for (let quiet = 0; !isOver(quiet) && Date.now() < until; quiet++) {
      await pause(LOOK_EVERY_MS);
      await turn();
      await turn();
      if (arrived !== this.#arrived) [arrived, quiet] = [this.#arrived, -1];
    }
  }
}
