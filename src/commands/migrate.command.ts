import { type Command, InvalidArgumentError } from "commander";
import type { AppDoor, MigrateOptions } from "./app-door.js";
import { print } from "./output.js";
import { withSession } from "./session.js";

export function addMigrateCommand(program: Command, app: AppDoor): void {
  program
    .command("migrate")
    .description("bring the database to this version's tables, or step back")
    .option("--down <steps>", "undo this many migrations", positive)
    .option("--status", "only say which migrations are applied and which are missing")
    .addHelpText("after", "\nExamples:\n  kho migrate\n  kho migrate --status\n  kho migrate --down 1")
    .action((options: MigrateOptions) =>
      withSession(async (session) => print(...(await (await app()).migrateWarehouse(session, options)))),
    );
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}
