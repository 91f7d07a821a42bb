/** Are there lists and objects inside each other deeper than `limit`? Deeper input would exhaust the stack of what reads it. */
export function isDeeperThan(limit: number, value: unknown): boolean {
  if (value === null || typeof value !== "object") return false;
  if (limit === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(limit - 1, inner));
}
