import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fastFolder } from "./fast-folder.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MAIN = join(ROOT, "dist", "src", "main.js");

/** Node keeps what it has compiled of Kho's modules, so that the next process need not compile them again. */
export const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, "node_modules", ".cache", "kho-tests") };

/** A folder that the account of Postgres can reach, whoever runs the tests. */
export function reachableFolder(): string {
  const folder = mkdtempSync(join(fastFolder(), "kho-lifecycle-"));
  chmodSync(folder, 0o755);
  return folder;
}

/** A command line of Kho in a process of its own. Its environment is `env` alone, so settings of the tests don't leak in. */
export class KhoProcess {
  stdout = "";
  stderr = "";
  readonly child: ChildProcess;
  readonly #ended: Promise<unknown[]>;

  constructor(args: string[], env: Record<string, string> = {}) {
    const { PATH = "", HOME = "" } = process.env;
    this.child = spawn(process.execPath, [MAIN, ...args], { cwd: tmpdir(), env: { PATH, HOME, ...COMPILED, ...env } });
    this.child.stdout?.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr?.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = once(this.child, "close");
  }

  /** @returns the exit code, or null after a kill. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#ended;
    return code as number | null;
  }

  /** Waits until stdout holds the text; a process that ends before is an error with its complaint. */
  says(text: string): Promise<void> {
    return this.#until(() => this.stdout.includes(text), text);
  }

  /** The same for stderr, which holds the log. */
  complains(text: string): Promise<void> {
    return this.#until(() => this.stderr.includes(text), text);
  }

  async #until(met: () => boolean, text: string): Promise<void> {
    while (!met()) {
      const over = await Promise.race([pause(10, false), this.#ended.then(() => true)]);
      if (over && !met()) throw new Error(`kho ended without saying "${text}": ${this.stderr}`);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
