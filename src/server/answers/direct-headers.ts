import type { FastifyReply, FastifyRequest } from "fastify";
import type { Budget } from "../../access/budget.js";
import { addEdgeHeaders } from "../cors.js";
import { addRate } from "../limits/rate-headers.js";
import { DATA_HEADERS } from "../security-headers.js";
import type { Encoding } from "./answer.js";

const ALWAYS = [
  ...Object.entries(DATA_HEADERS).flat(),
  "cache-control",
  "private, no-store",
  "vary",
  "Accept, Accept-Encoding, Authorization",
];

export interface DirectAnswer {
  readonly type: string;
  readonly encoding: Encoding;
  /** Bytes of the body. */
  readonly length: number;
  readonly budget: Budget | null | undefined;
}

/**
 * Names and values of all headers of an answer to a POST that is sent past the framework: the same that it would send, without
 * looking each of them up again.
 */
export function directHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, encoding, length, budget }: DirectAnswer,
): string[] {
  const headers = [...ALWAYS, "x-request-id", request.id, "content-type", `${type}; charset=utf-8`];
  headers.push("content-length", `${length}`);
  if (encoding !== "identity") headers.push("content-encoding", encoding);
  if (budget) addRate(headers, budget);
  addEdgeHeaders(headers, reply);
  return headers;
}
