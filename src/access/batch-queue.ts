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

/** After so many attempts in a row a batch that itself can't be written is given up: one item must not hold up all others. */
const ATTEMPTS = 10;
/** What Postgres says of rows that it will never take: data exceptions, broken constraints, faulty statements. */
const OF_THE_ROWS = /^(22|23|42)/;
const LONGEST_PAUSE = 10;

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
        // A database that is away or full may be so for long: nothing is given up but what there is no room for.
        if (++this.#failures < ATTEMPTS || !isOfTheRows(error)) return this.#again(error);
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
    this.#timer ??= setTimeout(
      () => void this.flush(),
      this.#options.everyMs * Math.min(this.#failures, LONGEST_PAUSE),
    ).unref();
  }

  #complain(lost: number, error: unknown): void {
    this.#options.log.error({ err: error, queue: this.#options.name, lost }, "entries are lost");
  }
}

function isOfTheRows(error: unknown): boolean {
  return OF_THE_ROWS.test((error as { code?: string } | null)?.code ?? "");
}
