import type { PublicationRow } from "./publication.reads.js";

/** Where the feed learns that something was published, and what. */
export interface FeedSource {
  /** Calls back whenever the version moves; its first part is the newest publication. Null while nobody knows. */
  onMove(listener: (version: string | null) => void): () => void;
  /** Publications after a version, oldest first, the newest ones where there are many. */
  since(version: number): Promise<readonly PublicationRow[]>;
}

/** Events that wait for a slow reader; a reader that is woken once need not be woken for each of a hundred. */
const MOST_WAITING = 100;

/**
 * Tells every subscriber of this process of each publication, in order. It hears of them through the process's one listener,
 * by NOTIFY, or by looking when a notice was lost; then it reads them once, whatever the number of subscribers.
 */
export class PublishedFeed {
  readonly #subscribers = new Set<Subscriber>();
  #seen: number | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly source: FeedSource) {
    source.onMove((version) => this.#moved(version));
  }

  /** Publications from now on, and first those after a version, if one is given. */
  subscribe(after: number | null): AsyncIterableIterator<PublicationRow> {
    const subscriber = new Subscriber(() => this.#subscribers.delete(subscriber));
    const join = async (): Promise<void> => {
      if (after !== null) subscriber.tell(await this.source.since(after));
      this.#subscribers.add(subscriber);
    };
    if (after === null) this.#subscribers.add(subscriber);
    else this.#enqueue(join, (error) => subscriber.fail(error));
    return subscriber;
  }

  #moved(version: string | null): void {
    if (version === null) return;
    const newest = Number(version.split(".", 1)[0]);
    const before = this.#seen;
    this.#seen = Math.max(before ?? 0, newest);
    if (before === null || newest <= before) return;
    const tell = async (): Promise<void> => {
      const publications = await this.source.since(before);
      for (const subscriber of this.#subscribers) subscriber.tell(publications);
    };
    // The database went away: when it answers again the version moves, and what was not told is told then.
    this.#enqueue(tell, () => (this.#seen = Math.min(this.#seen ?? before, before)));
  }

  /** One after the other, so that nobody hears of a version before an older one. */
  #enqueue(work: () => Promise<void>, failed: (error: unknown) => void): void {
    this.#reading = this.#reading.then(work).catch(failed);
  }
}

type Result = IteratorResult<PublicationRow, undefined>;
const DONE: Result = { done: true, value: undefined };

/** A queue that ends at once when its reader leaves, also while he waits; a generator would wait for the next event first. */
class Subscriber implements AsyncIterableIterator<PublicationRow> {
  readonly #waiting: PublicationRow[] = [];
  readonly #readers: PromiseWithResolvers<Result>[] = [];
  #told = 0;
  #ended = false;

  constructor(private readonly leave: () => void) {}

  tell(publications: readonly PublicationRow[]): void {
    for (const publication of publications) {
      if (publication.version <= this.#told || this.#ended) continue;
      this.#told = publication.version;
      const reader = this.#readers.shift();
      if (reader) reader.resolve({ done: false, value: publication });
      else this.#waiting.push(publication);
    }
    this.#waiting.splice(0, this.#waiting.length - MOST_WAITING);
  }

  next(): Promise<Result> {
    const waiting = this.#waiting.shift();
    if (waiting) return Promise.resolve({ done: false, value: waiting });
    if (this.#ended) return Promise.resolve(DONE);
    const reader = Promise.withResolvers<Result>();
    this.#readers.push(reader);
    return reader.promise;
  }

  /** What was missed can't be read: the subscription ends with an error, and the client tries again. */
  fail(error: unknown): void {
    const reader = this.#readers.shift();
    void this.return();
    reader?.reject(error);
  }

  return(): Promise<Result> {
    this.#ended = true;
    this.#waiting.length = 0;
    this.leave();
    for (const reader of this.#readers.splice(0)) reader.resolve(DONE);
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
