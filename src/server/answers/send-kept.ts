import type { FastifyReply, FastifyRequest } from "fastify";
import type { Budget } from "../../access/budget.js";
import type { Answer } from "./answer.js";
import { directHeaders } from "./direct-headers.js";

/**
 * Sends a kept answer to a POST past the framework: there is nothing left to do but to copy it.
 * @returns false when it is not packed yet as the caller wants it, or he has no point left; then nothing was sent.
 */
export function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  answer: Answer,
  budget: Budget,
): boolean {
  const encoding = answer.encodingFor(request.headers["accept-encoding"]);
  const bytes = answer.ready(encoding);
  // Nothing is worked out for it: it counts with the one point of every request. Who has none left takes the long way.
  if (bytes === undefined || !budget.take(1)) return false;
  request.operation!.bytes = bytes.length;
  request.operation!.budget = budget;
  reply.hijack();
  reply.raw.writeHead(200, directHeaders(request, reply, { type, encoding, length: bytes.length, budget }));
  if (typeof bytes === "string") reply.raw.end(bytes, "latin1");
  else reply.raw.end(bytes);
  return true;
}
