/** Kho can't start, for a reason its operator can mend. The message is one line, safe to print. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}

/** The code of a Node or Postgres error ("EACCES", "28P01"), or "". */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** An error's text on one line. */
export function errorLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().replace(/\s*\n\s*/g, " ");
}
