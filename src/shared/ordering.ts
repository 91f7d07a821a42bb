import type { Key, Ordering } from "./page.js";

/** What a client may order a list by: names of an enum, mapped to columns of ours. */
export type OrderKeys<Field extends string> = Readonly<Record<Field, Key>>;

interface Order<Field> {
  readonly field: Field;
  readonly direction: "ASC" | "DESC";
}

/** The total order for a client's choice: the chosen key, then the unique one, in one direction. */
export function orderingBy<Field extends string>(keys: OrderKeys<Field>, unique: Key, order: Order<Field>): Ordering {
  const descending = order.direction === "DESC";
  const chosen = keys[order.field];
  const terms = chosen.expression === unique.expression ? [chosen] : [chosen, unique];
  return { name: `${order.field}.${order.direction}`, keys: terms.map((key) => ({ ...key, descending })) };
}
