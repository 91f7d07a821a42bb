/** As JSON for Postgres, which stores neither NUL nor halves of a surrogate pair, and would refuse all of it. */
export function storedJson(entries: readonly object[]): string {
  return JSON.stringify(entries, (_name, value: unknown) =>
    typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value,
  );
}
