import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyAddr from "@fastify/proxy-addr";

/** The address that no host has. */
const NOBODYS = "::";

/**
 * Tells who asks where proxies stand in front. Anybody can send X-Forwarded-*: it is read only as far as the proxies that
 * the operator named wrote it, from the right to the left; from anyone else it is ignored.
 */
export class ProxyTrust {
  readonly #trusts: (address: string, hop: number) => boolean;

  /** @param trusted how many proxies stand in a row, their networks, or null for none */
  constructor(private readonly trusted: number | readonly string[] | null) {
    this.#trusts = trustOf(trusted);
  }

  /** The caller's address, for limits, the brake on sign-ins, and the audit log. */
  addressOf(request: IncomingMessage): string {
    const own = request.socket.remoteAddress ?? "";
    if (this.trusted === null || request.headers["x-forwarded-for"] === undefined) return own;
    const told = withoutPort(proxyAddr(request, this.#trusts));
    if (told === "") return own;
    // A proxy that hands on what it was sent: not any text, but not its own address either, which may be one that is trusted with more.
    return isIP(told) === 0 ? NOBODYS : told;
  }

  /** The host that the caller asked for, with its port. */
  hostOf(request: IncomingMessage): string | undefined {
    const { host, "x-forwarded-host": forwarded } = request.headers;
    if (typeof forwarded !== "string" || !this.#trusts(request.socket.remoteAddress ?? "", 0)) return host;
    return forwarded.split(",").at(-1)!.trim();
  }
}

/** Some proxies tell the port as well. */
function withoutPort(told: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(told)?.[1] ?? /^([\d.]+):\d+$/.exec(told)?.[1] ?? told;
}

function trustOf(trusted: number | readonly string[] | null): (address: string, hop: number) => boolean {
  if (trusted === null) return () => false;
  if (typeof trusted === "number") return (_address, hop) => hop < trusted;
  return proxyAddr.compile([...trusted]);
}
