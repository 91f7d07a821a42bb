import type { Needs } from "./columns.js";

interface Row {
  readonly id: number;
}

/** Rows remembered in all; catalogues have thousands, not millions. */
const MOST_ROWS = 20_000;

/**
 * Catalogue rows that were read lately, by their id or another key. They change rarely and are asked for with every
 * answer, so they are read once per version of data and catalogue; a new version forgets them all.
 * Callers get copies, because a row belongs to one level of one answer.
 */
export class RowMemory {
  readonly #rows = new Map<string, Row>();
  #version: string | null = null;

  /** `version` is null when nobody knows the current one: then nothing is remembered. */
  constructor(private readonly version: () => string | null) {}

  /** The rows with these ids. `load` reads those that are not known, whole where they are to be remembered. */
  async byIds<R extends Row>(
    table: string,
    ids: readonly number[],
    needs: Needs,
    load: (ids: readonly number[], needs: Needs) => Promise<readonly R[]>,
  ): Promise<R[]> {
    const version = this.#current();
    if (version === null) return [...(await load(ids, needs))];
    const missing = ids.filter((id) => !this.#rows.has(`${table} ${id}`));
    const known = ids.flatMap((id) => this.#rows.get(`${table} ${id}`) ?? []) as R[];
    const loaded = missing.length > 0 ? await load(missing, undefined) : [];
    for (const row of loaded) this.#keep(`${table} ${row.id}`, row, version);
    return [...known, ...loaded].map((row) => ({ ...row }));
  }

  /** The row with a key of its table, such as a code. That there is none is never remembered. */
  async byKey<R extends Row>(table: string, key: string, load: () => Promise<R | undefined>): Promise<R | undefined> {
    const version = this.#current();
    if (version === null) return load();
    const name = `${table} = ${key}`;
    const row = (this.#rows.get(name) as R | undefined) ?? (await load());
    if (row) this.#keep(name, row, version);
    return row && { ...row };
  }

  #current(): string | null {
    const version = this.version();
    if (version !== this.#version) this.#rows.clear();
    this.#version = version;
    return version;
  }

  #keep(name: string, row: Row, version: string): void {
    // What was read while the version moved may be of either one.
    if (this.#current() !== version) return;
    if (this.#rows.size >= MOST_ROWS) this.#rows.clear();
    this.#rows.set(name, row);
  }
}
