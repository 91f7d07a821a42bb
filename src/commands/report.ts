import { ConfigError } from "../config/config.error.js";
import { errorLine, StartupError } from "../database/startup.error.js";
import { AppError } from "../shared/errors.js";

/** Lines for the operator: expected faults as they are, others without their stack unless it is asked for. */
export function reportLines(error: unknown, withStack: boolean): string[] {
  if (error instanceof ConfigError) return error.problems.map((problem) => `kho: ${problem}`);
  if (error instanceof StartupError || error instanceof AppError) return [`kho: ${errorLine(error)}`];
  if (withStack && error instanceof Error) return [`kho: unexpected error: ${error.stack ?? error.message}`];
  return [`kho: unexpected error: ${errorLine(error)} (KHO_LOG_LEVEL=debug shows where)`];
}
