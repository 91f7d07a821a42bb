import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Account } from "./embedded-account.js";
import { errorLine, StartupError } from "./startup.error.js";

/** What Postgres's programs see of our environment: nothing, so that no PG* variable or locale changes what they do. */
export const BARE_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/local/bin:/usr/bin:/bin" };

/** Runs one of Postgres's programs to its end, Ctrl-C or not: half a start is worse than a late stop. @throws StartupError with the program's own complaint. */
export async function run(program: string, args: string[], account: Account | null, input = ""): Promise<void> {
  const child = spawn(program, args, { ...account, cwd: "/", env: BARE_ENVIRONMENT, detached: true });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  // A program that ends early closes its input; its exit code tells the story.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [exitCode] = (await once(child, "close").catch((error: unknown) => {
    throw new StartupError(`Can't run ${program}: ${errorLine(error)}`);
  })) as [number | null];
  if (exitCode !== 0) throw new StartupError(`The database could not be made: ${complaint(output.join(""))}`);
}

/** The lines in which a Postgres program or server says what is wrong; else its last line. */
export function complaint(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const faults = lines.filter((line) => /\b(error|FATAL|PANIC|ERROR|could not)\b/.test(line)).map(withoutPrefix);
  if (/No space left|wrote only/.test(output))
    return "no space left on the disk (about 100 MB are needed to begin with)";
  return [...new Set(faults)].slice(0, 3).join("; ") || withoutPrefix(lines.at(-1) ?? "it said nothing");
}

/** "2026-01-01 00:00:00.000 UTC [123] FATAL:  text" -> "text" */
function withoutPrefix(line: string): string {
  return line.replace(/^.*?\b(?:error|FATAL|PANIC|ERROR|LOG|HINT):\s*/, "").trim();
}

/** Signal 0 only asks. EPERM means that the process exists and belongs to somebody else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
