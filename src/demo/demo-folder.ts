import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files of the demo province. src/demo and dist/src/demo lie at different depths, so walk up to the package. */
export function demoFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, "demo");
}
