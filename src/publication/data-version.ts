import pg from "pg";
import type { Logger } from "pino";

/** The channel on which publishing tells of a new data version. */
export const PUBLISHED_CHANNEL = "kho_published";

const LOOK_AGAIN_MS = 1_000;
const CONNECT_MS = 3_000;

/**
 * The current data version, as this process knows it: told by NOTIFY at once, and looked up every second in case a notice
 * is lost. Null as long as the database does not answer: then nothing may be taken for current.
 */
export class DataVersion {
  #client: pg.Client | null = null;
  #current: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly log: Pick<Logger, "warn">,
  ) {}

  get current(): string | null {
    return this.#current;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#schedule();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#look().then(() => this.#schedule()), LOOK_AGAIN_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    try {
      const client = (this.#client ??= await this.#connect());
      const { rows } = await client.query<{ version: number }>(
        "SELECT coalesce(max(id), 0) AS version FROM publication",
      );
      this.#current = String(rows[0]!.version);
    } catch (error) {
      this.#lost(error);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "kho data version",
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
    });
    client.on("error", (error) => this.#lost(error));
    client.on("notification", ({ payload }) => (this.#current = payload || null));
    await client.connect();
    await client.query(`LISTEN ${PUBLISHED_CHANNEL}`);
    return client;
  }

  #lost(error: unknown): void {
    if (this.#closed) return;
    if (this.#current !== null) this.log.warn({ err: error }, "the data version is unknown until the database answers");
    this.#current = null;
    this.#client?.end().catch(() => undefined);
    this.#client = null;
  }
}
