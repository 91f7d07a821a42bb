import { InvalidArgumentError, type Command } from "commander";
import type { Session } from "./app-door.js";
import { withSession } from "./session.js";
import type { SyncFlags } from "./sync.run.js";

const EXAMPLES = `
Examples:
  kho sync
  kho sync --source LRIS --dry-run
  kho sync --source LRIS --window 2023-01-01..2023-08-31

Each source is published whole or not at all, and none of them hinders another. Sources are files in the folder of
KHO_SOURCES (docs/sources.md); docs/ingestion.md tells what becomes of their rows. The exit code is 1 when a run failed.`;

export function addSyncCommand(program: Command): void {
  program
    .command("sync")
    .description("fetch from the sources now, check and publish what they deliver")
    .option("--source <code>", "only this source; may be repeated", (code, all: string[]) => [...all, code], [])
    .option("--window <from..to>", "the days to ask for, such as 2023-01-01..2023-08-31 or 2023-01-01..", days)
    .option("--dry-run", "say what would happen and change nothing")
    .option("--allow-empty", "let a snapshot without a single record withdraw everything")
    .option("--json", "print the results as JSON")
    .addHelpText("after", EXAMPLES)
    .action((flags: SyncFlags) => withSession((session) => run(session, flags)));
}

async function run(session: Session, flags: SyncFlags): Promise<void> {
  // Loaded only now, so that help and typing errors are answered at once.
  const { runSources } = await import("./sync.run.js");
  if (!(await runSources(session, flags))) process.exitCode = 1;
}

function days(text: string): { from: string | null; to: string | null } {
  const [, from = "", to = ""] = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(text) ?? [];
  if (from === "" && to === "") throw new InvalidArgumentError("It must be FROM..TO, such as 2023-01-01..2023-08-31.");
  if (from !== "" && to !== "" && from > to) throw new InvalidArgumentError("It ends before it begins.");
  return { from: from || null, to: to || null };
}
