/** The part of ECMAScript's JSON that TypeScript does not know yet (Node 22 and later have it). */
const raw = JSON as unknown as {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
};

/** A number with more digits than a double holds. It is written as JSON again just as it came. */
export function exactNumber(text: string): object {
  return raw.rawJSON(text);
}

/** Its text, or null for anything else. */
export function exactText(value: unknown): string | null {
  return raw.isRawJSON(value) ? value.rawJSON : null;
}
