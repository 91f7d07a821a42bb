/** Puts rows that were read by key in the order of the keys; a key without a row gives null. */
export function align<Row, Key>(
  keys: readonly (Key | null)[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => (key === null ? null : (byKey.get(key) ?? null)));
}

/** The distinct keys that are there, for `= ANY(…)`. */
export function distinct<Key>(keys: readonly (Key | null)[]): Key[] {
  return [...new Set(keys)].filter((key) => key !== null);
}

/** The row of each id, in one read for all of them; none when no id is there. */
export async function loadById<Row extends { readonly id: number }>(
  ids: readonly (number | null)[],
  load: (ids: readonly number[]) => Promise<readonly Row[]>,
): Promise<(Row | null)[]> {
  const wanted = distinct(ids);
  return wanted.length === 0 ? ids.map(() => null) : align(ids, await load(wanted), (row) => row.id);
}

/** Groups rows below the keys they belong to; a key without rows gives an empty list. */
export function alignMany<Row, Key>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key | null,
): Row[][] {
  const byKey = Map.groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}
