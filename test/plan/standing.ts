import { rounded } from "../../src/plan/exact.js";
import type { ProgressFacts } from "../../src/plan/progress-facts.js";
import { assess } from "../../src/plan/progress.rules.js";

const NOTHING: ProgressFacts = {
  comparator: "AT_LEAST",
  value: "100",
  upperValue: null,
  dueDate: "2023-12-31",
  planYear: 2023,
  baseline: null,
  milestones: [],
  measure: "LATEST_VALUE",
  startDay: 1,
  hasIndicator: true,
  measurement: null,
  minimum: null,
  maximum: null,
};

/** From 50 on 31 December 2022 to 100 on 31 December 2023. */
export const RISING: Partial<ProgressFacts> = { baseline: { date: "2022-12-31", value: "50" } };
/** Rank 28 to rank 15. */
export const RANK: Partial<ProgressFacts> = {
  comparator: "AT_MOST",
  value: "15",
  baseline: { date: "2022-12-31", value: "28" },
};

export const measured = (value: string, until = "2023-06-30") => ({ measurement: { value, until } });

/** What the rule says, with its numbers as the API writes them. */
export function standing(facts: Partial<ProgressFacts>, on: string) {
  const { status, path, expected, achievement, gapClosed, pace, projected } = assess({ ...NOTHING, ...facts }, on);
  const percent = { achievement: rounded(achievement, 4), gapClosed: rounded(gapClosed, 4), pace: rounded(pace, 4) };
  return { status, method: path.method, expected: rounded(expected, 6), ...percent, projected: rounded(projected, 6) };
}
