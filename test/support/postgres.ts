import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { databaseUrl, dropDatabase, onServer, remakeDatabase } from "./server-databases.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's connection string to the server of this run. */
    postgresUrl: string;
  }
}

export interface TestDatabase {
  readonly url: string;
  /** Ends what is still connected. */
  drop(): Promise<void>;
}

/** A database of one's own, copied from a template that global-setup.ts has made: by default migrated and empty. */
export async function createTestDatabase(template = "kho_template"): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = uniqueName();
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return { url: databaseUrl(server, name), drop: () => dropDatabase(server, name) };
}

/** A database without any table, not even Kho's. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = uniqueName();
  return { url: await remakeDatabase(server, name), drop: () => dropDatabase(server, name) };
}

function uniqueName(): string {
  return `kho_test_${randomBytes(6).toString("hex")}`;
}
