import type { FastifyReply, FastifyRequest } from "fastify";
import type { Budget } from "../../access/budget.js";
import { addEdgeHeaders } from "../cors.js";
import { addRate } from "../limits/rate-headers.js";
import { DATA_HEADERS } from "../security-headers.js";
import type { Answer } from "./answer.js";

const ALWAYS = [
  ...Object.entries(DATA_HEADERS).flat(),
  "cache-control",
  "private, no-store",
  "vary",
  "Accept, Accept-Encoding, Authorization",
];

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
  const own = [
    "x-request-id",
    request.id,
    "content-type",
    `${type}; charset=utf-8`,
    "content-length",
    `${bytes.length}`,
  ];
  if (encoding !== "identity") own.push("content-encoding", encoding);
  addRate(own, budget);
  addEdgeHeaders(own, reply);
  request.operation!.bytes = bytes.length;
  request.operation!.budget = budget;
  reply.hijack();
  reply.raw.writeHead(200, [...ALWAYS, ...own]);
  if (typeof bytes === "string") reply.raw.end(bytes, "latin1");
  else reply.raw.end(bytes);
  return true;
}
