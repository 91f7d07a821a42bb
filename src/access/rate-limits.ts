import { Allowances } from "./allowances.js";
import type { Count, RateWindow } from "./budget.js";
import { Budget } from "./budget.js";
import { partyOf } from "./party.js";
import type { Viewer } from "./viewer.js";

const WINDOW_MS = 60_000;

/** Callers of one window; more are counted anew. */
const MOST_CALLERS = 200_000;

/**
 * Counts the points of each caller in minutes by the clock, so that several processes mean the same ones. A client and a
 * person are counted wherever they come from, anonymous callers by their network. Counting never waits for anything.
 */
export class RateLimits {
  #counts = new Map<string, Count>();
  /** The same by the addresses as they come: to find out their network takes longer than everything else here. */
  #byAddress = new Map<string, Count>();
  #window: RateWindow = { endsAt: 0 };

  constructor(
    private readonly allowances: Allowances = new Allowances(),
    private readonly now: () => number = Date.now,
  ) {}

  budgetOf(viewer: Viewer, address: string): Budget {
    const allowance = viewer.id === null && isLocal(address) ? this.allowances.local : this.allowances.of(viewer);
    const now = this.now();
    const window = this.#windowAt(now);
    // Who has no limit need not be told apart.
    const count = allowance.pointsPerMinute === null ? { used: 0, untold: 0 } : this.#countOf(viewer, address);
    return new Budget(allowance, count, window, now);
  }

  #countOf(viewer: Viewer, address: string): Count {
    if (viewer.id !== null) return this.#countUnder(partyOf(viewer, address));
    const known = this.#byAddress.get(address);
    if (known) return known;
    const count = this.#countUnder(partyOf(viewer, address));
    if (this.#byAddress.size >= MOST_CALLERS) this.#byAddress = new Map();
    this.#byAddress.set(address, count);
    return count;
  }

  #countUnder(key: string): Count {
    const known = this.#counts.get(key);
    if (known) return known;
    if (this.#counts.size >= MOST_CALLERS) this.#forget();
    const count = { used: 0, untold: 0 };
    this.#counts.set(key, count);
    return count;
  }

  /** Counts of the minute that runs, for processes that count together. */
  get running(): { readonly counts: ReadonlyMap<string, Count>; readonly window: RateWindow } {
    const window = this.#windowAt(this.now());
    return { counts: this.#counts, window };
  }

  #forget(): void {
    this.#counts = new Map();
    this.#byAddress = new Map();
  }

  #windowAt(now: number): RateWindow {
    if (now < this.#window.endsAt) return this.#window;
    this.#forget();
    return (this.#window = { endsAt: (Math.floor(now / WINDOW_MS) + 1) * WINDOW_MS });
  }
}

/** Who works on this machine; behind a proxy that stands on it and is not trusted to tell addresses, that is everybody. */
export function isLocal(address: string): boolean {
  return address.startsWith("127.") || address === "::1" || address.startsWith("::ffff:127.");
}
