import type { IncomingHttpHeaders } from "node:http";
import { HttpFault } from "./http-fault.js";

/**
 * Refuses a request that another site's page makes in a visitor's browser without asking first. A POST needs a JSON content
 * type, so the browser asks first; a GET does not, but the browser says where it comes from. Other programs send none of these.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function refuseCrossSite(headers: IncomingHttpHeaders): void {
  if (asksFirst(headers) || !isForeign(headers)) return;
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

function isForeign({ origin, host, ...headers }: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  return origin !== undefined && URL.parse(origin)?.host !== host;
}
