import { SourceFault } from "../source-fault.js";

/** What went wrong between Kho and a source, as a fault that says whether another try makes sense. */

const TIMEOUTS = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);
/** Beside these, Z_… of an answer whose compression breaks off. */
const BROKEN = new Set(["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "UND_ERR_SOCKET", "UND_ERR_ABORTED"]);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|TLS_/;
const SHOWN = 200;

/** @param url without secrets */
export function connectionFault(error: unknown, url: string): SourceFault {
  const own = causes(error).find((each) => each instanceof SourceFault);
  if (own) return own;
  const code = causes(error)
    .map((each) => (each as NodeJS.ErrnoException).code)
    .find((each) => typeof each === "string");
  const message = causes(error).at(-1)?.message || code || "unknown reason";
  if (code !== undefined && TIMEOUTS.has(code))
    return new SourceFault("TIMEOUT", `${url} does not answer in time`, true);
  const broken = code !== undefined && (BROKEN.has(code) || code.startsWith("Z_"));
  if (broken) return new SourceFault("UNREACHABLE", `${url} broke its answer off: ${message}`, true);
  const retryable = !(code !== undefined && CERTIFICATE.test(code));
  return new SourceFault("UNREACHABLE", `${url} can't be reached: ${message}`, retryable);
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause) chain.push(each);
  return chain;
}

/** @returns null when the status is that of an answer */
export function statusFault(status: number, retryAfter: string | null, url: string, body: string): SourceFault | null {
  if (status >= 200 && status < 300) return null;
  const said = snippet(body);
  const message = `${url} answers ${status}${said === "" ? "" : `: ${said}`}`;
  const wait = waitOf(retryAfter, Date.now());
  if (status === 401 || status === 403) return new SourceFault("AUTH_REFUSED", message, false);
  if (status === 429) return new SourceFault("RATE_LIMITED", message, true, wait);
  if (status === 408 || status === 425) return new SourceFault("TIMEOUT", message, true, wait);
  if (status >= 500) return new SourceFault("SERVER_ERROR", message, status !== 501 && status !== 505, wait);
  return new SourceFault("HTTP_STATUS", message, false);
}

/** The beginning of an answer, for a message: one line, without markup. */
export function snippet(text: string): string {
  const line = text
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN).toWellFormed()}…` : line;
}

/** Milliseconds of a Retry-After header: seconds, or a date; undefined when there is none that can be read. */
export function waitOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
