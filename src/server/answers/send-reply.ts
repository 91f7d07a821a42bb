import type { FastifyReply, FastifyRequest } from "fastify";
import { tellRate } from "../limits/rate-headers.js";
import type { Reply } from "./answering.js";

/**
 * Sends a reply, packed as the caller likes it. An answer to a GET carries a strong entity tag and may be kept by anyone,
 * who must ask again before using it: the next data version may come at any moment (RFC 9111, section 5.2.2.4).
 */
export async function sendReply(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  sent: Reply,
): Promise<FastifyReply> {
  const { status, headers, answer, isClean, isKept } = sent;
  for (const [name, value] of headers) reply.header(name, value);
  tellRate(reply, request.operation?.budget);
  const encoding = answer.encodingFor(request.headers["accept-encoding"]);
  reply.header("vary", "Accept, Accept-Encoding, Authorization").header("content-type", `${type}; charset=utf-8`);
  // What someone who signed in was answered is nobody else's.
  const isPublic = request.method === "GET" && isClean && request.headers.authorization === undefined;
  reply.header("cache-control", isPublic ? "public, no-cache" : "private, no-store");
  if (isPublic) {
    const etag = answer.etag(encoding);
    reply.header("etag", etag);
    if (isNamed(etag, request.headers["if-none-match"])) return reply.code(304).send();
  }
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  // An answer that is sent once goes out with its headers in one write; one that is kept is not encoded again.
  const body = encoding === "identity" && !isKept ? answer.text : await answer.bytes(encoding, isKept);
  return reply.code(status).send(body);
}

function isNamed(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
