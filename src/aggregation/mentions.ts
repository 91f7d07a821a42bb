/** Texts whose columns are remembered; questions have few shapes. */
const MOST_TEXTS = 500;
const known = new Map<string, readonly string[]>();

/**
 * The columns that an SQL text asks of an alias: `p.total` and `p.valued` in `sum(p.total) / sum(p.valued)`. What one step of a statement
 * mentions is what the step before has to give, and no more.
 */
export function mentions(text: string, alias: string): readonly string[] {
  const key = `${alias} ${text}`;
  const found = known.get(key) ?? look(text, alias);
  if (known.size < MOST_TEXTS) known.set(key, found);
  return found;
}

function look(text: string, alias: string): readonly string[] {
  const names = Array.from(text.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, "g")), ([, name]) => name!);
  return [...new Set(names)];
}
