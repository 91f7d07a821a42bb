// Does the schema break what the last release promised? Compares it with the newest release's (tag vX.Y.Z).
//   node scripts/schema-breaks.ts [--released <file>] [--schema <file>] [--accepted <file>]
// A break made on purpose stands in schema/accepted-breaks.txt, word for word, under a comment with its reason.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildSchema, findBreakingChanges, findDangerousChanges } from "graphql";

const { values: files } = parseArgs({
  options: {
    schema: { type: "string", default: "schema/schema.graphql" },
    accepted: { type: "string", default: "schema/accepted-breaks.txt" },
    released: { type: "string" },
  },
});

const released = files.released === undefined ? lastRelease() : readFileSync(files.released, "utf8");
if (released === undefined) console.log("No release has a schema yet: nothing can be broken.");
else compare(released, readFileSync(files.schema, "utf8"));

function compare(before: string, after: string): void {
  const [old, current] = [buildSchema(before), buildSchema(after)];
  const breaks = findBreakingChanges(old, current).map((change) => change.description);
  const accepted = acceptedBreaks();
  const refused = breaks.filter((description) => !accepted.has(description));
  const settled = [...accepted].filter((description) => !breaks.includes(description));

  for (const { description } of findDangerousChanges(old, current)) console.log(`dangerous: ${description}`);
  for (const description of refused) console.error(`breaking: ${description}`);
  for (const description of settled) console.error(`no break (any more): ${description}`);
  if (refused.length > 0)
    console.error(`Keep the old form with @deprecated, or accept the lines in ${files.accepted}.`);
  if (settled.length > 0) console.error(`Remove the lines that are no break from ${files.accepted}.`);
  if (refused.length + settled.length > 0) process.exitCode = 1;
  else console.log(`Nothing breaks the last release's schema but ${accepted.size} accepted changes.`);
}

function acceptedBreaks(): Set<string> {
  if (!existsSync(files.accepted)) return new Set();
  const lines = readFileSync(files.accepted, "utf8").split(/\r?\n/);
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")));
}

/** The schema of the newest release that this commit comes after; undefined where there is none. */
function lastRelease(): string | undefined {
  const tags = git("tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname").split("\n");
  const newest = tags.find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  if (newest === undefined) return undefined;
  const path = "schema/schema.graphql";
  return git("ls-tree", "--name-only", newest, path) === "" ? undefined : git("show", `${newest}:${path}`);
}

function git(...words: string[]): string {
  return execFileSync("git", words, { encoding: "utf8", maxBuffer: 64 * 2 ** 20 }).trimEnd();
}
