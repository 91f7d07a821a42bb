import type { LocalDate } from "../shared/local-date.js";
import type { Goal } from "./goal.js";
import type { ProgressMeasure } from "./plan-enums.js";

/** A dated value on a target's way, in its unit. */
export interface DatedValue {
  readonly date: LocalDate;
  readonly value: string;
}

/** What was measured: the value that is compared, and until when it reaches. */
export interface Measurement {
  readonly value: string;
  /** Last day of the newest period in it. */
  readonly until: LocalDate;
}

/** All that decides how a target stands; nothing of it is a name or a text. */
export interface ProgressFacts {
  readonly comparator: Goal["comparator"];
  readonly value: string;
  /** Only for BETWEEN. */
  readonly upperValue: string | null;
  readonly dueDate: LocalDate;
  /** Year of its plan. */
  readonly planYear: number;
  readonly baseline: DatedValue | null;
  /** By date. */
  readonly milestones: readonly DatedValue[];
  readonly measure: `${ProgressMeasure}`;
  /** First day of a month in the indicator's reporting calendar. */
  readonly startDay: number;
  /** Is there an indicator that measures it, as far as the viewer may see? */
  readonly hasIndicator: boolean;
  /** The newest one that counts on the day; null when there is none. */
  readonly measurement: Measurement | null;
  /** Least and largest value that the indicator can have. */
  readonly minimum: string | null;
  readonly maximum: string | null;
}
