import { type OpenPostgres, openEmbeddedPostgres } from "./embedded-postgres.js";
import { checkPostgres } from "./postgres-checks.js";
import type { StartLog } from "./start-log.js";

export interface PostgresChoice {
  /** Somebody's own server, or null for the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded one keeps its data. */
  readonly dataDir: string;
}

/**
 * A Postgres that answers: the one of DATABASE_URL (closing then does nothing to it), or the embedded one.
 * @throws StartupError with one clear line.
 */
export async function openPostgres({ databaseUrl, dataDir }: PostgresChoice, log: StartLog): Promise<OpenPostgres> {
  if (databaseUrl === null) return openEmbeddedPostgres({ dataDir, log });
  await checkPostgres(databaseUrl);
  return { url: databaseUrl, close: async () => {} };
}
