import { userInfo } from "node:os";
import { InvalidArgumentError, type Command } from "commander";
import { print } from "./output.js";
import { withSession } from "./session.js";

interface ListFlags {
  readonly source?: string;
  readonly run?: number;
  readonly severity?: string;
  readonly all?: boolean;
  readonly limit: number;
  readonly json?: boolean;
}

/** What became of rows that were not simply taken, and what a person decides about them. */
export function addRejectedCommand(program: Command): void {
  const command = program
    .command("rejected")
    .description("rows that were refused, held back or flagged: list, release, dismiss")
    .addHelpText(
      "after",
      "\nExamples:\n  kho rejected list --source LRIS\n  kho rejected release 17 18\n  kho rejected dismiss 19",
    );
  command
    .command("list")
    .description("the rows that wait for a decision")
    .option("--source <code>", "of this source only")
    .option("--run <number>", "of this run only", whole)
    .option("--severity <word>", "REJECT, QUARANTINE or WARN")
    .option("--all", "also those that were decided")
    .option("--limit <n>", "how many at most", whole, 50)
    .option("--json", "print them as JSON")
    .action((flags: ListFlags) => withSession(({ url }) => list(url, flags)));
  for (const verb of ["release", "dismiss"] as const)
    command
      .command(verb)
      .argument("<ids...>", "numbers of rows, as `kho rejected list` shows them")
      .description(
        verb === "release" ? "publish rows as they came, in one version" : "decide that rows are not published",
      )
      .option("--by <name>", "who decides (default: the user of this command)")
      .action((ids: string[], { by }: { by?: string }) =>
        withSession(({ url }) => decide(url, verb, ids.map(whole), by)),
      );
}

async function list(url: string, flags: ListFlags): Promise<void> {
  const { listRejected } = await import("../ingestion/rejected.list.js");
  const rows = await listRejected(url, flags);
  if (flags.json) return print(JSON.stringify(rows));
  if (rows.length === 0) return print("No row waits for a decision.");
  for (const { id, severity, state, rule, place, key, period, value, message } of rows) {
    const what = [key ?? place, period, value].filter((part) => part !== null).join(" ");
    print(`${id}  ${severity} ${rule}${state === "OPEN" ? "" : ` ${state}`}  ${what}: ${message}`);
  }
}

async function decide(
  url: string,
  verb: "release" | "dismiss",
  ids: number[],
  by = userInfo().username,
): Promise<void> {
  const { dismissRows, releaseRows } = await import("../ingestion/rejected.service.js");
  const decision = { ids, by, agencyId: null };
  if (verb === "dismiss") return print(`${await dismissRows(url, decision)} dismissed`);
  const { released, publication } = await releaseRows(url, decision);
  print(
    `${released} released${publication === null ? ", which the warehouse said already" : ` as version ${publication}`}`,
  );
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}
