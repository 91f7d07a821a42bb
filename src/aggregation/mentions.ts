import { BoundedCache } from "../shared/bounded-cache.js";

/** Questions have few shapes. */
const known = new BoundedCache<readonly string[]>(500);

/**
 * The columns that an SQL text asks of an alias: `p.total` and `p.valued` in `sum(p.total) / sum(p.valued)`. What one step of a statement
 * mentions is what the step before has to give, and no more.
 */
export function mentions(text: string, alias: string): readonly string[] {
  const key = `${alias} ${text}`;
  const remembered = known.get(key);
  if (remembered) return remembered;
  const found = look(text, alias);
  known.set(key, found);
  return found;
}

function look(text: string, alias: string): readonly string[] {
  const names = Array.from(text.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, "g")), ([, name]) => name!);
  return [...new Set(names)];
}
