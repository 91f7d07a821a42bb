import type { Socket } from "node:net";
import { errorBody } from "./error-reply.js";
import { newRequestId } from "./request-id.js";

interface BrokenRequest {
  readonly status: string;
  readonly code: string;
  readonly message: string;
}

const BROKEN: Readonly<Record<string, BrokenRequest>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: "408 Request Timeout",
    code: "REQUEST_TIMEOUT",
    message: "The request took too long to arrive.",
  },
  HPE_HEADER_OVERFLOW: {
    status: "431 Request Header Fields Too Large",
    code: "HEADERS_TOO_LARGE",
    message: "The headers are too large.",
  },
};
const MALFORMED: BrokenRequest = {
  status: "400 Bad Request",
  code: "BAD_REQUEST",
  message: "This is not a well-formed HTTP request.",
};

/** Answers what never became a request: there is no reply object yet, only the socket. */
export function answerBrokenRequest({ code }: Error & { code?: string }, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, ...fault } = BROKEN[code ?? ""] ?? MALFORMED;
  const body = errorBody({ ...fault, details: {} }, newRequestId());
  const head = [
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
