import type { FastifyInstance } from "fastify";

/** For answers that are data. Pages set a policy of their own. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The same for every answer that is data. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy": DATA_POLICY,
};

/**
 * Headers of every answer; a route may say otherwise.
 * @param hstsSeconds for so long browsers are to come by TLS alone (RFC 6797); 0: this is not said
 */
export function securityHeaders(http: FastifyInstance, hstsSeconds: number): void {
  const tls = hstsSeconds > 0 ? { "strict-transport-security": `max-age=${hstsSeconds}` } : {};
  http.addHook("onRequest", (request, reply, done) => {
    reply.headers({
      "x-request-id": request.id,
      ...DATA_HEADERS,
      ...tls,
      "cache-control": "no-store",
    });
    done();
  });
}
