import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.js";

export default defineConfig({
  // Vite would take graphql's ES modules where Node takes CommonJS, and two copies of graphql refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }] },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    // Only against what never ends: a machine that does much else besides is slow.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // A story waits for what must happen, not for how soon: on a busy machine a second is little.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    // Two more than the cores that the suite is made for: many stories wait, for a process, a limit or Postgres.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
  },
});
