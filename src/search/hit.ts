import type { Ordering } from "../shared/page.js";
import { SearchType } from "./search.type.js";

/** A place in the result: what was found, and how well it fits (1 is best). */
export interface Hit {
  readonly rank: number;
  /** Where the words stand in the name: among equal ranks a name that begins with them is the closer one. */
  readonly place: number;
  /** Characters of the name: then the shorter one. */
  readonly length: number;
  readonly kind: number;
  readonly id: number;
}

export const KINDS = Object.values(SearchType);

export const HIT_ORDERING: Ordering = {
  name: "RANK",
  keys: [
    { expression: "hit.rank", property: "rank", type: "integer" },
    { expression: "hit.place", property: "place", type: "integer" },
    { expression: "hit.length", property: "length", type: "integer" },
    { expression: "hit.kind", property: "kind", type: "integer" },
    { expression: "hit.id", property: "id", type: "integer" },
  ],
};

/** The type's name of a hit's kind. */
export function kindOfHit(hit: Hit): SearchType {
  return KINDS[hit.kind]!;
}
