import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Failure } from "../graphql/error-formatting.js";
import { failureOf } from "../graphql/error-formatting.js";
import { HttpFault } from "./http-fault.js";
import { varyBy } from "./cors.js";
import { tellRate } from "./limits/rate-headers.js";
import { ANSWER_TYPES, JSON_TYPE, preferredType } from "./media-type.js";

/** What an error looks like that is answered outside of an operation: as GraphQL's, with a code and the request's id. */
export function errorBody(fault: Pick<HttpFault, "code" | "message" | "details">, requestId: string): string {
  const extensions = { code: fault.code, requestId, ...fault.details };
  return `${JSON.stringify({ errors: [{ message: fault.message, extensions }] })}\n`;
}

/** Fastify's error handler: JSON for everything, nothing of the server's inside, and a log line for what nobody foresaw. */
export function sendError(log: Logger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const fault = faultOf(error, request);
    if (fault.status === 500) log.error({ requestId: request.id, err: error }, "unexpected error");
    request.operation?.codes.push(fault.code);
    tellRate(reply, request.operation?.budget);
    const type = preferredType(request.headers.accept, ANSWER_TYPES) ?? JSON_TYPE;
    return varyBy(reply, "Accept, Authorization")
      .code(fault.status)
      .headers({
        "cache-control": "private, no-store",
        ...fault.headers,
        "content-type": `${type}; charset=utf-8`,
      })
      .send(errorBody(fault, request.id));
  };
}

/** Fastify's handler for what it has no route for. */
export function sendNotFound(request: FastifyRequest, _reply: FastifyReply): never {
  const path = request.url.split("?", 1)[0]!.slice(0, 100);
  throw new HttpFault(404, "NOT_FOUND", `There is nothing at ${path}. The API is at /graphql.`);
}

function faultOf(error: FastifyError | Error, request: FastifyRequest): HttpFault {
  if (error instanceof HttpFault) return error;
  const status = "statusCode" in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) return tooLarge(request.routeOptions.bodyLimit ?? 0);
  if (status === 415) return new HttpFault(415, "UNSUPPORTED_MEDIA_TYPE", `Send the body as ${JSON_TYPE}.`);
  if (status >= 400 && status < 500) return new HttpFault(status, "BAD_REQUEST", "The request is malformed.");
  const { code, message, details } = failureOf(error);
  return new HttpFault(STATUS[code] ?? 500, code, message, headersOf(code, details), details);
}

/** https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function headersOf(code: string, details: Failure["details"]): Record<string, string> {
  if (code === "UNAUTHENTICATED") return { "www-authenticate": `Bearer realm="kho", error="invalid_token"` };
  const seconds = details?.["retryAfter"];
  return typeof seconds === "number" ? { "retry-after": String(seconds) } : {};
}

function tooLarge(limit: number): HttpFault {
  const message = `The body is larger than ${limit} bytes.`;
  // What is left of the body is not read: the connection can't be used again.
  return new HttpFault(413, "PAYLOAD_TOO_LARGE", message, { connection: "close" }, { limit });
}

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_EXPENSIVE: 422,
  RATE_LIMITED: 429,
  SOURCE_UNAVAILABLE: 503,
};
