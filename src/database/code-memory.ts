/** Codes remembered in all; catalogues have thousands, not millions. */
const MOST_CODES = 20_000;

/** Codes of which it is known that they exist, for one version of data and catalogue. That one does not exist is never remembered. */
export class CodeMemory {
  readonly #codes = new Set<string>();
  #version: string | null = null;

  /** `version` is null when nobody knows the current one: then nothing is remembered. */
  constructor(private readonly current: () => string | null = () => null) {}

  /** The version whose codes are remembered now. */
  get version(): string | null {
    const version = this.current();
    if (version !== this.#version || this.#codes.size > MOST_CODES) this.#codes.clear();
    this.#version = version;
    return version;
  }

  has(field: string, code: string): boolean {
    return this.version !== null && this.#codes.has(`${field} ${code}`);
  }

  /** @param version what it was when they were looked up: what was read while it moved may be of either one */
  keep(version: string | null, field: string, codes: Iterable<string>): void {
    if (version === null || this.version !== version) return;
    for (const code of codes) this.#codes.add(`${field} ${code}`);
  }
}
