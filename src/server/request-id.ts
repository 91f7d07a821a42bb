import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's own id of a request, if it can stand in a log line; otherwise a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && SANE.test(given) ? given : newRequestId();
}

export function newRequestId(): string {
  return randomUUID();
}
