import { Counts } from "../../shared/counts.js";
import type { LaneLimits } from "./lane.js";
import { Lane, overloaded } from "./lane.js";

export interface GateLimits extends LaneLimits {
  /** An operation that runs for longer makes room for others. */
  readonly slowMs: number;
  /** Is the process so busy that nobody should be let in? */
  isBusy(): boolean;
}

/** Who asks, and how much as far as that is known. */
export interface Passing {
  readonly party: string;
  /** Points. */
  readonly cost?: number | undefined;
  /** By which the operation is known to who learns its cost only on the way. */
  readonly errand?: Weighed;
}

/** Something of which it matters whether it is heavy. */
interface Weighed {
  isHeavy: boolean;
}

interface Running {
  readonly party: string;
  readonly since: number;
  at: "quick" | "slow" | "heavy" | "over" | "on its way";
}

/** Questions about everything; what anybody sees on one page costs less. */
const HEAVY_POINTS = 250;
export const isHeavy = (points: number): boolean => points >= HEAVY_POINTS;
/** Operations that are slow, of all parties together, as a multiple of those that run. */
const SLOW_FOR_ALL = 3;
/** Where nobody may be slow any more, it is looked at no more often. */
const AT_LEAST_MS = 10;

/**
 * Lets so many operations run at once as there are connections to the database; more would only hold memory while they wait for
 * one. When too many wait, the next one is refused at once: an answer that comes too late helps nobody and delays all others.
 *
 * Nobody keeps others out. Heavy operations have a lane of their own. What turns out to be slow makes room, and a party that has so
 * many slow operations as may run at all waits for their ends.
 */
export class Gate {
  readonly #lane: Lane;
  readonly #heavy: Lane;
  /** Oldest first: those that are not slow yet. */
  readonly #quick = new Set<Running>();
  readonly #slow = new Counts<string>();
  /** Those whose cost was not known when they came. */
  readonly #unweighed = new WeakMap<Weighed, Running>();
  #slowOnes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: GateLimits) {
    this.#lane = new Lane(limits, (party) => this.#slow.of(party) < limits.most);
    this.#heavy = new Lane(limits);
  }

  /** @throws HttpFault 503 OVERLOADED */
  refuseWhenFull({ party, cost = 0 }: Passing): void {
    const lane = isHeavy(cost) ? this.#heavy : this.#lane;
    if (this.limits.isBusy() || lane.isFull(party)) throw overloaded();
  }

  /** @throws HttpFault 503 OVERLOADED */
  async pass<Result>(passing: Passing, work: () => Promise<Result>): Promise<Result> {
    const { party, cost = 0, errand } = passing;
    this.refuseWhenFull(passing);
    const turn = (isHeavy(cost) ? this.#heavy : this.#lane).enter(party);
    if (turn) await turn;
    const running: Running = { party, since: performance.now(), at: isHeavy(cost) ? "heavy" : "quick" };
    if (running.at === "quick") this.#time(running);
    if (errand) {
      errand.isHeavy = isHeavy(cost);
      if (passing.cost === undefined) this.#unweighed.set(errand, running);
    }
    try {
      return await work();
    } finally {
      this.#leave(running, "over");
    }
  }

  /** An operation whose cost is known by now; a heavy one goes on when it has its turn. @throws HttpFault 503 OVERLOADED */
  async weigh(errand: Weighed, cost: number): Promise<void> {
    const running = this.#unweighed.get(errand);
    if (!running || !isHeavy(cost) || running.at === "heavy") return;
    errand.isHeavy = true;
    this.#leave(running, "on its way");
    const turn = this.#heavy.enter(running.party);
    if (turn) await turn;
    // Its caller may have gone while it waited.
    if ((running.at as string) === "over") this.#heavy.leave();
    else running.at = "heavy";
  }

  #leave(running: Running, to: "over" | "on its way"): void {
    const from = running.at;
    running.at = to;
    if (from === "quick") {
      this.#quick.delete(running);
      this.#lane.leave();
    } else if (from === "heavy") this.#heavy.leave();
    else if (from === "slow") {
      this.#countSlow(running.party, -1);
      this.#lane.letIn();
    }
  }

  #countSlow(party: string, difference: 1 | -1): void {
    this.#slow.add(party, difference);
    this.#slowOnes += difference;
  }

  #time(running: Running): void {
    this.#quick.add(running);
    if (!this.#timer) this.#timer = setTimeout(() => this.#noteSlow(), this.limits.slowMs).unref();
  }

  /** One timer for all, which goes on while anything runs. */
  #noteSlow(): void {
    this.#timer = undefined;
    const { slowMs, most } = this.limits;
    const now = performance.now();
    for (const running of this.#quick) {
      if (now - running.since < slowMs || this.#slowOnes >= most * SLOW_FOR_ALL) break;
      running.at = "slow";
      this.#quick.delete(running);
      this.#countSlow(running.party, 1);
      this.#lane.leave();
    }
    const [oldest] = this.#quick;
    if (!oldest) return;
    this.#timer = setTimeout(() => this.#noteSlow(), Math.max(AT_LEAST_MS, oldest.since + slowMs - now)).unref();
  }
}
