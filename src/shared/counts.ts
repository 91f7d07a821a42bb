/** How many there are of each key; what there is none of takes no memory. */
export class Counts<Key> {
  readonly #byKey = new Map<Key, number>();

  of(key: Key): number {
    return this.#byKey.get(key) ?? 0;
  }

  add(key: Key, difference: 1 | -1): void {
    const count = this.of(key) + difference;
    if (count === 0) this.#byKey.delete(key);
    else this.#byKey.set(key, count);
  }
}
