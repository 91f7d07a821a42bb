import { registerEnumType } from "type-graphql";

/** How a value is compared with what was promised. */
export enum TargetComparator {
  AT_LEAST = "AT_LEAST",
  MORE_THAN = "MORE_THAN",
  AT_MOST = "AT_MOST",
  LESS_THAN = "LESS_THAN",
  EQUAL = "EQUAL",
  BETWEEN = "BETWEEN",
}

/** What a dated point on a target's way is. */
export enum MilestoneKind {
  BASELINE = "BASELINE",
  MILESTONE = "MILESTONE",
}

registerEnumType(TargetComparator, {
  name: "TargetComparator",
  description: "How a value is compared with what was promised.",
  valuesConfig: {
    AT_LEAST: { description: "The value or more (từ … trở lên)." },
    MORE_THAN: { description: "Strictly more than the value (trên …)." },
    AT_MOST: { description: "The value or less, such as a rank within the top 15 (không quá …)." },
    LESS_THAN: { description: "Strictly less than the value (dưới …)." },
    EQUAL: { description: "Exactly the value." },
    BETWEEN: { description: "From the value to the upper value, both included." },
  },
});
registerEnumType(MilestoneKind, {
  name: "MilestoneKind",
  description: "What a dated point on a target's way is.",
  valuesConfig: {
    BASELINE: { description: "Where it began." },
    MILESTONE: { description: "Where it should be by then." },
  },
});
