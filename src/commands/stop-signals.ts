import type { Logger } from "pino";
import { errorLine } from "../database/startup.error.js";
import { printFault } from "./output.js";

const DRAIN_DEADLINE_MS = 10_000;

/** npm passes a Ctrl-C on that the terminal has already delivered: two signals this close are one wish. */
const SAME_WISH_MS = 500;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Stopping {
  /** Closes everything that is open. */
  close(): Promise<void>;
  /** The process's exit code when a signal asked for it and closing went well. */
  readonly exitCode: number;
  readonly log: Logger;
}

/**
 * On the first signal closes and ends the process; on a second one, or after ten seconds, or when closing fails, ends
 * it at once with 1. An error that nobody caught closes too. The returned function ends this care.
 */
export function stopWhenTold({ close, exitCode, log }: Stopping): () => void {
  let stoppingSince: number | null = null;
  const begin = (code: number): void => {
    if (stoppingSince === null) {
      stoppingSince = Date.now();
      void stop(close, code);
    } else if (Date.now() - stoppingSince > SAME_WISH_MS) {
      process.exit(1);
    }
  };
  const onSignal = (): void => begin(exitCode);
  const onError = (error: unknown): void => {
    log.fatal(error, "unexpected error, stopping");
    begin(1);
  };
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  process.on("uncaughtException", onError);
  return () => {
    SIGNALS.forEach((signal) => process.off(signal, onSignal));
    process.off("uncaughtException", onError);
  };
}

async function stop(close: () => Promise<void>, exitCode: number): Promise<void> {
  setTimeout(giveUp, DRAIN_DEADLINE_MS).unref();
  try {
    await close();
    process.exit(exitCode);
  } catch (error) {
    printFault(`kho: could not stop cleanly: ${errorLine(error)}`);
    process.exit(1);
  }
}

function giveUp(): void {
  printFault(`kho: did not stop within ${DRAIN_DEADLINE_MS / 1000} seconds, ending anyway`);
  process.exit(1);
}
