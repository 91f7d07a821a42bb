import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a source got it. */
export interface SourceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Counts the requests of the server from 1. */
  readonly number: number;
}

export interface SourceReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | object;
}

/** Answers a request, or takes the response into its own hands and misbehaves. */
export type SourceSpeaker = (
  request: SourceRequest,
  response: ServerResponse,
) => SourceReply | undefined | Promise<SourceReply | undefined>;

/** A source of data over real HTTP. What it says is up to its speaker, which may be changed while it runs. */
export class SourceServer {
  readonly requests: SourceRequest[] = [];

  private constructor(
    private readonly server: Server,
    public speaker: SourceSpeaker,
  ) {}

  static async start(speaker: SourceSpeaker, port = 0): Promise<SourceServer> {
    const server = createServer();
    const source = new SourceServer(server, speaker);
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const url = new URL(request.url ?? "/", source.url);
        const body = Buffer.concat(chunks).toString();
        const received = { method: request.method ?? "GET", url, headers: request.headers, body };
        void source.answer(received, response);
      });
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return source;
  }

  /** Without a path, such as http://127.0.0.1:40123. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(received: Omit<SourceRequest, "number">, response: ServerResponse): Promise<void> {
    const request = { ...received, number: this.requests.length + 1 };
    this.requests.push(request);
    const reply = await this.speaker(request, response);
    if (reply === undefined) return;
    const { status = 200, headers = {}, body = "" } = reply;
    const isJson = typeof body === "object" && !Buffer.isBuffer(body);
    response.writeHead(status, { ...(isJson && { "content-type": "application/json; charset=utf-8" }), ...headers });
    response.end(isJson ? JSON.stringify(body) : body);
  }
}
