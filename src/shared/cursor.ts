import { AppError } from "./errors.js";

export type KeyType = "text" | "integer" | "date" | "numeric";

const SHAPE: Record<KeyType, RegExp> = {
  text: /^[^\0]*$/su,
  integer: /^-?\d{1,10}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  numeric: /^-?\d{1,60}(\.\d{1,60})?$/,
};

/** What may stand at a place of a cursor. */
export interface CursorKey {
  readonly type: KeyType;
  readonly nullable?: boolean;
}

export type KeyValue = string | number | null;

/** An opaque place in an ordering: the ordering's name and the keys of the row that stands there. */
export function encodeCursor(ordering: string, keys: readonly KeyValue[]): string {
  return Buffer.from(JSON.stringify([ordering, ...keys])).toString("base64url");
}

/** The keys of a cursor, checked: a cursor from elsewhere, or of another ordering, is refused. */
export function decodeCursor(cursor: string, ordering: string, expected: readonly CursorKey[]): KeyValue[] {
  const [of, ...keys] = read(cursor);
  if (of !== ordering) throw bad(`The cursor belongs to another ordering than ${ordering}.`);
  if (keys.length !== expected.length || !keys.every((key, i) => fits(key, expected[i]!)))
    throw bad("The cursor is not one of this warehouse.");
  return keys as KeyValue[];
}

function read(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // falls through to the one answer for everything unreadable
  }
  throw bad("The cursor is not one of this warehouse.");
}

function fits(key: unknown, { type, nullable }: CursorKey): boolean {
  if (key === null) return nullable === true;
  if (typeof key !== "string" && typeof key !== "number") return false;
  return SHAPE[type].test(String(key)) && String(key).isWellFormed();
}

function bad(message: string): AppError {
  return new AppError("BAD_USER_INPUT", message, { argument: "after, before" });
}
