/**
 * Lets so many operations run at once and the others wait their turn, first come first served. More at once than there are
 * connections to the database only hold memory while they wait for one.
 */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(
    private readonly most: number,
    /** Who has waited longer has been told so already: nobody would read the answer. */
    private readonly patienceMs: number,
  ) {}

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    const since = performance.now();
    if (this.#running >= this.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      if (performance.now() - since > this.patienceMs) throw new Error("waited too long to be answered");
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
