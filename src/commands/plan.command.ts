import type { Command } from "commander";
import { print } from "./output.js";
import { withSession } from "./session.js";

const HELP = `
Examples:
  kho plan load plan-2024.yaml --dry-run
  kho plan load plan-2024.yaml

The YAML file names the plan, its pillars, and a CSV file of its targets beside it; a row with a later first day and a decision amends
a target, whose older wording stays in its history. docs/plans.md has the columns.`;

export function addPlanCommand(program: Command): void {
  const command = program.command("plan").description("plans and their targets").addHelpText("after", HELP);
  command
    .command("load")
    .argument("<file>", "YAML file of one plan")
    .option("--dry-run", "say what would happen and change nothing")
    .description("write a plan with its pillars and targets, all or nothing")
    .action((file: string, flags: { dryRun?: boolean }) => withSession(({ url }) => load(url, file, flags)));
}

async function load(url: string, file: string, flags: { dryRun?: boolean }): Promise<void> {
  const { migrateTo } = await import("../database/data-source.js");
  const { loadPlan } = await import("../ingestion/plan.loading.js");
  await migrateTo(url);
  const { code, created, amended, corrected, unchanged, version } = await loadPlan(url, file, flags);
  const counts = `${created} targets created, ${amended} amended, ${corrected} corrected, ${unchanged} as they were`;
  const end = flags.dryRun ? " (dry run: nothing was changed)" : version === null ? "" : `; data version ${version}`;
  print(`${code}: ${counts}${end}`);
}
