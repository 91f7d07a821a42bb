import type { Command } from "commander";
import type { Logger } from "pino";
import type { Config } from "../config/config.js";
import type { SourcesOptions } from "./sources.run.js";
import { withConfig } from "./session.js";

const EXAMPLES = `
Examples:
  kho sources check
  kho sources check --source LRIS
  kho sources check --offline

Exit code 1: a file has a fault, a source does not answer, or none of its first records can be read. docs/sources.md
explains every key and every fault.`;

export function addSourcesCommand(program: Command): void {
  program
    .command("sources")
    .description("look after the sources of data")
    .addHelpText("after", "\nExample:\n  kho sources check")
    .command("check")
    .description("check the configuration of sources, and try them out with one small request each")
    .option("--source <code>", "only this source")
    .option("--offline", "only check the files, ask nobody")
    .addHelpText("after", EXAMPLES)
    .action((options: SourcesOptions) => withConfig((config, log) => run(config, log, options)));
}

async function run(config: Config, log: Logger, options: SourcesOptions): Promise<void> {
  // Loaded only now, so that help and typing errors are answered at once.
  const { checkSources } = await import("./sources.run.js");
  if (!(await checkSources(config, log, options))) process.exitCode = 1;
}
