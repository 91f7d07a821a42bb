import { SourceFault } from "../source-fault.js";
import type { KnownServers } from "./known-servers.js";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Not sent on to another host. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/**
 * The request to which a redirect leads.
 * @throws SourceFault REDIRECT_REFUSED to another host that is not allowed, and from https to http
 */
export function nextHop(
  request: HttpRequest,
  { status, location }: { readonly status: number; readonly location: string },
  servers: KnownServers,
): HttpRequest {
  const url = URL.parse(location, request.url.href);
  if (url === null || !servers.has(url))
    throw refused(request.url, url?.origin ?? "nowhere", "it is none of this source's hosts (allowedHosts)");
  if (request.url.protocol === "https:" && url.protocol === "http:")
    throw refused(request.url, url.origin, "it would leave https");
  const turnsToGet = status === 303 || (request.method === "POST" && (status === 301 || status === 302));
  return {
    method: turnsToGet ? "GET" : request.method,
    url,
    headers: request.headers,
    ...(sameServer(request.url, url) && request.secretHeaders && { secretHeaders: request.secretHeaders }),
    ...(!turnsToGet && { body: request.body }),
  };
}

function sameServer(from: URL, to: URL): boolean {
  return from.origin === to.origin || (from.hostname === to.hostname && from.port === "" && to.port === "");
}

function refused(from: URL, to: string, why: string): SourceFault {
  return new SourceFault("REDIRECT_REFUSED", `${from.origin} redirects to ${to}: ${why}`, false);
}
