import jsonata from "jsonata";

/** Reads something from a record or an answer. */
export type Expression = (input: unknown, bindings?: Readonly<Record<string, unknown>>) => unknown;

const PATH = /^(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]+`)(?:\.(?:[\p{L}_][\p{L}\p{N}_]*|`[^`]+`))*$/u;
const WORDS = new Set(["true", "false", "null", "and", "or", "in"]);

/** Anything else than a value: the path leads through a list, which JSONata knows how to read. */
const LIST = Symbol("list");

/**
 * A JSONata expression. Plain paths (`data.giaTri`), which most are, are followed at once; everything else is a promise.
 * @throws Error when it is no expression
 */
export function compile(source: string): Expression {
  const full = jsonata(source);
  const evaluate: Expression = (input, bindings) => full.evaluate(input, bindings);
  if (!PATH.test(source) || WORDS.has(source)) return evaluate;
  const keys = [...source.matchAll(/`([^`]+)`|[^.`]+/g)].map(([key, quoted]) => quoted ?? key);
  return (input, bindings) => {
    const value = follow(input, keys);
    return value === LIST ? evaluate(input, bindings) : value;
  };
}

function follow(input: unknown, keys: readonly string[]): unknown {
  let value = input;
  for (const key of keys) {
    if (Array.isArray(value)) return LIST;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
