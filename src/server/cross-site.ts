import type { IncomingHttpHeaders } from "node:http";
import type { KnownOrigins } from "./cors.js";
import { HttpFault } from "./http-fault.js";

/**
 * Is it a request that another site's page makes in a visitor's browser without asking first? A POST needs a JSON content
 * type, so the browser asks first; a GET does not, but the browser says where it comes from. Other programs send none of these.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 *
 * @param host the host that the caller asked for, which may not be the one that a proxy asks for
 * @param known sites that may ask; their pages name themselves
 */
export function isCrossSite(headers: IncomingHttpHeaders, host: string | undefined, known: KnownOrigins): boolean {
  return !asksFirst(headers) && !known.has(headers.origin) && isForeign(headers, host);
}

/** @throws HttpFault 403 CSRF_BLOCKED */
export function refuseCrossSite(headers: IncomingHttpHeaders, host: string | undefined, known: KnownOrigins): void {
  if (!isCrossSite(headers, host, known)) return;
  throw new HttpFault(
    403,
    "CSRF_BLOCKED",
    "A page of another site may not send this request (CSRF). Send it as POST with content type application/json, or with the header apollo-require-preflight.",
  );
}

/** A header that is not simple makes the browser ask first (CORS preflight). */
function asksFirst(headers: IncomingHttpHeaders): boolean {
  return Boolean(headers["apollo-require-preflight"] || headers["x-apollo-operation-name"]);
}

function isForeign({ origin, "sec-fetch-site": site }: IncomingHttpHeaders, host: string | undefined): boolean {
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return origin !== undefined && URL.parse(origin)?.host !== host;
}
