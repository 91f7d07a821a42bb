import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SYSTEMS } from "./systems.js";

export interface SimulatedServer {
  /** `http://127.0.0.1:40123`. */
  readonly address: string;
  close(): Promise<void>;
}

/** What it says at `/`, so that nobody takes another program at the same address for it. */
const GREETING = "Kho, simulated systems: their figures are made up.\n";

/** Starts the simulated systems, each below a path of its own, on a port of this machine that is free. */
export async function startSimulatedServer(): Promise<SimulatedServer> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

/** Do simulated systems answer at this address? */
export async function isSimulated(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000) });
    return (await response.text()) === GREETING;
  } catch {
    return false;
  }
}

function answer({ url = "/", headers }: IncomingMessage, response: ServerResponse): void {
  const asked = new URL(url, "http://127.0.0.1");
  const system = SYSTEMS[asked.pathname];
  const { status, type, body } = system?.({ url: asked, headers }) ?? {
    status: asked.pathname === "/" ? 200 : 404,
    type: "text/plain; charset=utf-8",
    body: asked.pathname === "/" ? GREETING : "Not found\n",
  };
  response.writeHead(status, { "content-type": type }).end(body);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
