/** What JSON.stringify writes for a NUL and for half a surrogate pair; a backslash before the u is a text's own. */
const UNSTORABLE = /\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** A value as JSON that Postgres's jsonb takes: characters that it can't hold become U+FFFD. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.includes("\\u") ? text.replace(UNSTORABLE, (mark) => (mark === "\\\\" ? mark : "\\ufffd")) : text;
}
