import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.js";

/** Stories that put something in the place of one of Kho's modules, which must not have been loaded before. */
const ALONE = ["test/access/wall.test.ts"];

export default defineConfig({
  // Vite would take graphql's ES modules where Node takes CommonJS, and two copies of graphql refuse each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve("graphql")) }] },
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    // Only against what never ends: a machine that does much else besides is slow.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A story waits for what must happen, not for how soon: on a busy machine a second is little.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    // Two more than the cores that the suite is made for: many stories wait, for a process, a limit or Postgres.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // Whatever a file leaves behind in its process, the next one finds: what belongs to a server or a schema must lie there.
    projects: [
      { extends: true, test: { name: "shared", isolate: false, include: ["test/**/*.test.ts"], exclude: ALONE } },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
