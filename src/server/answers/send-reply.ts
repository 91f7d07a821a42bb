import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { WrittenJson } from "../../graphql/compiled/json-output.js";
import { varyBy } from "../cors.js";
import { tellRate } from "../limits/rate-headers.js";
import { LARGE } from "./answer.js";
import type { Reply } from "./answering.js";
import type { DirectHeaders } from "./direct-headers.js";

/** How the caller wants it, and what stands above it. */
interface Form {
  readonly type: string;
  readonly headers: DirectHeaders;
}

/**
 * Sends a reply, packed as the caller likes it. An answer to a GET carries a strong entity tag and may be kept by anyone,
 * who must ask again before using it: the next data version may come at any moment (RFC 9111, section 5.2.2.4).
 */
export async function sendReply(
  request: FastifyRequest,
  reply: FastifyReply,
  form: Form,
  sent: Reply,
): Promise<FastifyReply> {
  const { status, headers, answer, isClean, isKept } = sent;
  const encoding = answer.encodingFor(request.headers["accept-encoding"]);
  // An answer that is sent once goes out with its headers in one write; one that is kept is not encoded again.
  const body = encoding === "identity" && !isKept ? answer.once : await answer.bytes(encoding, isKept);
  if (body instanceof WrittenJson && request.method === "POST") return sendWritten(request, reply, form, body);
  for (const [name, value] of headers) reply.header(name, value);
  tellRate(reply, request.operation?.budget);
  varyBy(reply, "Accept, Accept-Encoding, Authorization").header("content-type", `${form.type}; charset=utf-8`);
  // What someone who signed in was answered is nobody else's.
  const isPublic = request.method === "GET" && isClean && request.headers.authorization === undefined;
  reply.header("cache-control", isPublic ? "public, no-cache" : "private, no-store");
  if (isPublic) {
    const etag = answer.etag(encoding);
    reply.header("etag", etag);
    if (isNamed(etag, request.headers["if-none-match"])) return reply.code(304).send();
  }
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.code(status).send(body instanceof WrittenJson ? answer.body : body);
}

/** Past the framework, which knows texts, buffers and streams. */
function sendWritten(request: FastifyRequest, reply: FastifyReply, form: Form, written: WrittenJson): FastifyReply {
  const { raw } = reply;
  const { length, parts } = written;
  const { operation, id: requestId } = request;
  const { origin } = request.headers;
  const { budget } = operation!;
  operation!.bytes = length;
  reply.hijack();
  const answer = { requestId, origin, type: form.type, encoding: "identity", length, budget } as const;
  raw.writeHead(200, form.headers.of(answer));
  if (length > LARGE) sendParts(raw, written);
  else {
    // As a text of one character a byte: Node sends such a text together with its headers in one piece.
    raw.end(parts.map((part) => part.toString("latin1")).join(""), "latin1");
    written.release();
  }
  return reply;
}

function sendParts(raw: ServerResponse, written: WrittenJson): void {
  // Only once all was handed to the system: what is left of a broken connection is never used again.
  raw.on("finish", () => written.release());
  raw.cork();
  for (const part of written.parts) raw.write(part);
  raw.end();
  raw.uncork();
}

function isNamed(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
