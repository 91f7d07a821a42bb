import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { memory } from "../measure/process-usage.js";

const MAIN = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));

/** Runs a program to its end: seconds, and megabytes at most. @throws when it fails */
export async function timed(program, args, env = {}) {
  const began = performance.now();
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => (text += chunk));
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, memory(child.pid)?.peak || 0)), 50);
  const [code] = await once(child, "close");
  clearInterval(timer);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${text}`);
  return { seconds: (performance.now() - began) / 1000, peak, text };
}

/** A command of Kho on a database. */
export function kho(databaseUrl, args, env = {}) {
  return timed(process.execPath, [MAIN, ...args], { DATABASE_URL: databaseUrl, KHO_LOG_LEVEL: "error", ...env });
}

export function psql(databaseUrl, ...commands) {
  return timed("psql", [databaseUrl, "-q", ...commands.flatMap((command) => ["-c", command])]);
}
