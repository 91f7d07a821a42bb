import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Compiles the tutorial stack with the project's TypeScript, into bench/.data. */
export function buildTutorial() {
  const tsc = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));
  execFileSync(tsc, ["-p", fileURLToPath(new URL("./tutorial", import.meta.url))], { stdio: "inherit" });
}
