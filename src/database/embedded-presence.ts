import pg from "pg";
import { errorCode } from "./startup.error.js";

/** Any number will do, as long as nothing else in the database locks it. */
const PRESENCE_LOCK = 5_497_302;

/** "starting up", "shutting down", "ended by the administrator", or a connection that broke: ask again soon. */
const PASSING = ["57P01", "57P02", "57P03", "53300", "ECONNREFUSED", "ECONNRESET", "EPIPE", ""];

/**
 * One session per process of Kho, which holds a shared lock for as long as the process lives: the operating system
 * ends it even after kill -9, so whoever closes can ask whether anybody else is still there.
 */
export class Presence {
  private constructor(private readonly client: pg.Client) {}

  /** @returns null when the server doesn't take connections at the moment. Wrong credentials throw. */
  static async enter(url: string): Promise<Presence | null> {
    const client = new pg.Client({
      connectionString: url,
      application_name: "kho presence",
      connectionTimeoutMillis: 3000,
    });
    // A server that stops ends this session; that is told by onLost, and must not end the process.
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
      return new Presence(client);
    } catch (error) {
      await client.end().catch(() => {});
      if (PASSING.includes(errorCode(error))) return null;
      throw error;
    }
  }

  onLost(react: () => void): void {
    this.client.once("end", react);
  }

  /** Gives up the own lock. @returns whether nobody else is there; newcomers then wait until `end`. */
  async leave(): Promise<boolean> {
    await this.client.query("SELECT pg_advisory_unlock_shared($1)", [PRESENCE_LOCK]);
    const answer = await this.client.query<{ alone: boolean }>("SELECT pg_try_advisory_lock($1) AS alone", [
      PRESENCE_LOCK,
    ]);
    return answer.rows[0]?.alone === true;
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
