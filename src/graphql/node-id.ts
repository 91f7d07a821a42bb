import { AppError } from "../shared/errors.js";

/** Opaque ids of the Relay Global Object Identification: the type's name and its key, in base64url. */
export function toNodeId(type: string, key: string | number): string {
  return Buffer.from(`${type}:${key}`).toString("base64url");
}

export interface NodeKey {
  readonly type: string;
  readonly key: string;
}

export function parseNodeId(id: string): NodeKey {
  const text = Buffer.from(id, "base64url").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1 || toNodeId(text.slice(0, colon), text.slice(colon + 1)) !== id)
    throw new AppError("BAD_USER_INPUT", `“${id.slice(0, 80)}” is not an id of this warehouse.`, { argument: "id" });
  return { type: text.slice(0, colon), key: text.slice(colon + 1) };
}
