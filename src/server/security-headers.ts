import type { FastifyInstance } from "fastify";

/** For answers that are data. Pages set a policy of their own. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Headers of every answer that is data.
 * @param hstsSeconds for so long browsers are to come by TLS alone (RFC 6797); 0: this is not said
 */
export function dataHeaders(hstsSeconds: number): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "content-security-policy": DATA_POLICY,
    ...(hstsSeconds > 0 && { "strict-transport-security": `max-age=${hstsSeconds}` }),
  };
}

/** Gives them to every answer that the framework sends; a route may say otherwise. */
export function securityHeaders(http: FastifyInstance, data: Readonly<Record<string, string>>): void {
  const usual = Object.entries({ ...data, "cache-control": "no-store" });
  http.addHook("onSend", (request, reply, payload, done) => {
    reply.header("x-request-id", request.id);
    for (const [name, value] of usual) if (!reply.hasHeader(name)) reply.header(name, value);
    done(null, payload);
  });
}
