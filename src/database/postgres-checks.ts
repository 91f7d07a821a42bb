import pg from "pg";
import { errorCode, errorLine, StartupError } from "./startup.error.js";

const OLDEST_MAJOR = 15;

/**
 * Asks the Postgres of DATABASE_URL for its version, within 3 seconds.
 * @throws StartupError when it can't be reached, refuses the login, lacks the database or is too old. Never shows the password.
 */
export async function checkPostgres(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    query_timeout: 3000,
    application_name: "kho check",
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const answer = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    refuseOld(answer.rows[0]?.version ?? 0, client);
  } catch (error) {
    throw error instanceof StartupError ? error : new StartupError(refusal(error, client));
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param version as Postgres counts: 150004 is 15.4. */
function refuseOld(version: number, { host, port }: pg.Client): void {
  const major = Math.floor(version / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new StartupError(
    `Postgres at ${host}:${port} is version ${major}: Kho needs ${OLDEST_MAJOR} or later (DATABASE_URL)`,
  );
}

function refusal(error: unknown, { host, port, user, database }: pg.Client): string {
  const place = `${host}:${port}`;
  // The driver has no code for a server that wants a password when the URL has none.
  if (/password must be a string/.test(errorLine(error)))
    return `Postgres at ${place} wants a password: put it into DATABASE_URL`;
  switch (errorCode(error)) {
    case "42501":
    case "28P01":
    case "28000":
      return `Postgres at ${place} refuses the login of ${user ?? "nobody"}: check user and password in DATABASE_URL`;
    case "3D000":
      return `Postgres at ${place} has no database ${database ?? ""}: create it or change DATABASE_URL`;
    default:
      return `Postgres at ${place} can't be reached (${errorCode(error) || errorLine(error)}): check DATABASE_URL`;
  }
}
