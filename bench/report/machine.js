import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { withClient } from "../data/cluster.js";

/** What a reader must know to compare: no names of machines, people or folders. */
export async function machineFacts(clusterUrl) {
  const dependencies = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).dependencies;
  return {
    when: new Date().toISOString().slice(0, 16),
    cores: availableParallelism(),
    model: cpus()[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    loadBefore: loadavg().map((one) => Math.round(one * 100) / 100),
    node: process.version,
    postgres: await withClient(
      clusterUrl,
      async (client) => (await client.query("SHOW server_version")).rows[0].server_version,
    ),
    commit: commit(),
    versions: dependencies,
  };
}

/** With a plus sign when the checkout has changes that are not committed. */
function commit() {
  try {
    const git = (...args) =>
      execFileSync("git", args, {
        cwd: import.meta.dirname,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") ? "+" : "");
  } catch {
    return "unknown";
  }
}
