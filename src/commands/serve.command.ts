import type { Command } from "commander";
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import { errorCode, StartupError } from "../database/startup.error.js";
import type { App, AppDoor, Warehouse } from "./app-door.js";
import { print } from "./output.js";
import { withConfig } from "./session.js";
import { stopWhenTold } from "./stop-signals.js";

export function addServeCommand(program: Command, app: AppDoor): void {
  program
    .command("serve")
    .description("serve the warehouse as a GraphQL API until Ctrl-C")
    .addHelpText(
      "after",
      "\nExample:\n  PORT=8080 kho serve\n\nThe settings are environment variables: see .env.example.",
    )
    .action(() => withConfig(async (config, log) => serve(await app(), config, log)));
}

/** A signal during the start waits for the end of the step that is under way, so that nothing is left half done. */
async function serve(app: App, config: Config, log: Logger): Promise<void> {
  const told = new AbortController();
  // Begins only when the signals are listened to.
  const starting = Promise.resolve()
    .then(() => app.startWarehouse(config, log, told.signal))
    .catch((error: unknown) => {
      // A start that was left has closed what it had opened.
      if (error === told.signal.reason) return null;
      throw listenProblem(error, config);
    });
  const close = async (): Promise<void> => {
    told.abort();
    await (await starting)?.close();
  };
  stopWhenTold({ opening: starting, close, exitCode: 0, log });
  const warehouse = await starting;
  if (warehouse) print(...greeting(warehouse));
}

function greeting({ url, explorerUrl, summary }: Warehouse): string[] {
  const explorer = explorerUrl === null ? [] : [`Explorer    ${explorerUrl}`];
  return [`GraphQL API ${url}`, ...explorer, ...summary, "Stop with Ctrl-C"];
}

function listenProblem(error: unknown, { host, port }: Config): unknown {
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return new StartupError(
        `Port ${port} on ${host} is in use: stop the program that uses it or choose another PORT`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartupError(`${host} is not an address of this machine: change HOST`);
    case "EACCES":
      return new StartupError(`Port ${port} may not be used by this user: choose a PORT above 1023`);
    default:
      return error;
  }
}
