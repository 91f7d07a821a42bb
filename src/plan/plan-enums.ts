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

/** How a target stands on a day. */
export enum ProgressStatus {
  ACHIEVED = "ACHIEVED",
  ON_TRACK = "ON_TRACK",
  AT_RISK = "AT_RISK",
  OFF_TRACK = "OFF_TRACK",
  REGRESSING = "REGRESSING",
  MISSED = "MISSED",
  NOT_STARTED = "NOT_STARTED",
  NO_DATA = "NO_DATA",
  NO_INDICATOR = "NO_INDICATOR",
}

/** How it is told what was expected on a day. */
export enum ProgressMethod {
  STRAIGHT_LINE = "STRAIGHT_LINE",
  MILESTONES = "MILESTONES",
  HOLD = "HOLD",
  TARGET_ONLY = "TARGET_ONLY",
}

/** Which value is compared with what was promised. */
export enum ProgressMeasure {
  LATEST_VALUE = "LATEST_VALUE",
  YEAR_TO_DATE = "YEAR_TO_DATE",
}

/** What an amendment can change of a target. */
export enum AmendedField {
  NAME = "NAME",
  COMPARATOR = "COMPARATOR",
  VALUE = "VALUE",
  UPPER_VALUE = "UPPER_VALUE",
  DUE_DATE = "DUE_DATE",
  PILLAR = "PILLAR",
  AGENCY = "AGENCY",
  INDICATOR = "INDICATOR",
  UNIT = "UNIT",
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
registerEnumType(ProgressStatus, {
  name: "ProgressStatus",
  description: "How a target stands on a day (docs/progress.md has the rule).",
  valuesConfig: {
    ACHIEVED: { description: "Met: the value is what was promised. After the due date: it was met by then." },
    ON_TRACK: { description: "Not met yet, and at or ahead of what was expected by the day." },
    AT_RISK: {
      description: "A little behind: at least 75 % of the expected improvement, or at least 90 % of the value.",
    },
    OFF_TRACK: { description: "Far behind what was expected, or over an upper end of a running total." },
    REGRESSING: { description: "Worse than where it began." },
    MISSED: { description: "The due date has passed, and it was not met by then." },
    NOT_STARTED: { description: "The day lies on or before the day of the baseline, or before the plan's year." },
    NO_DATA: { description: "An indicator measures it, but there is no value that counts on the day." },
    NO_INDICATOR: { description: "No indicator measures it yet." },
  },
});
registerEnumType(ProgressMethod, {
  name: "ProgressMethod",
  description: "How it is told what was expected on a day.",
  valuesConfig: {
    STRAIGHT_LINE: { description: "On the straight line from the baseline to the promised value on the due date." },
    MILESTONES: { description: "On the lines from point to point: baseline, milestones, due date." },
    HOLD: { description: "The baseline kept the promise already: it is to be held, every day." },
    TARGET_ONLY: {
      description: "Nothing was expected before the due date: the plan gives no baseline, no milestones.",
    },
  },
});
registerEnumType(ProgressMeasure, {
  name: "ProgressMeasure",
  description: "Which value is compared with what was promised.",
  valuesConfig: {
    LATEST_VALUE: { description: "The newest value whose period has ended by the day." },
    YEAR_TO_DATE: {
      description: "The sum of the values since the beginning of the due date's year (lũy kế từ đầu năm).",
    },
  },
});
registerEnumType(AmendedField, {
  name: "AmendedField",
  description: "What an amendment can change of a target.",
  valuesConfig: {
    NAME: { description: "Its name." },
    COMPARATOR: { description: "How values are compared." },
    VALUE: { description: "The promised value." },
    UPPER_VALUE: { description: "The upper end of BETWEEN." },
    DUE_DATE: { description: "The due date." },
    PILLAR: { description: "The pillar it stands under." },
    AGENCY: { description: "The responsible agency." },
    INDICATOR: { description: "The indicator that measures it." },
    UNIT: { description: "The unit of its values." },
  },
});
