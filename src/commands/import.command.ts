import type { Command } from "commander";
import type { Session } from "./app-door.js";
import { addMapOptions, mapOfOptions, type MapOptions } from "./import.options.js";
import { withSession } from "./session.js";

const EXAMPLES = `
Examples:
  kho import observations.csv
  kho import budget.csv --area area_code --period year --breakdown KIND=kind --dry-run
  kho import exports.csv --map exports.yaml --report exports-report.csv

Every row is answered: created, updated, unchanged or rejected. Good rows are imported although others are rejected
(exit code 0); with --strict one rejected row is enough to change nothing (exit code 1). docs/import.md tells the rest.`;

interface Options extends MapOptions {
  readonly report?: string;
  readonly note?: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly replaceSample?: boolean;
  readonly everyRow?: boolean;
  readonly json?: boolean;
}

export function addImportCommand(program: Command): void {
  addMapOptions(
    program
      .command("import")
      .argument("<file>", "CSV file in long format: one observation per row")
      .description("import observations from a CSV file"),
  )
    .option("--dry-run", "say what would happen and change nothing")
    .option("--strict", "change nothing when a row is rejected")
    .option("--replace-sample", "let real figures replace the demo's made-up series")
    .option("--every-row", "read also what the last file of the kind said already")
    .option("--report <file>", "write what became of every row, as CSV")
    .option("--note <text>", "a remark for the publication")
    .option("--json", "print the result as JSON")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: Options) => withSession((session) => run(session, file, options)));
}

async function run({ url }: Session, file: string, options: Options): Promise<void> {
  // Loaded only now, so that help and typing errors are answered at once.
  const { runImport } = await import("./import.run.js");
  const { map, note, dryRun, strict, replaceSample, everyRow, report, json } = options;
  const flags = { dryRun, strict, replaceSample, everyRow, report, json };
  const read = { mapFile: map, map: mapOfOptions(options) };
  if (!(await runImport({ databaseUrl: url, file, comment: note, ...flags, ...read }))) process.exitCode = 1;
}
