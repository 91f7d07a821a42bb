import type { Command } from "commander";
import { print } from "./output.js";
import { withSession } from "./session.js";

const HELP = `
Example:
  kho deadlines load deadlines.csv

The file has the columns indicator,delivery_days: by how many days after the end of a period it has to be there (0 to 3660);
empty is what is usual for the indicator's frequency. Freshness and completeness judge by it (docs/api.md).`;

export function addDeadlinesCommand(program: Command): void {
  const command = program.command("deadlines").description("by when indicators are due").addHelpText("after", HELP);
  command
    .command("load")
    .argument("<file>", "CSV file with one indicator per row")
    .description("set the deadlines of the indicators in a file, all or none")
    .action((file: string) => withSession(({ url }) => load(url, file)));
}

async function load(url: string, file: string): Promise<void> {
  const { migrateTo } = await import("../database/data-source.js");
  const { loadDeadlines } = await import("../ingestion/deadlines.service.js");
  await migrateTo(url);
  const { set, unchanged } = await loadDeadlines(url, file);
  print(`${set} ${set === 1 ? "deadline" : "deadlines"} set${unchanged > 0 ? `, ${unchanged} as they were` : ""}`);
}
