import type { GraphQLFormattedError } from "graphql";
import { GraphQLError } from "graphql";
import { AppError } from "../shared/errors.js";
import { databaseFailure } from "./database-failure.js";

/** An error as a caller may see it. */
export interface Failure {
  /** Stable, for programs. */
  readonly code: string;
  /** For people. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** Nobody foresaw it: the log needs its stack, and the caller learns nothing of it. */
  readonly unexpected?: boolean;
}

const UNEXPECTED: Failure = { code: "INTERNAL", message: "Internal error", unexpected: true };

const TOO_DEEP: Failure = { code: "MAX_DEPTH_EXCEEDED", message: "The document is nested too deeply." };

const LONGEST_MESSAGE = 500;

/** Apollo gives this code to errors that bring none. */
const NO_CODE = "INTERNAL_SERVER_ERROR";

/** The hook `formatError` of Apollo Server. The request id is added where the request is known. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { code, message, details } = failureOf(error);
  const { locations, path } = formatted;
  return {
    message: shortened(message),
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...details },
  };
}

/** For servers that do not tell their schema: what graphql-js suggests for a typing error are names of it, one guess after the other. */
export function withoutHints(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, message: formatted.message.replace(/ Did you mean .*$/s, "") };
}

/** graphql-js repeats a faulty value in full, and that may be a caller's whole request. */
function shortened(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE - 1)}…`;
}

/** What a caller may know of an error, whoever threw it. */
export function failureOf(error: unknown): Failure {
  const cause = causeOf(error);
  if (isTooDeep(error)) return TOO_DEEP;
  if (cause instanceof AppError) return fromAppError(cause, error);
  if (cause instanceof GraphQLError) return fromGraphQL(error as GraphQLError, cause);
  return (cause instanceof Error ? databaseFailure(cause) : undefined) ?? UNEXPECTED;
}

/** The engine reads a document by recursion: a process that is not warm yet has no room for a thousand brackets. It has run nothing. */
function isTooDeep(error: unknown): boolean {
  return (
    error instanceof GraphQLError && error.path === undefined && error.message === "Maximum call stack size exceeded"
  );
}

/** graphql-js and Apollo wrap what was thrown, more than once. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** The wrapped message says more: it names the variable or argument. */
function fromAppError({ code, message, details }: AppError, error: unknown): Failure {
  if (code === "INTERNAL") return UNEXPECTED;
  return { code, message: error instanceof GraphQLError ? error.message : message, details };
}

function fromGraphQL(error: GraphQLError, cause: GraphQLError): Failure {
  const { http: _http, code: _code, validationErrorCode, stacktrace: _stack, ...details } = error.extensions;
  const code = (cause.extensions["code"] ?? validationErrorCode ?? error.extensions["code"] ?? NO_CODE) as string;
  if (code === NO_CODE) return withoutCode(error);
  return failureOfSize(error) ?? { code, message: error.message, details };
}

/** graphql-js gives no code to arguments that turn out to be wrong only when their variable is known, nor to variables. */
function withoutCode({ message }: GraphQLError): Failure {
  return /^(Argument "|Variable "|Too many errors processing variables)/.test(message)
    ? { code: "BAD_USER_INPUT", message }
    : UNEXPECTED;
}

/** graphql-js gives no code to documents that are too large for it: its words must do. */
function failureOfSize({ message }: GraphQLError): Failure | undefined {
  const limit = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/.exec(message)?.[1];
  if (limit)
    return {
      code: "MAX_TOKENS_EXCEEDED",
      message: `The document has more than ${limit} tokens.`,
      details: { limit: Number(limit) },
    };
  if (message === "Validation aborted.")
    return { code: "MAX_RECURSIVE_SELECTIONS_EXCEEDED", message: "The document selects too many fields." };
  return message === "Maximum introspection depth exceeded"
    ? { code: "MAX_INTROSPECTION_EXCEEDED", message }
    : undefined;
}
