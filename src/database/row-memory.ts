import { Errand } from "../shared/errand.js";
import type { Needs } from "./columns.js";

interface Row {
  readonly id: number;
}

/** Rows remembered in all; catalogues have thousands, not millions. */
const MOST_ROWS = 20_000;

class Shelf {
  readonly byId = new Map<string, Map<number, Row>>();
  readonly byKey = new Map<string, Row>();
  readonly whole = new Map<string, object | null>();
}

/**
 * Catalogue rows that were read lately, by their id or another key. They change rarely and are asked for with every
 * answer, so they are read once per version of data and catalogue; a new version forgets them all.
 * The same row serves many answers at once: nobody may change it.
 */
export class RowMemory {
  /** What was read behind the wall is not for those in front of it (docs/decisions/0033). */
  readonly #ofAll = new Shelf();
  readonly #open = new Shelf();
  #size = 0;
  #version: string | null = null;

  /** `version` is null when nobody knows the current one: then nothing is remembered. */
  constructor(private readonly version: () => string | null) {}

  /** For a list whose rows are remembered: how its rows are found by their ids; undefined when nothing is remembered now. */
  forList<R extends Row>(rows: (ids: readonly number[]) => Promise<R[]>): typeof rows | undefined {
    return this.version() === null ? undefined : rows;
  }

  /** The rows with these ids. `load` reads those that are not known, whole where they are to be remembered. */
  async byIds<R extends Row>(
    table: string,
    ids: readonly number[],
    needs: Needs,
    load: (ids: readonly number[], needs: Needs) => Promise<readonly R[]>,
  ): Promise<R[]> {
    const version = this.#current();
    if (version === null) return [...(await load(ids, needs))];
    const shelf = this.#shelf;
    const known = shelf.byId.get(table);
    const rows: R[] = [];
    const missing: number[] = [];
    for (const id of ids) {
      const row = known?.get(id) as R | undefined;
      if (row) rows.push(row);
      else missing.push(id);
    }
    if (missing.length === 0) return rows;
    const loaded = await load(missing, undefined);
    for (const row of loaded) this.#keep(shelf, table, row, version);
    return [...rows, ...loaded];
  }

  /** The row with a key of its table, such as a code. That there is none is never remembered. */
  async byKey<R extends Row>(table: string, key: string, load: () => Promise<R | undefined>): Promise<R | undefined> {
    const version = this.#current();
    if (version === null) return load();
    const name = `${table} = ${key}`;
    const { byKey } = this.#shelf;
    const known = byKey.get(name) as R | undefined;
    if (known) return known;
    const row = await load();
    if (row && this.#hasRoom(version)) byKey.set(name, Object.freeze(row));
    return row;
  }

  /**
   * Something that is made of many rows, such as all that a search looks through. Several callers may read it at once when the
   * version is new: what one of them reads ends when he leaves, so nobody waits for another's.
   * @returns null when nothing is remembered now, and when it was read as null
   */
  async whole<Thing extends object>(name: string, load: () => Promise<Thing | null>): Promise<Thing | null> {
    const version = this.#current();
    if (version === null) return null;
    const { whole } = this.#shelf;
    const known = whole.get(name);
    if (known !== undefined) return known as Thing | null;
    const thing = await load();
    if (this.#current() === version) whole.set(name, thing);
    return thing;
  }

  #current(): string | null {
    const version = this.version();
    if (version !== this.#version) this.#forget();
    this.#version = version;
    return version;
  }

  get #shelf(): Shelf {
    return Errand.current?.seesClosed ? this.#ofAll : this.#open;
  }

  #keep({ byId }: Shelf, table: string, row: Row, version: string): void {
    if (!this.#hasRoom(version)) return;
    const rows = byId.get(table) ?? new Map<number, Row>();
    byId.set(table, rows.set(row.id, Object.freeze(row)));
  }

  /** What was read while the version moved may be of either one. */
  #hasRoom(version: string): boolean {
    if (this.#current() !== version) return false;
    if (this.#size >= MOST_ROWS) this.#forget();
    this.#size++;
    return true;
  }

  #forget(): void {
    for (const { byId, byKey, whole } of [this.#ofAll, this.#open]) {
      byId.clear();
      byKey.clear();
      whole.clear();
    }
    this.#size = 0;
  }
}
