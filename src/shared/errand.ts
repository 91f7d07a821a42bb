import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "./errors.js";

/** Who waits for an answer, until he has it or has gone. */
export class Caller {
  #isGone = false;
  #hearers: (() => void)[] | undefined;

  /**
   * @param seesClosed may some rows be shown to him that are not open to everybody?
   * @param party whom he asks for: callers of one party share what there is for one
   */
  constructor(
    readonly seesClosed = false,
    readonly party = "",
  ) {}

  get isGone(): boolean {
    return this.#isGone;
  }

  /** May be called more than once. */
  leave(): void {
    this.#isGone = true;
    for (const hear of this.#hearers ?? []) hear();
    this.#hearers = undefined;
  }

  whenGone(hear: () => void): void {
    (this.#hearers ??= []).push(hear);
  }
}

const running = new AsyncLocalStorage<Errand>();

/**
 * What is done for callers, as long as one of them waits for it. When it is done or nobody waits any more, statements that
 * still run for it are cancelled, those that wait for a connection are never sent, and their promises never settle: what was
 * begun beside something that failed ends, too.
 */
export class Errand {
  /** Is it expected to read much? */
  isHeavy = false;
  #waiting = 0;
  #isOver = false;
  #seesClosed: boolean | undefined;
  #party: string | undefined;
  #abandon: ((reason: AppError) => void) | undefined;
  #toStop: Set<() => void> | undefined;

  /** The one that the running code belongs to. */
  static get current(): Errand | undefined {
    return running.getStore();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Only if all for whom it is may see them: whoever shares an answer sees the same. */
  get seesClosed(): boolean {
    return this.#seesClosed ?? false;
  }

  /** Who began it. */
  get party(): string | undefined {
    return this.#party;
  }

  for(caller: Caller): this {
    this.#party ??= caller.party;
    this.#seesClosed = caller.seesClosed && this.#seesClosed !== false;
    if (caller.isGone) return this;
    this.#waiting++;
    caller.whenGone(() => {
      if (--this.#waiting === 0 && !this.#isOver) this.#end(abandoned());
    });
    return this;
  }

  /** @throws AppError SOURCE_UNAVAILABLE when nobody waits any more; nobody will read it. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting === 0 || this.#isOver) throw abandoned();
    const abandonment = new Promise<never>((_resolve, reject) => (this.#abandon = reject));
    try {
      return await Promise.race([running.run(this, work), abandonment]);
    } finally {
      this.#end();
    }
  }

  /** @returns how to forget what was to be stopped */
  whenOver(stop: () => void): () => void {
    const toStop = (this.#toStop ??= new Set());
    toStop.add(stop);
    return () => void toStop.delete(stop);
  }

  #end(reason?: AppError): void {
    this.#isOver = true;
    if (reason) this.#abandon?.(reason);
    for (const stop of this.#toStop ?? []) stop();
    this.#toStop = undefined;
  }
}

function abandoned(): AppError {
  return new AppError("SOURCE_UNAVAILABLE", "Nobody waits for the answer any more.");
}
