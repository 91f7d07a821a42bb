import pg from "pg";
import type { Logger } from "pino";

/** The channel on which publishing tells of a new data version, and triggers of a changed catalogue. */
export const PUBLISHED_CHANNEL = "kho_published";

const VERSION = `
  SELECT (SELECT coalesce(max(p.id), 0) FROM publication p) || '.' || (SELECT c.version FROM catalogue_version c) AS version`;

const LOOK_AGAIN_MS = 1_000;
const CONNECT_MS = 2_000;
/** A database that does not answer this look-up for so long hangs. */
const ANSWER_MS = 1_500;
/** What the driver says then: of a look-up, and of a new connection. */
const TIMEOUTS = ["Query read timeout", "timeout expired"];

/**
 * The current version of data and catalogue, as this process knows it: looked up as soon as NOTIFY tells of a change, and
 * every second in case a notice is lost. Null as long as the database does not answer: then nothing may be taken for current.
 */
export class DataVersion {
  #client: pg.Client | null = null;
  #current: string | null = null;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #listeners = new Set<(version: string | null) => void>();

  constructor(
    private readonly url: string,
    private readonly log: Pick<Logger, "warn">,
    /** Called when the database is there, but does not answer. */
    private readonly onHang: () => void = () => undefined,
  ) {}

  get current(): string | null {
    return this.#current;
  }

  /** Calls back with the version that is known now, and with every other one that it moves to. */
  onMove(listener: (version: string | null) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#current);
    return () => this.#listeners.delete(listener);
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

  /** One look after the other: a notice during a look may tell of something newer than it sees. */
  #look(): Promise<void> {
    return (this.#looking = this.#looking.then(() => this.#lookNow()));
  }

  async #lookNow(): Promise<void> {
    if (this.#closed) return;
    try {
      const client = (this.#client ??= await this.#connect());
      const { rows } = await client.query<{ version: string }>(VERSION);
      this.#moveTo(rows[0]!.version);
    } catch (error) {
      this.#lost(error);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "kho data version",
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    client.on("error", (error) => this.#lost(error));
    client.on("notification", () => void this.#look());
    await client.connect();
    await client.query(`LISTEN ${PUBLISHED_CHANNEL}`);
    return client;
  }

  #moveTo(version: string | null): void {
    if (version === this.#current) return;
    this.#current = version;
    for (const listener of this.#listeners) listener(version);
  }

  #lost(error: unknown): void {
    if (this.#closed) return;
    if (this.#current !== null) this.log.warn({ err: error }, "the data version is unknown until the database answers");
    this.#moveTo(null);
    this.#client?.end().catch(() => undefined);
    this.#client = null;
    // Not at once: where it is this process that hung, answers are there already and are read first.
    if (error instanceof Error && TIMEOUTS.includes(error.message)) setImmediate(this.onHang);
  }
}
