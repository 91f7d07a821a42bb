import pg from "pg";
import type { DeliveryLog } from "../source/delivery-context.js";
import { failRun } from "./run.record.js";

/**
 * Notes that a run failed, on a connection of its own: the run's may be what failed. Where there is no database, the next
 * run of the source notes it.
 */
export async function noteFailure(
  databaseUrl: string,
  log: DeliveryLog,
  run: number,
  error: Parameters<typeof failRun>[2],
  reached: Parameters<typeof failRun>[3],
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, lock_timeout: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await failRun(client, run, error, reached);
  } catch (failure) {
    log.warn({ err: failure, run }, "the failure of a run could not be noted");
  } finally {
    await client.end().catch(() => undefined);
  }
}
