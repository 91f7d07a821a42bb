import { networkOf } from "./sign-in-brake.js";
import type { Viewer } from "./viewer.js";

/** Whom requests are counted for: a client and a person wherever they come from, anonymous callers by their network. */
export function partyOf({ kind, id }: Viewer, address: string): string {
  return id === null ? networkOf(address) : `${kind} ${id}`;
}
