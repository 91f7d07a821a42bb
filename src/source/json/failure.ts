import { snippet } from "../http/http-faults.js";
import { SourceFault } from "../source-fault.js";

/** Names under which answers hide, with status 200, that they are errors. */
const WORDS_OF_FAILURE = /^(?:error|fail|failed|failure|exception)$/i;

type Tree = Readonly<Record<string, unknown>>;

/**
 * How an answer with status 200 says that it is an error, in the ways that are usual; null when it says no such thing.
 * A source with ways of its own declares `failure`.
 */
export function usualFailure(body: unknown): string | null {
  if (!isTree(body)) return null;
  const told = ["error", "errors", "fault", "exception"].map((key) => body[key]).find(isTelling);
  if (told !== undefined) return textOf(told);
  const failed =
    ["success", "ok", "succeeded", "thanhCong"].some((key) => body[key] === false || body[key] === "false") ||
    (typeof body.status === "string" && WORDS_OF_FAILURE.test(body.status)) ||
    ["status", "statusCode", "code", "httpStatusCode"].some((key) => isHttpFailure(body[key]));
  return failed ? messageOf(body) : null;
}

export function failureFault(what: string, said: string): SourceFault {
  return new SourceFault("ERROR_BODY", `${what} says that it failed, with status 200: ${snippet(said)}`, true);
}

/** What an error says, wherever it says so. */
export function messageOf(body: unknown): string {
  if (!isTree(body)) return textOf(body);
  const keys = ["message", "error_description", "detail", "description", "thongBao", "title"];
  const said = keys.map((key) => body[key]).find((value) => typeof value === "string" && value !== "");
  return said === undefined ? textOf(body) : (said as string);
}

function isTelling(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  if (typeof value === "string") return !/^(?:|0|00|false|none|null|ok|success)$/i.test(value.trim());
  return typeof value === "object" ? Object.keys(value).length > 0 : true;
}

function isHttpFailure(value: unknown): boolean {
  return /^[45]\d\d$/.test(typeof value === "number" ? `${value}` : typeof value === "string" ? value : "");
}

function textOf(value: unknown): string {
  if (isTree(value) && ["message", "detail", "description"].some((key) => typeof value[key] === "string"))
    return messageOf(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
