export type StatementListener = (text: string) => void;

/**
 * Names for prepared statements: one per text, so that each connection plans it once.
 * Bounded, because filters can make endlessly many texts and a connection never forgets a prepared one.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  constructor(readonly limit = 500) {}

  of(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known || this.#names.size >= this.limit) return known;
    const name = `kho_${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}
