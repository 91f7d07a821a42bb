import { registerEnumType } from "type-graphql";
import { AccessClass } from "../access/viewer.js";
import { Frequency } from "../shared/frequency.js";

/** Which way an indicator should go. */
export enum Direction {
  INCREASE = "INCREASE",
  DECREASE = "DECREASE",
  NONE = "NONE",
}

/** How values of short periods combine into a longer one. */
export enum Aggregation {
  SUM = "SUM",
  AVERAGE = "AVERAGE",
  LAST = "LAST",
  MAX = "MAX",
  MIN = "MIN",
  NONE = "NONE",
}

/** Where an indicator stands in its life, on a day. */
export enum IndicatorStatus {
  ACTIVE = "ACTIVE",
  REPLACED = "REPLACED",
  RETIRED = "RETIRED",
  PLANNED = "PLANNED",
}

registerEnumType(Frequency, {
  name: "Frequency",
  description: "How often a series is observed (SDMX CL_FREQ).",
  valuesConfig: {
    DAILY: { description: "Every day (D)." },
    WEEKLY: { description: "Every ISO week (W)." },
    MONTHLY: { description: "Every month (M)." },
    QUARTERLY: { description: "Every quarter (Q)." },
    HALF_YEARLY: { description: "Every half-year (S)." },
    YEARLY: { description: "Every year (A)." },
    OTHER: { description: "No regular step: nine-month cumulations, seasons, school years, pooled years." },
  },
});
registerEnumType(Direction, {
  name: "Direction",
  description: "Which way an indicator should go.",
  valuesConfig: {
    INCREASE: { description: "More is better." },
    DECREASE: { description: "Less is better: a rank, a poverty rate." },
    NONE: { description: "Neither is better." },
  },
});
registerEnumType(Aggregation, {
  name: "Aggregation",
  description: "How values of short periods combine into a longer one.",
  valuesConfig: {
    SUM: { description: "They add up: flows." },
    AVERAGE: { description: "Their mean: rates and prices." },
    LAST: { description: "The last one stands: stocks." },
    MAX: { description: "The largest." },
    MIN: { description: "The smallest." },
    NONE: { description: "They must not be combined: ranks, scores." },
  },
});
registerEnumType(AccessClass, {
  name: "AccessClass",
  description: "Who may read an indicator.",
  valuesConfig: {
    OPEN: { description: "Everyone (dữ liệu mở)." },
    SHARED: { description: "Every signed-in agency (dữ liệu dùng chung)." },
    RESTRICTED: { description: "Its own agency and stewards (dữ liệu chuyên ngành)." },
  },
});
registerEnumType(IndicatorStatus, {
  name: "IndicatorStatus",
  description: "Where an indicator stands in its life, today.",
  valuesConfig: {
    ACTIVE: { description: "In use." },
    REPLACED: { description: "Ended; `replacedBy` names the one that took over." },
    RETIRED: { description: "Ended without a replacement." },
    PLANNED: { description: "Begins later." },
  },
});
