/** What the schema says of fields that stand in many types, in the same words everywhere. */

export const NODE_ID = "Opaque and stable: good for `node(id:)`, `nodes(ids:)` and client caches.";

export const ALL_OF = "What matches every one of these filters; an empty list or a null in it is BAD_USER_INPUT.";
export const ANY_OF = "What matches at least one of these filters; an empty list or a null in it is BAD_USER_INPUT.";
export const NOT_THIS = "What does not match this filter; null or empty is BAD_USER_INPUT.";

export const ORDERED_BY = "What the list is ordered by; items without it come last in both directions.";
