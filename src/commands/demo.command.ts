import type { Command } from "commander";
import type { AppDoor } from "./app-door.js";
import { print } from "./output.js";
import { withSession } from "./session.js";

export function addDemoCommand(program: Command, app: AppDoor): void {
  program
    .command("demo")
    .description("fill an empty warehouse with the demonstration data")
    .addHelpText("after", "\nExample:\n  kho demo\n\nA warehouse that already holds data is refused and left as it is.")
    .action(() => withSession(async (session) => print(...(await (await app()).loadDemo(session)))));
}
