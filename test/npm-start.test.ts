import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { COMPILED, reachableFolder } from "./support/kho-process.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

it("npm start: the signal that npm passes to its shell reaches the server, which stops in order", async () => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as { scripts: { start: string } };
  const dataDir = reachableFolder();
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    ...COMPILED,
    PATH: `${ROOT}node_modules/.bin:${PATH}`,
    HOME,
    PORT: "0",
    KHO_DATA_DIR: dataDir,
    KHO_DEMO: "off",
  };
  const shell = spawn("sh", ["-c", scripts.start], { cwd: ROOT, env });
  let said = "";
  const isUp = new Promise<void>((resolve) =>
    shell.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()).includes("Stop with Ctrl-C") && resolve()),
  );
  await isUp;
  shell.kill("SIGTERM");
  expect(await once(shell, "exit")).toEqual([0, null]);
  rmSync(dataDir, { recursive: true, force: true });
});
