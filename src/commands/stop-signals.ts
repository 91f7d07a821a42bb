import type { Logger } from "pino";
import { errorLine } from "../database/startup.error.js";
import { printFault } from "./output.js";

const DRAIN_MS = 10_000;

/** On a slow machine the first start, which makes the database, takes longer than closing may. */
const START_MS = 60_000;

/** npm passes a Ctrl-C on that the terminal has already delivered: two signals this close are one wish. */
const SAME_WISH_MS = 500;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Stopping {
  /** What is still being opened, or is open: half a start is worse than a late stop. */
  readonly opening: Promise<unknown>;
  /** Closes everything that is open. */
  close(): Promise<void>;
  /** The process's exit code when a signal asked for it and closing went well. */
  readonly exitCode: number;
  readonly log: Logger;
}

/**
 * On the first signal closes and ends the process; on a second one, or after ten seconds, or when closing fails, ends
 * it at once with 1. While it is still being opened it has a minute for that. An error that nobody caught closes too.
 * The returned function ends this care.
 */
export function stopWhenTold({ opening, close, exitCode, log }: Stopping): () => void {
  let stoppingSince: number | null = null;
  const begin = (code: number): void => {
    if (stoppingSince === null) {
      stoppingSince = Date.now();
      void limitTime(opening);
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
  try {
    await close();
    process.exit(exitCode);
  } catch (error) {
    printFault(`kho: could not stop cleanly: ${errorLine(error)}`);
    process.exit(1);
  }
}

async function limitTime(opening: Promise<unknown>): Promise<void> {
  const start = setTimeout(giveUp, START_MS, START_MS).unref();
  await opening.catch(() => undefined);
  clearTimeout(start);
  setTimeout(giveUp, DRAIN_MS, DRAIN_MS).unref();
}

function giveUp(ms: number): void {
  printFault(`kho: did not stop within ${ms / 1000} seconds, ending anyway`);
  process.exit(1);
}
