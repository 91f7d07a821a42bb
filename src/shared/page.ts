import type { Sql } from "sql-template-tag";
import sql, { join, raw } from "sql-template-tag";
import { Connection } from "./connection.js";
import type { KeyType, KeyValue } from "./cursor.js";
import { decodeCursor, encodeCursor } from "./cursor.js";
import { AppError } from "./errors.js";
import { LIMITS } from "./limits.js";

/** The arguments of a Relay connection. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** One key of an ordering: an SQL expression and the row's property that holds its value. Never a client's text. */
export interface Key {
  readonly expression: string;
  readonly property: string;
  readonly type: KeyType;
  readonly descending?: boolean;
  /** Nulls come last, in both directions. */
  readonly nullable?: boolean;
}

/** A total order of rows: the last key is unique. The name goes into cursors. */
export interface Ordering {
  readonly name: string;
  readonly keys: readonly Key[];
}

/** A slice asked for by `first`/`after` or `last`/`before`, as SQL by keyset; one row more than asked for tells of a next page. */
export class Page<Row extends object> {
  readonly size: number;
  readonly #backward: boolean;
  readonly #after: KeyValue[] | undefined;
  readonly #before: KeyValue[] | undefined;

  constructor(
    args: PageRequest,
    readonly ordering: Ordering,
    defaultSize: number,
  ) {
    this.#backward = args.last != null;
    this.size = sizeOf(args, defaultSize);
    this.#after = args.after == null ? undefined : decodeCursor(args.after, ordering.name, ordering.keys);
    this.#before = args.before == null ? undefined : decodeCursor(args.before, ordering.name, ordering.keys);
  }

  /** Properties that a row's cursor is made of. */
  get keyProperties(): string[] {
    return this.ordering.keys.map((key) => key.property);
  }

  /** The condition that rows lie inside the page's cursors. */
  get condition(): Sql {
    const sides = [
      this.#after && beyond(this.ordering.keys, this.#after, false),
      this.#before && beyond(this.ordering.keys, this.#before, true),
    ];
    const given = sides.filter((side) => side !== undefined);
    return given.length ? join(given, " AND ") : sql`TRUE`;
  }

  get orderBy(): Sql {
    const terms = this.ordering.keys.map((key) => {
      const down = Boolean(key.descending) !== this.#backward;
      const nulls = key.nullable ? ` NULLS ${this.#backward ? "FIRST" : "LAST"}` : "";
      return `${key.expression} ${down ? "DESC" : "ASC"}${nulls}`;
    });
    return raw(terms.join(", "));
  }

  get limit(): number {
    return this.size + 1;
  }

  /** The connection of rows that were read with this page's condition, order and limit. */
  connection(rows: readonly Row[], totalCount?: number): Connection<Row> {
    const more = rows.length > this.size;
    const nodes = rows.slice(0, this.size);
    if (this.#backward) nodes.reverse();
    return new Connection(
      nodes,
      (row) => this.#cursorOf(row),
      {
        hasNextPage: (more && !this.#backward) || this.#before !== undefined,
        hasPreviousPage: (more && this.#backward) || this.#after !== undefined,
      },
      totalCount,
    );
  }

  /** The same of a list that is here as a whole, in the order of an ordering by whole numbers that go up and are never null. */
  cut(list: readonly Row[]): Connection<Row> {
    const [after, before] = [this.#after, this.#before];
    const inside =
      after || before
        ? list.filter((row) => (!after || this.#from(after, row) > 0) && (!before || this.#from(before, row) < 0))
        : list;
    const rows = this.#backward ? inside.slice(-this.limit).toReversed() : inside.slice(0, this.limit);
    return this.connection(rows, list.length);
  }

  /** Where a row stands: above 0 behind the keys, below 0 in front of them. */
  #from(keys: readonly KeyValue[], row: Row): number {
    for (const [i, { property }] of this.ordering.keys.entries()) {
      const difference = Number((row as Record<string, KeyValue>)[property]) - Number(keys[i]);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #cursorOf(row: Row): string {
    return encodeCursor(
      this.ordering.name,
      this.ordering.keys.map((key) => (row as Record<string, KeyValue>)[key.property] ?? null),
    );
  }
}

function sizeOf({ first, last }: PageRequest, defaultSize: number): number {
  if (first != null && last != null)
    throw new AppError("BAD_USER_INPUT", "Give either first or last, not both.", { argument: "first, last" });
  const name = last == null ? "first" : "last";
  const size = first ?? last ?? defaultSize;
  if (size < 1 || size > LIMITS.maxPageSize)
    throw new AppError("BAD_USER_INPUT", `${name} is ${size}; it must lie between 1 and ${LIMITS.maxPageSize}.`, {
      argument: name,
      maximum: LIMITS.maxPageSize,
    });
  return size;
}

/** Rows strictly after (or, reversed, before) the given keys. */
function beyond(keys: readonly Key[], values: readonly KeyValue[], reversed: boolean): Sql {
  const uniform = keys.every((key) => !key.nullable && Boolean(key.descending) === Boolean(keys[0]!.descending));
  const sign = (key: Key) => raw(Boolean(key.descending) === reversed ? ">" : "<");
  if (uniform) {
    const left = raw(keys.map((key) => key.expression).join(", "));
    return sql`(${left}) ${sign(keys[0]!)} (${join(keys.map((key, i) => cast(values[i]!, key)))})`;
  }
  const steps = keys.map((key, i) => {
    const equal = keys
      .slice(0, i)
      .map((before, j) => sql`${raw(before.expression)} IS NOT DISTINCT FROM ${cast(values[j]!, before)}`);
    return sql`(${join([...equal, step(key, values[i]!, sign(key), reversed)], " AND ")})`;
  });
  return sql`(${join(steps, " OR ")})`;
}

function step(key: Key, value: KeyValue, sign: Sql, reversed: boolean): Sql {
  const column = raw(key.expression);
  if (!key.nullable) return sql`${column} ${sign} ${cast(value, key)}`;
  if (value === null) return reversed ? sql`${column} IS NOT NULL` : sql`FALSE`;
  const compared = sql`${column} ${sign} ${cast(value, key)}`;
  return reversed ? compared : sql`(${compared} OR ${column} IS NULL)`;
}

function cast(value: KeyValue, key: Key): Sql {
  return sql`${value}::${raw(key.type)}`;
}
