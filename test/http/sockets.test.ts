import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/shared/errors.js";
import { connect, type Socket } from "../support/socket.js";
import { startTestServer, type TestServer } from "./support.js";

describe("a WebSocket connection", () => {
  let server: TestServer;
  const open: Socket[] = [];
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.close();
    await server.close();
  });

  async function opened(options = {}): Promise<Socket> {
    const socket = await connect(server.url, options);
    open.push(socket);
    return socket;
  }

  it("is refused when there are enough of them, and taken again when one has gone", async () => {
    server = await startTestServer({ limits: { sockets: 1 } });
    const first = await opened();
    await expect(opened()).rejects.toThrow("503");
    first.close();
    await first.closed;
    await expect
      .poll(() =>
        opened().then(
          () => "taken",
          () => "refused",
        ),
      )
      .toBe("taken");
  });

  it("is refused to a network that has its share of them, and to nobody else", async () => {
    const edge = { corsOrigins: [], trustProxy: 1, hstsSeconds: 0 };
    server = await startTestServer({ limits: { sockets: 10, socketsOfOne: 2 }, edge });
    const from = (address: string) => opened({ headers: { "x-forwarded-for": address } });
    const first = await from("2001:db8::1");
    await from("2001:db8::2");
    await expect(from("2001:db8::3")).rejects.toThrow("429");
    await from("2001:db8:1::1");
    first.close();
    await first.closed;
    await expect.poll(() => from("2001:db8::4").then(() => "taken", String)).toBe("taken");
  });

  it("ends with a message that only servers send", async () => {
    server = await startTestServer();
    const socket = await opened();
    await socket.init();
    await socket.send({ id: "1", type: "next", payload: {} });
    expect(await socket.closed).toBe(4400);
    expect(server.lines.filter(({ level }) => level === 50)).toEqual([]);
  });

  it("is closed when the client does not say who it is in time", async () => {
    server = await startTestServer({ limits: { socketInitMs: 50 } });
    expect(await (await opened()).closed).toBe(4408);
  });

  it("is cut when the client does not answer pings", async () => {
    server = await startTestServer({ limits: { socketPingMs: 50 } });
    expect(await (await opened({ autoPong: false })).closed).toBe(1006);
  });

  it("stays as long as the client answers pings", async () => {
    server = await startTestServer({ limits: { socketPingMs: 150 } });
    const alive = await opened();
    await alive.init();
    const silent = await opened({ autoPong: false });
    await silent.closed;
    await alive.send({ type: "ping" });
    expect(await alive.next()).toEqual({ type: "pong" });
  });

  it("is refused to who brings a bad credential, in the welcome or in the header", async () => {
    const authenticate = (): never => {
      throw new AppError("UNAUTHENTICATED", "No.");
    };
    server = await startTestServer({ authenticate });
    const socket = await opened();
    await socket.send({ type: "connection_init", payload: { authorization: "Bearer x" } });
    expect(await socket.closed).toBe(4403);
    const other = await opened({ headers: { authorization: "Bearer x" } });
    await other.send({ type: "connection_init" });
    expect(await other.closed).toBe(4403);
    const odd = await opened();
    await odd.send({ type: "connection_init", payload: { authorization: { key: "x" } } });
    expect(await odd.closed).toBe(4403);
    await (await opened()).init({ authorization: null });
  });
});
