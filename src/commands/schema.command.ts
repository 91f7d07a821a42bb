import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { errorLine, StartupError } from "../database/startup.error.js";
import type { AppDoor } from "./app-door.js";
import { print } from "./output.js";
import { withConfig } from "./session.js";

export function addSchemaCommand(program: Command, app: AppDoor): void {
  program
    .command("schema")
    .description("print the API's schema in GraphQL's schema language; needs no database")
    .option("--out <file>", "write it to this file instead")
    .addHelpText("after", "\nExamples:\n  kho schema | less\n  kho schema --out schema/schema.graphql")
    .action(({ out }: { out?: string }) => withConfig(async () => deliver(await (await app()).schemaText(), out)));
}

function deliver(schema: string, file?: string): void {
  const text = schema.trimEnd();
  if (file === undefined) return print(text);
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new StartupError(`Can't write the schema: ${errorLine(error)}`);
  }
}
