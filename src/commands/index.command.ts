import type { Command } from "commander";
import type { AppDoor } from "./app-door.js";
import { print } from "./output.js";
import { withSession } from "./session.js";

const EXAMPLES = `
Example:
  kho index load docs/examples/dti-2022.yaml

The file names the index, its versions, and the weight of each indicator in them: docs/composite-indices.md.`;

export function addIndexCommand(program: Command, app: AppDoor): void {
  const index = program
    .command("index")
    .description("composite indices: several indicators by weights")
    .addHelpText("after", EXAMPLES);
  index
    .command("load")
    .argument("<file>", "YAML file")
    .description("write an index with its versions, all or none")
    .option("--replace", "write versions anew that are there already")
    .action((file: string, options: { replace?: boolean }) =>
      withSession(async (session) => print(...(await (await app()).loadCompositeIndex(session, file, options)))),
    );
}
