import type { Command } from "commander";
import { print } from "./output.js";
import { withSession } from "./session.js";

const HELP = `
Example:
  kho rules load rules.csv

The file has the columns indicator,rule,severity,minimum,maximum,allowed,dimension,codes,note (docs/ingestion.md tells
what each rule needs). Its rules take the place of those that the indicators in it had.`;

export function addRulesCommand(program: Command): void {
  const command = program.command("rules").description("what delivered values must fulfil").addHelpText("after", HELP);
  command
    .command("load")
    .argument("<file>", "CSV file with one rule per row")
    .description("load rules of indicators, all or none")
    .action((file: string) => withSession(({ url }) => load(url, file)));
}

async function load(url: string, file: string): Promise<void> {
  const { migrateTo } = await import("../database/data-source.js");
  const { loadRules } = await import("../ingestion/rules/rules.service.js");
  await migrateTo(url);
  const { loaded, replaced } = await loadRules(url, file);
  print(`${loaded} rules loaded${replaced > 0 ? `, in place of ${replaced}` : ""}`);
}
