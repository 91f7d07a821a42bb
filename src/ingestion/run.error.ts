import { errorCode, errorLine } from "../database/startup.error.js";
import { AppError } from "../shared/errors.js";
import { SourceFault } from "../source/source-fault.js";
import type { RunError } from "./sync.result.js";

/** Classes of SQLSTATE: connection lost, server going down or starting, deadlock and serialisation. */
const DATABASE_LOST = /^(?:08|57P0)|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const TRY_AGAIN = /^(?:40|55P03)/;
const DISK_FULL = /^(?:53100|ENOSPC)$/;

/** What a run's end is noted as. */
export function runErrorOf(error: unknown): RunError {
  if (error instanceof SourceFault) {
    const { code, message, retryable, retryAfterMs = null } = error;
    return { code, message: oneLine(message), retryable, retryAfterMs };
  }
  if (error instanceof AppError) return plain(error.code, errorLine(error), false);
  const code = errorCode(error);
  const message = errorLine(error);
  if (DISK_FULL.test(code)) return plain("DISK_FULL", `the database has no space left: ${message}`, true);
  if (
    DATABASE_LOST.test(code) ||
    /connection (?:terminated|ended)|client has encountered a connection error/i.test(message)
  )
    return plain("DATABASE_LOST", `the database went away: ${message}`, true);
  return plain("INTERNAL", message, TRY_AGAIN.test(code));
}

function plain(code: string, message: string, retryable: boolean): RunError {
  return { code, message, retryable, retryAfterMs: null };
}

function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, " ");
}
