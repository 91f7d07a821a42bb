import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 20;
const LOOK_EVERY_MS = 500;

/**
 * Is the event loop so late that whoever comes now would only make it later? Judged by the mean of half a second: one long
 * pause is no overload, many are.
 */
export class LoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #isLate = false;

  constructor(private readonly mostMs: number) {
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  get isLate(): boolean {
    return this.#isLate;
  }

  /** Judges what was measured since the last look. */
  #look(): void {
    // Without a measurement the mean is not a number, and nothing is late.
    this.#isLate = this.#histogram.mean / 1e6 - RESOLUTION_MS > this.mostMs;
    this.#histogram.reset();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#histogram.disable();
  }
}
