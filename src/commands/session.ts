import { pino, type Logger } from "pino";
import { type Config, loadConfig } from "../config/config.js";
import { readEnvironment } from "../config/environment.js";
import { openPostgres } from "../database/postgres.opener.js";
import type { Session } from "./app-door.js";
import { printFault } from "./output.js";
import { reportLines } from "./report.js";
import { stopWhenTold } from "./stop-signals.js";

/** As a shell reports a command that Ctrl-C ended. */
const INTERRUPTED = 130;

const STDERR = 2;

const LEFT_OPEN_MS = 3_000;

/** Reads the settings and does the work; a fault becomes lines on stderr and exit code 1. */
export async function withConfig(work: (config: Config, log: Logger) => Promise<void>): Promise<void> {
  let withStack = false;
  try {
    const config = loadConfig(readEnvironment());
    withStack = ["debug", "trace"].includes(config.logLevel);
    await work(config, pino({ level: config.logLevel }, pino.destination(STDERR)));
  } catch (error) {
    printFault(...reportLines(error, withStack));
    process.exitCode = 1;
    // Fires only if something that was left open keeps the process alive.
    setTimeout(() => process.exit(1), LEFT_OPEN_MS).unref();
  }
}

/** The same with Postgres open around the work; an interruption closes it too, which rolls back what was not committed. */
export async function withSession(work: (session: Session) => Promise<void>): Promise<void> {
  await withConfig(async (config, log) => {
    // Begins only when the signals are listened to.
    const opening = Promise.resolve().then(() => openPostgres(config, log));
    let interrupted = false;
    const close = async (): Promise<void> => {
      interrupted = true;
      printFault("kho: interrupted");
      await (await opening).close();
    };
    const forget = stopWhenTold({ opening, close, exitCode: INTERRUPTED, log });
    try {
      await work({ config, log, url: (await opening).url });
    } catch (error) {
      // Postgres was closed under the work; what it complains of then is not worth a line.
      if (interrupted) await forever();
      throw error;
    } finally {
      await opening.then((postgres) => postgres.close());
      forget();
    }
  });
}

/** Until process.exit. */
function forever(): Promise<never> {
  return new Promise(() => {});
}
