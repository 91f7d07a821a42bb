/**
 * Rows with the name of their type, for fields that may give several. Remembered rows are the same objects for every answer, and so
 * are these.
 */
export class NamedRows {
  readonly #named = new WeakMap<object, object>();

  of(row: object, typename: string): object {
    const known = this.#named.get(row);
    if (known) return known;
    const named = Object.freeze({ ...row, __typename: typename });
    this.#named.set(row, named);
    return named;
  }
}
