// Is the committed schema what the code says? Reads the schema that `kho schema` prints; compares it with a file.
//   kho schema | node scripts/schema-fresh.ts [schema/schema.graphql]
import { existsSync, readFileSync } from "node:fs";

const [file = "schema/schema.graphql"] = process.argv.slice(2);
const emitted = linesOf(readFileSync(0, "utf8"));
const committed = existsSync(file) ? linesOf(readFileSync(file, "utf8")) : [];
const at = emitted.findIndex((line, index) => line !== committed[index]);

if (at >= 0 || emitted.length !== committed.length) {
  const line = at >= 0 ? at : emitted.length;
  console.error(`${file} is stale: \`npm run schema\` writes it anew. First difference in line ${line + 1}:`);
  console.error(`- ${committed[line] ?? "(end of file)"}\n+ ${emitted[line] ?? "(end of file)"}`);
  process.exitCode = 1;
} else console.log(`${file} is what the code says.`);

function linesOf(text: string): string[] {
  return text.trimEnd().split(/\r?\n/);
}
