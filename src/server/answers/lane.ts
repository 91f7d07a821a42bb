import { HttpFault } from "../http-fault.js";
import { WaitingLine } from "./waiting-line.js";

export interface LaneLimits {
  /** Operations that run at once. */
  readonly most: number;
  /** Who has waited for so long is refused, whatever those do who run: he may ask someone else. */
  readonly patienceMs: number;
  /** Operations that wait for their turn; one more is refused. */
  readonly mostWaiting: number;
}

/** So many run, and the others wait their turn; parties take turns. When the line is full, the longest part of it gives way. */
export class Lane {
  readonly #line = new WaitingLine();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param mayGoOn may another operation of this party run now, if there is room? */
  constructor(
    private readonly limits: LaneLimits,
    private readonly mayGoOn: (party: string) => boolean = () => true,
  ) {}

  /** Would somebody of this party be refused at once? */
  isFull(party: string): boolean {
    return !this.#hasRoom(party) && this.#line.length >= this.limits.mostWaiting && !this.#line.mayPush(party);
  }

  /** @returns undefined when the turn is now. @throws HttpFault 503 OVERLOADED */
  enter(party: string): Promise<void> | undefined {
    if (this.isFull(party)) throw overloaded();
    if (!this.#hasRoom(party)) return this.#turn(party);
    this.#running++;
    return undefined;
  }

  leave(): void {
    this.#running--;
    this.letIn();
  }

  /** Whoever may go on by now. */
  letIn(): void {
    if (this.#line.length === 0) return;
    this.#refuseTired();
    while (this.#running < this.limits.most) {
      const next = this.#line.shift(this.mayGoOn);
      if (!next) return;
      this.#running++;
      next.enter();
    }
  }

  #hasRoom(party: string): boolean {
    return this.#running < this.limits.most && this.mayGoOn(party);
  }

  #turn(party: string): Promise<void> {
    if (this.#line.length >= this.limits.mostWaiting) this.#line.dropFor(party)?.refuse(overloaded());
    return new Promise((enter, refuse) => {
      this.#line.push({ party, since: performance.now(), enter, refuse });
      if (!this.#timer) this.#timer = setTimeout(() => this.#look(), this.limits.patienceMs).unref();
    });
  }

  /** One timer for all: it goes on for as long as somebody waits. */
  #look(): void {
    this.#refuseTired();
    const { oldest } = this.#line;
    this.#timer = undefined;
    if (oldest === undefined) return;
    const left = oldest + this.limits.patienceMs - performance.now();
    this.#timer = setTimeout(() => this.#look(), Math.max(left, 1)).unref();
  }

  #refuseTired(): void {
    for (const one of this.#line.takeOlderThan(performance.now() - this.limits.patienceMs)) one.refuse(overloaded());
  }
}

export function overloaded(): HttpFault {
  const retryAfter = 1;
  const message = "The server has more to do than it can. Please try again in a moment.";
  return new HttpFault(503, "OVERLOADED", message, { "retry-after": String(retryAfter) }, { retryAfter });
}
