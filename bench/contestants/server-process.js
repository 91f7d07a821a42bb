import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";

const PATIENCE_MS = 60_000;

/**
 * A server in a process of its own, one worker, ready when it says `listening on <url>`.
 * The environment is `env` and NODE_ENV alone, so that nobody is measured with the settings of a shell.
 */
export async function startServerProcess(args, { env = {}, says = /listening on (\S+)/ } = {}) {
  const child = spawn(process.execPath, args, {
    env: { NODE_ENV: "production", TZ: "UTC", ...env },
    cwd: tmpdir(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let exited = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (output = (output + chunk).slice(-20_000)));
  const ended = once(child, "exit").then(() => (exited = true));
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${args[0]} does not start:\n${output}`)), PATIENCE_MS);
    ended.then(() => reject(new Error(`${args[0]} has ended:\n${output}`)));
    child.stdout.on("data", () => {
      const said = says.exec(output);
      if (said) resolve(said[1]);
      if (said) clearTimeout(timer);
    });
  });
  return {
    url,
    pid: child.pid,
    output: () => output,
    async stop() {
      if (!exited) child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
