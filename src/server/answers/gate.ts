import { HttpFault } from "../http-fault.js";

export interface GateLimits {
  /** Operations that run at once. */
  readonly most: number;
  /** Who has waited longer has been told so already: nobody would read the answer. */
  readonly patienceMs: number;
  /** Operations that wait for their turn; one more is refused. */
  readonly mostWaiting: number;
  /** Is the process so busy that nobody should be let in? */
  isBusy(): boolean;
}

/**
 * Lets so many operations run at once and the others wait their turn, first come first served. More at once than there are
 * connections to the database only hold memory while they wait for one. When too many wait, the next one is refused at once:
 * an answer that comes too late helps nobody and delays all others.
 */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(private readonly limits: GateLimits) {}

  /** @throws HttpFault 503 OVERLOADED */
  refuseWhenFull(): void {
    const { most, mostWaiting, isBusy } = this.limits;
    if ((this.#running >= most && this.#waiting.length >= mostWaiting) || isBusy()) throw overloaded();
  }

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    this.refuseWhenFull();
    const since = performance.now();
    if (this.#running >= this.limits.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      if (performance.now() - since > this.limits.patienceMs) throw overloaded();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

function overloaded(): HttpFault {
  const retryAfter = 1;
  const message = "The server has more to do than it can. Please try again in a moment.";
  return new HttpFault(503, "OVERLOADED", message, { "retry-after": String(retryAfter) }, { retryAfter });
}
