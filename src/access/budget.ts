import type { Allowance } from "./allowances.js";

/** Points used in the window that runs. */
export interface Count {
  /** As far as this process knows. */
  used: number;
  /** What other processes have not been told of yet. */
  untold: number;
}

/** The window that points are counted in: a minute by the clock. */
export interface RateWindow {
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** What one request may still use of its caller's points. */
export class Budget {
  /** Points that the request was counted with so far; its first one before anything of it is read. */
  charged = 0;
  /** What the operation costs; null until it is known. A kept answer is counted with less. */
  cost: number | null = null;

  constructor(
    readonly allowance: Allowance,
    private readonly count: Count,
    readonly window: RateWindow,
    private readonly now: number,
  ) {}

  /** Null for no limit. */
  get limit(): number | null {
    return this.allowance.pointsPerMinute;
  }

  get remaining(): number | null {
    return this.limit === null ? null : Math.max(0, this.limit - this.count.used);
  }

  /** Counts points, unless there are not so many left: then it counts none, so that something smaller may still go. */
  take(points: number): boolean {
    if (this.limit !== null && this.count.used + points > this.limit) return false;
    this.count.used += points;
    this.count.untold += points;
    this.charged += points;
    return true;
  }

  /** Until all points are there again. */
  get secondsLeft(): number {
    return Math.max(1, Math.ceil((this.window.endsAt - this.now) / 1_000));
  }
}
