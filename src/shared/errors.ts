export type ErrorCode =
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "FORBIDDEN"
  | "UNAUTHENTICATED"
  | "TOO_EXPENSIVE"
  | "RATE_LIMITED"
  | "SOURCE_UNAVAILABLE"
  | "INTERNAL";

/** A failure with a kind that a caller can act on. Only graphql/ knows how the code looks on the wire. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}
