/** A statement that answers within this time may share its connection. */
const QUICK_MS = 3;
/** One that took this long was slow, and not only waiting for our own process. */
const SLOW_MS = 50;
/** For so many runs after it was slow a statement has its connection for itself. */
const PENALTY = 100;
/** The best time of a statement is forgotten little by little: its tables grow. */
const FADING = 1.02;

interface Pace {
  best: number;
  penalty: number;
}

/**
 * How quick statements are, by their names. The best time counts, because all others also measure how busy this process is.
 * What is not known yet, or has no name, counts as slow.
 */
export class StatementPace {
  readonly #paces = new Map<string, Pace>();

  isQuick(name: string | undefined): boolean {
    const pace = name === undefined ? undefined : this.#paces.get(name);
    return pace !== undefined && pace.penalty === 0 && pace.best < QUICK_MS;
  }

  /** Is it slow at its best? What was so once may only have waited for others that are. */
  isSlow(name: string | undefined): boolean {
    const pace = name === undefined ? undefined : this.#paces.get(name);
    return pace !== undefined && pace.best > SLOW_MS;
  }

  note(name: string, ms: number): void {
    const pace = this.#paces.get(name);
    if (!pace) return void this.#paces.set(name, { best: ms, penalty: ms > SLOW_MS ? PENALTY : 0 });
    pace.best = Math.min(ms, pace.best * FADING);
    pace.penalty = ms > SLOW_MS ? PENALTY : Math.max(0, pace.penalty - 1);
  }
}
