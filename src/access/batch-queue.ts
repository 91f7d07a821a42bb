import type { Logger } from "pino";

export interface BatchQueueOptions<Item> {
  /** For the log. */
  readonly name: string;
  readonly log: Logger;
  /** Writes items all at once, or none of them. */
  write(items: readonly Item[]): Promise<void>;
  readonly everyMs?: number;
  /** Items that wait at most; newer ones are lost, and the log says so. */
  readonly most?: number;
}

const BATCH = 500;

/** After so many attempts in a row the batch is given up: one item that can't be written must not hold up all others. */
const ATTEMPTS = 10;

/** Collects what is to be written and writes it in batches a moment later, so that nobody waits for it. */
export class BatchQueue<Item> {
  readonly #options: Required<BatchQueueOptions<Item>>;
  #waiting: Item[] = [];
  #lost = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  constructor(options: BatchQueueOptions<Item>) {
    this.#options = { everyMs: 1_000, most: 10_000, ...options };
  }

  add(item: Item): void {
    if (this.#waiting.length >= this.#options.most) this.#lost++;
    else this.#waiting.push(item);
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.everyMs).unref();
  }

  /** Writes what waits. Never throws: what can't be written is tried again, and logged. */
  async flush(): Promise<void> {
    await this.#writing;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writeAll();
    await this.#writing;
  }

  /** The last chance of what waits. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    if (this.#waiting.length > 0) this.#complain(this.#waiting.length, undefined);
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH);
      try {
        await this.#options.write(batch);
        this.#failures = 0;
      } catch (error) {
        if (++this.#failures < ATTEMPTS) return this.#again(error);
        this.#failures = 0;
        this.#complain(batch.length, error);
      }
      this.#waiting.splice(0, batch.length);
    }
    if (this.#lost > 0) this.#complain(this.#lost, undefined);
    this.#lost = 0;
  }

  #again(error: unknown): void {
    if (this.#failures === 1)
      this.#options.log.warn({ err: error, queue: this.#options.name }, "could not be written yet");
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.everyMs * this.#failures).unref();
  }

  #complain(lost: number, error: unknown): void {
    this.#options.log.error({ err: error, queue: this.#options.name, lost }, "entries are lost");
  }
}
