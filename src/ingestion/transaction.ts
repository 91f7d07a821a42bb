import pg from "pg";
import type { ClientBase } from "pg";

/**
 * Does the work of a command in one transaction on a connection of its own: what fails has changed nothing.
 * @param limits of its waits, for callers that do not wait as long as a command
 */
export async function inTransaction<Result>(
  databaseUrl: string,
  applicationName: string,
  work: (client: ClientBase) => Promise<Result>,
  limits: pg.ClientConfig = {},
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: applicationName, ...limits });
  await client.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}
