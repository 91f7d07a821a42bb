import type { FastifyReply, FastifyRequest } from "fastify";
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
 * @returns false when it is not packed yet as the caller wants it; then nothing was sent.
 */
export function sendKept(request: FastifyRequest, reply: FastifyReply, type: string, answer: Answer): boolean {
  const encoding = answer.encodingFor(request.headers["accept-encoding"]);
  const bytes = answer.ready(encoding);
  if (bytes === undefined) return false;
  const own = [
    "x-request-id",
    request.id,
    "content-type",
    `${type}; charset=utf-8`,
    "content-length",
    `${bytes.length}`,
  ];
  if (encoding !== "identity") own.push("content-encoding", encoding);
  request.operation!.bytes = bytes.length;
  reply.hijack();
  reply.raw.writeHead(200, [...ALWAYS, ...own]);
  if (typeof bytes === "string") reply.raw.end(bytes, "latin1");
  else reply.raw.end(bytes);
  return true;
}
