import pg from "pg";
import type { Logger } from "pino";
import { renewYears } from "./renew-years.js";

/** Totals that were set back by a change by hand wait so long for a publication. */
const LOOK_AGAIN_MS = 60_000;

/** Where the keeper learns that something was published. */
interface Published {
  onMove(listener: (version: string | null) => void): () => void;
}

/** Makes yearly totals anew in the background whenever something is published, until it is closed; now and then also without notice. */
export class YearsKeeper {
  #wanted = false;
  #closed = false;
  #working: Promise<void> = Promise.resolve();
  readonly #leave: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(
    published: Published,
    private readonly url: string,
    private readonly log: Pick<Logger, "info" | "warn">,
  ) {
    this.#leave = published.onMove((version) => version !== null && this.#renew());
    this.#timer = setInterval(() => this.#renew(), LOOK_AGAIN_MS).unref();
  }

  /** What is under way ends after the series that it is at. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#leave();
    clearInterval(this.#timer);
    await this.#working;
  }

  /** One after the other; of several publications during the work one turn takes care. */
  #renew(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#working = this.#afterThat(this.#working);
  }

  async #afterThat(work: Promise<void>): Promise<void> {
    await work;
    this.#wanted = false;
    if (!this.#closed) await this.#renewNow();
  }

  async #renewNow(): Promise<void> {
    const started = performance.now();
    const client = new pg.Client({ connectionString: this.url, application_name: "kho yearly totals" });
    // What the connection loses, its statement tells.
    client.on("error", () => undefined);
    try {
      await client.connect();
      const series = await renewYears(client, () => !this.#closed);
      if (series)
        this.log.info({ series, milliseconds: Math.round(performance.now() - started) }, "yearly totals are made");
    } catch (error) {
      // Questions go on without them, only slower; the next publication tries again.
      this.log.warn({ err: error }, "yearly totals could not be made");
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
