import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { makeApiLogins } from "../../src/database/api-logins.js";
import { createDataSource, migrate } from "../../src/database/data-source.js";
import { loadDemo } from "../../src/demo/load-demo.js";
import { dropDatabase, remakeDatabase } from "./server-databases.js";
import { startThrowawayServer, type ThrowawayServer } from "./throwaway-server.js";

/** Every template that `createTestDatabase` may copy, with what fills it. */
const TEMPLATES: Readonly<Record<string, (url: string) => Promise<void>>> = {
  kho_template: migrated,
  kho_demo: withDemo,
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let server: ThrowawayServer | undefined;

/** Kho is compiled once, before any story starts a process of it: a second compilation would change files that run. */
export async function setup(project: TestProject): Promise<void> {
  await Promise.all([buildKho(), makeServer(project)]);
  project.onTestsRerun(buildKho);
}

/** Compiles src/ to dist/, as `npm start` does. */
async function buildKho(): Promise<void> {
  await promisify(execFile)("node_modules/.bin/tsc", ["-p", "tsconfig.build.json"], { cwd: ROOT });
}

/** One server for the whole run: KHO_TEST_DATABASE_URL if it is set, otherwise a throwaway one. */
async function makeServer(project: TestProject): Promise<void> {
  const given = process.env["KHO_TEST_DATABASE_URL"];
  server = given ? givenServer(given) : await startThrowawayServer();
  for (const [name, fill] of Object.entries(TEMPLATES)) await fill(await remakeDatabase(server.url, name));
  project.provide("postgresUrl", server.url);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}

function givenServer(url: string): ThrowawayServer {
  const stop = async () => {
    for (const name of Object.keys(TEMPLATES)) await dropDatabase(url, name);
  };
  return { url, stop };
}

/** Copies of a template keep what the API's logins may do in it. */
async function migrated(url: string): Promise<void> {
  const dataSource = createDataSource(url);
  await migrate(dataSource);
  await dataSource.destroy();
  await makeApiLogins(url, console);
}

async function withDemo(url: string): Promise<void> {
  await migrated(url);
  await loadDemo(url);
}
