import { WebSocket } from "ws";

/** A message of the protocol; the payload is any, because stories read it and compare it with literals. */
export interface Message {
  readonly id?: string;
  readonly type: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly payload?: any;
}

/** A client of graphql-transport-ws, with every message in the story's own hands. */
export class Socket {
  readonly waiting: Message[] = [];
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  #wake: (() => void) | undefined;

  constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer) => {
      this.waiting.push(JSON.parse(data.toString()) as Message);
      this.#wake?.();
    });
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  async send(message: object): Promise<void> {
    await new Promise((resolve) => this.socket.send(JSON.stringify(message), resolve));
  }

  async next(): Promise<Message> {
    while (this.waiting.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.waiting.shift()!;
  }

  async init(payload?: object): Promise<void> {
    await this.send({ type: "connection_init", payload });
    await this.next();
  }

  /** Subscribes; the answer to a ping, which is sent after it, tells that it has arrived. */
  async subscribe(id: string, query: string, variables?: object): Promise<void> {
    await this.send({ id, type: "subscribe", payload: { query, variables } });
    await this.send({ type: "ping" });
    const answer = await this.next();
    if (answer.type !== "pong") throw new Error(`not subscribed: ${JSON.stringify(answer)}`);
  }

  complete(id: string): void {
    this.sendText(JSON.stringify({ id, type: "complete" }));
  }

  close(): void {
    this.socket.terminate();
  }
}

export function connect(
  url: string,
  { path = "/graphql", ...options }: { path?: string; headers?: Record<string, string>; autoPong?: boolean } = {},
): Promise<Socket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, "graphql-transport-ws", options);
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(new Socket(socket)));
    socket.once("error", reject);
  });
}
