import type { ErrorCode } from "../shared/errors.js";

/** What may be said of a database's failure. Nothing of SQL, hosts or the driver is in it. */
export interface DatabaseFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

const UNREACHABLE: DatabaseFailure = {
  code: "SOURCE_UNAVAILABLE",
  message: "The database can't be reached. Please try again.",
};
const BUSY: DatabaseFailure = { code: "SOURCE_UNAVAILABLE", message: "The database is busy. Please try again." };
const TOO_LONG: DatabaseFailure = {
  code: "TOO_EXPENSIVE",
  message: "The question took longer than is allowed. Please ask for less.",
};
const BAD_INPUT: DatabaseFailure = {
  code: "BAD_USER_INPUT",
  message: "The input holds a value that can't be stored or compared.",
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_SQLSTATE: Readonly<Record<string, DatabaseFailure>> = {
  "57014": TOO_LONG, // query_canceled: statement timeout
  "55P03": BUSY, // lock_not_available
  "40001": BUSY, // serialization_failure
  "40P01": BUSY, // deadlock_detected
  "22021": BAD_INPUT, // character_not_in_repertoire: NUL in a string
  "22003": BAD_INPUT, // numeric_value_out_of_range
  "22008": BAD_INPUT, // datetime_field_overflow
  "54001": TOO_LONG, // statement_too_complex
};

/** Classes: connection failures, wrong login, no such database, no resources left, shutting down, system error. */
const UNREACHABLE_STATES = /^(08|28|3D|53|57P|58)/;

const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
]);

const SOCKET_CALLS = new Set(["connect", "getaddrinfo", "read", "write"]);

/** Errors that pg and its pool make themselves carry no code, only these words. */
const DRIVER_MESSAGES =
  /^(timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** What a failure of Postgres or its driver means to a caller; undefined for anything else, such as faulty SQL. */
export function databaseFailure(error: Error): DatabaseFailure | undefined {
  const code = "code" in error ? String(error.code) : "";
  const known = BY_SQLSTATE[code];
  if (known) return known;
  const unreachable = isSqlState(error, code) ? UNREACHABLE_STATES.test(code) : isNetworkFailure(error, code);
  return unreachable ? UNREACHABLE : undefined;
}

function isSqlState(error: Error, code: string): boolean {
  return "severity" in error && /^[0-9A-Z]{5}$/.test(code);
}

function isNetworkFailure(error: Error, code: string): boolean {
  const onSocket = error instanceof AggregateError || ("syscall" in error && SOCKET_CALLS.has(String(error.syscall)));
  return (onSocket && NETWORK_CODES.has(code)) || DRIVER_MESSAGES.test(error.message);
}
