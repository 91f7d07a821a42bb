import { HttpFault } from "../http-fault.js";

export interface GateLimits {
  /** Operations that run at once. */
  readonly most: number;
  /** Who has waited for so long is refused, whatever those do who run: he may ask someone else. */
  readonly patienceMs: number;
  /** Operations that wait for their turn; one more is refused. */
  readonly mostWaiting: number;
  /** Is the process so busy that nobody should be let in? */
  isBusy(): boolean;
}

interface Waiting {
  readonly since: number;
  enter(): void;
  refuse(fault: HttpFault): void;
}

/**
 * Lets so many operations run at once and the others wait their turn, first come first served. More at once than there are
 * connections to the database only hold memory while they wait for one. When too many wait, the next one is refused at once:
 * an answer that comes too late helps nobody and delays all others.
 */
export class Gate {
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: GateLimits) {}

  /** @throws HttpFault 503 OVERLOADED */
  refuseWhenFull(): void {
    const { most, mostWaiting, isBusy } = this.limits;
    if ((this.#running >= most && this.#waiting.length >= mostWaiting) || isBusy()) throw overloaded();
  }

  /** @throws HttpFault 503 OVERLOADED */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    this.refuseWhenFull();
    if (this.#running >= this.limits.most) await this.#turn();
    else this.#running++;
    try {
      return await work();
    } finally {
      if (this.#waiting.length > 0) this.#refuseTired();
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#running--;
    }
  }

  #turn(): Promise<void> {
    return new Promise((enter, refuse) => {
      this.#waiting.push({ since: performance.now(), enter, refuse });
      if (!this.#timer) this.#lookAfter(this.limits.patienceMs);
    });
  }

  /** One timer for all: it goes on for as long as somebody waits. */
  #lookAfter(milliseconds: number): void {
    const look = (): void => {
      this.#refuseTired();
      const [first] = this.#waiting;
      this.#timer = undefined;
      if (first) this.#lookAfter(first.since + this.limits.patienceMs - performance.now());
    };
    this.#timer = setTimeout(look, Math.max(milliseconds, 1)).unref();
  }

  /** The first has waited longest. */
  #refuseTired(): void {
    const longest = performance.now() - this.limits.patienceMs;
    while (this.#waiting.length > 0 && this.#waiting[0]!.since <= longest) this.#waiting.shift()!.refuse(overloaded());
  }
}

function overloaded(): HttpFault {
  const retryAfter = 1;
  const message = "The server has more to do than it can. Please try again in a moment.";
  return new HttpFault(503, "OVERLOADED", message, { "retry-after": String(retryAfter) }, { retryAfter });
}
